"""The code of the language in which a report is written."""

from django.core.validators import RegexValidator

# BCP 47 without its rarer parts: en, my, zh-Hans, pt-BR, es-419.
TAG = r"^[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?\Z"

is_a_tag = RegexValidator(
    TAG,
    "“%(value)s” is no code of a language. Write en, id, th, vi, my, or another code "
    "of BCP 47, such as zh-Hans.",
)

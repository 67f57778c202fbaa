"""Language tags of reports."""

from django.core.validators import RegexValidator

# BCP 47: language, script and region only, such as en, my, zh-Hans, pt-BR, es-419.
LANGUAGE_TAG = r"^[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?\Z"

validate_language_tag = RegexValidator(
    LANGUAGE_TAG,
    "“%(value)s” is not a language code. Use en, id, th, vi, my, or another code of BCP 47, "
    "such as zh-Hans.",
)

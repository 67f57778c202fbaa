"""Digital object identifiers of reports."""

from django.core.validators import RegexValidator

# The characters that registration agencies recommend; none has a special meaning in a format.
DOI = r"^10\.[0-9]{4,9}/[A-Za-z0-9._;()/:-]+\Z"

validate_doi = RegexValidator(
    DOI,
    "“%(value)s” is not a DOI. Write it without https://doi.org/, such as 10.1234/workshop-2015.",
)

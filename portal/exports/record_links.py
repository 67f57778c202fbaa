"""Links to records, as the API shows them."""

from django.conf import settings


def absolute_url(record):
    return settings.BASE_URL + record.get_absolute_url()


def link(record):
    return record and {
        "slug": record.slug,
        "name": str(record),
        "url": absolute_url(record),
    }

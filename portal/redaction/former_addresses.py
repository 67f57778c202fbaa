"""Addresses that named somebody: they are gone for good, and lead nowhere."""

from functools import reduce

from django.db import models

from portal.redaction.models import Redaction
from portal.redaction.values import REDACTED_SLUG, redacted_slug
from recommendations.models import Round
from reports.models import Instrument, Organization, Person, Report, Theme

WITH_SLUG: tuple[type[models.Model], ...] = (Person, Organization, Theme, Instrument, Report, Round)
# No page of the portal has more parts; visitors can make up any number.
MAX_PARTS = 6
MAX_PART_LENGTH = 120


def was_redacted(path: str) -> bool:
    """Return whether a part of a path was the slug of something that has another one since."""
    parts = [part for part in path.split("/") if part][:MAX_PARTS]
    slugs = [
        redacted_slug(part)
        for part in parts
        if len(part) <= MAX_PART_LENGTH and not part.startswith(REDACTED_SLUG)
    ]
    if not slugs or not Redaction.objects.applied().exists():
        return False
    # Any order will do, which a union has not.
    queries = [
        model._base_manager.filter(slug__in=slugs).order_by().values("slug") for model in WITH_SLUG
    ]
    return bool(reduce(lambda first, second: first.union(second), queries).exists())

"""Addresses that named somebody: they are gone for good, and redirect nowhere."""

from django.db import models
from django.urls import Resolver404, resolve

from portal.redaction.models import Redaction
from portal.redaction.values import REDACTED_SLUG, redacted_slug
from recommendations.models import Round
from reports.models import Instrument, Organization, Person, Report, Theme

SLUG = "<slug:slug>"
# What the slug of a route names, by the path before it.
OWNERS: dict[str, type[models.Model]] = {
    "speakers/": Person,
    "organizations/": Organization,
    "themes/": Theme,
    "instruments/": Instrument,
    "reports/": Report,
    "recommendations/": Report,
    "rounds/": Round,
    "editing/reports/": Report,
    "editing/imports/": Report,
}
MAX_SLUG_LENGTH = 120


def was_redacted(path: str) -> bool:
    """Return whether a path has a slug that a redaction has replaced with another one.

    Only the slug of a page's own address counts: any other part of a path would let visitors try
    names for which there never was a page.
    """
    try:
        match = resolve(path)
    except Resolver404:
        return False
    owner = OWNERS.get(match.route.partition(SLUG)[0]) if SLUG in match.route else None
    slug = match.kwargs.get("slug", "")
    if owner is None or len(slug) > MAX_SLUG_LENGTH or slug.startswith(REDACTED_SLUG):
        return False
    if not Redaction.objects.applied().exists():
        return False
    return bool(owner._base_manager.filter(slug=redacted_slug(slug)).exists())

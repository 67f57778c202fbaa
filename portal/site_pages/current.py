"""Which pages of the site are public, and in which languages."""

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db import DatabaseError

from portal.search.index import reader
from portal.site_pages.models import SitePageVersion

Page = SitePageVersion.Page


@dataclass(frozen=True)
class Kept:
    """The public pages as of a version of all public content."""

    version: tuple[int, UUID]
    pages: tuple[str, ...]


# One per process, replaced as a whole.
KEPT: list[Kept] = []


def public_pages() -> tuple[str, ...]:
    """Return the pages with a text in any language, in the order of the footer."""
    pin = reader.PINNED.get()
    newest = pin.newest if pin else None
    if newest is None:
        return read_public_pages()
    version = (newest.pk, newest.token)
    for kept in KEPT:
        if kept.version == version:
            return kept.pages
    pages = read_public_pages()
    KEPT[:] = [Kept(version, pages)]
    return pages


def read_public_pages() -> tuple[str, ...]:
    """Return the pages from the database; none if it fails, so that error pages still have a footer."""
    filled = SitePageVersion.objects.filter(is_current=True).exclude(html="")
    try:
        pages = set(filled.values_list("page", flat=True))
    except DatabaseError:
        return ()
    return tuple(page for page in Page.values if page in pages)


def public_version(page: str, language: str) -> SitePageVersion | None:
    """Return the page in the language, else in the site's language, else in any that it has."""
    filled = SitePageVersion.objects.filter(page=page, is_current=True).exclude(html="")
    by_language = {version.language: version for version in filled.order_by("language")}
    wanted = (language, settings.LANGUAGE_CODE)
    found = next((by_language[name] for name in wanted if name in by_language), None)
    return found or next(iter(by_language.values()), None)

"""The vocabulary's wordings that mean the same, as they are now."""

from functools import lru_cache

from portal.search import indexing
from portal.search.compiling import common_stem
from portal.search.synonyms import Rings
from reports.models import Instrument, Organization, Theme


def current() -> Rings:
    """Return the rings of what is public. They are read again when anything public changes."""
    newest = indexing.newest_change()
    return read(newest.token if newest else None)


@lru_cache(maxsize=1)
def read(version) -> Rings:
    bodies = (one.printed_forms for one in Organization.objects.published())
    texts = (one.printed_forms for one in Instrument.objects.published())
    themes = (
        ring for one in Theme.objects.published() for ring in one.rings_of_wordings
    )
    return Rings.of([*bodies, *texts, *themes], common_stem)

"""Load the synonym sets from the published vocabulary."""

from functools import lru_cache

from portal.search.index import writer
from portal.search.query.compiler import canonical_stem
from portal.search.query.synonyms import SynonymSets
from reports.models import Instrument, Organization, Theme


def current_synonyms() -> SynonymSets:
    """Return the synonym sets; they are reloaded when public content changes."""
    newest = writer.newest_change()
    return load_synonyms(newest.token if newest else None)


@lru_cache(maxsize=1)
def load_synonyms(version) -> SynonymSets:
    organizations = (
        organization.printed_forms for organization in Organization.objects.published()
    )
    instruments = (instrument.printed_forms for instrument in Instrument.objects.published())
    themes = list(Theme.objects.published())
    synonyms = [wordings for theme in themes for wordings in theme.synonym_sets]
    labels = [((theme.slug, theme.label), theme.all_labels) for theme in themes]
    return SynonymSets.of([*organizations, *instruments, *synonyms], canonical_stem, labels)

"""Load the synonym sets from the published vocabulary."""

from functools import lru_cache
from itertools import chain

from portal.search.index import reader
from portal.search.query import facet_names
from portal.search.query.compiler import canonical_stem
from portal.search.query.synonyms import SynonymSet, SynonymSets
from reports.models import Instrument, Organization, Theme


def current_synonyms() -> SynonymSets:
    """Return the synonym sets; they are reloaded when public content changes."""
    return load_synonyms(reader.public_version())


@lru_cache(maxsize=1)
def load_synonyms(version) -> SynonymSets:
    organizations, instruments, themes = (
        list(model.objects.published().prefetch_related("labels"))
        for model in (Organization, Instrument, Theme)
    )
    # A label in another language leads to the printed forms, and is not searched for itself: few
    # texts have it, and most labels are translated by machine.
    sets = [
        SynonymSet(record.printed_forms, record.translated_names)
        for record in [*organizations, *instruments]
    ]
    sets += [SynonymSet(wordings) for theme in themes for wordings in theme.synonym_sets]
    return SynonymSets.of(
        sets,
        canonical_stem,
        chain(
            facet_names.theme_names(themes),
            facet_names.entity_names(organizations, "organization"),
            facet_names.entity_names(instruments, "instrument"),
            facet_names.choice_names(),
        ),
        facet_names.translations(themes),
    )

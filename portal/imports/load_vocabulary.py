"""Load the parser's vocabulary from the database."""

from collections.abc import Collection

from portal.parsing import person_names
from portal.parsing.gazetteer import Gazetteer, Vocabulary
from portal.parsing.theme_cues import CueIndex
from reports.models import Instrument, Organization, Person, Theme
from reports.text import split_lines


def load_vocabulary(excluded_keys: Collection[int] = ()) -> Vocabulary:
    """Return the printed forms of all organizations, themes, instruments and people.

    People whose primary keys are in `excluded_keys` are left out.
    """
    organizations = list(Organization.objects.all())
    themes = list(Theme.objects.all())
    return Vocabulary(
        organizations=Gazetteer.of(
            (organization.slug, organization.printed_forms) for organization in organizations
        ),
        themes=Gazetteer.of(
            ((theme.slug, theme.all_labels) for theme in themes),
            any_case=True,
        ),
        theme_cues=CueIndex.of((theme.slug, split_lines(theme.cues)) for theme in themes),
        instruments=Gazetteer.of(
            (instrument.slug, instrument.printed_forms) for instrument in Instrument.objects.all()
        ),
        people=Gazetteer.of(
            (
                (person.slug, full_names(person))
                for person in Person.objects.exclude(pk__in=excluded_keys)
            ),
            any_case=True,
        ),
        series=frozenset(
            organization.acronym for organization in organizations if organization.acronym
        ),
    )


def full_names(person: Person) -> list[str]:
    """Return the person's names of two words or more; a surname alone is ambiguous."""
    return [
        name
        for name in (person.name, *person.other_names)
        if " " in person_names.strip_honorifics(name)
    ]

"""What the database knows by name, as the parser's vocabulary."""

from collections.abc import Collection

from portal.importing import names
from portal.importing.vocabulary import Names, Vocabulary
from reports.models import Instrument, Organization, Person, Theme


def vocabulary(strangers: Collection[int] = ()) -> Vocabulary:
    """Return every printed form of every organization, theme, instrument and person.

    People whose keys are among `strangers` are left out.
    """
    organizations = list(Organization.objects.all())
    return Vocabulary(
        organizations=Names.of((one.slug, one.printed_forms) for one in organizations),
        themes=Names.of(
            ((one.slug, one.signals) for one in Theme.objects.all()), any_case=True
        ),
        instruments=Names.of(
            (one.slug, one.printed_forms) for one in Instrument.objects.all()
        ),
        people=Names.of(
            (
                (one.slug, whole_names(one))
                for one in Person.objects.exclude(pk__in=strangers)
            ),
            any_case=True,
        ),
        series=frozenset(one.acronym for one in organizations if one.acronym),
    )


def whole_names(person: Person) -> list[str]:
    """Return the person's names of two words or more: a surname may be anybody's elsewhere."""
    return [
        form
        for form in (person.name, *person.other_names)
        if " " in names.without_honorifics(form)
    ]

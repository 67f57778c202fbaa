"""Records that are called what the reader types: speakers, bodies, themes, texts, reports."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from portal.search.words import RUNS
from reports.models import Instrument, Organization, Person, Report, Theme
from reports.words import WordsFilter

# One letter is in every name.
FEWEST_LETTERS = 2


@dataclass(frozen=True)
class Kind:
    """Public records of a kind: what one and many of them are called."""

    key: str
    one: str
    many: str
    published: QuerySet


KINDS = (
    Kind(
        "speaker", _("speaker"), _("Speakers"), Person.objects.published().as_listed()
    ),
    Kind(
        "organization",
        _("organization"),
        _("Organizations"),
        Organization.objects.published().order_by("name"),
    ),
    Kind("theme", _("theme"), _("Themes"), Theme.objects.published().order_by("label")),
    Kind(
        "instrument",
        _("instrument"),
        _("Instruments"),
        Instrument.objects.published().order_by("name"),
    ),
    Kind(
        "report", _("report"), _("Reports"), Report.objects.published().newest_first()
    ),
)
# Reports are found as a kind of their own, by the words in their titles.
BESIDES_REPORTS = tuple(kind for kind in KINDS if kind.key != "report")


def called(
    typed: str, most: int, kinds: tuple[Kind, ...] = KINDS
) -> list[tuple[Kind, list]]:
    """Return, of each kind, up to so many records in whose names all words typed stand.

    Parts of words will do. Those whose name begins as what was typed stand first.
    """
    # As typed: not every database knows that Đ and đ are one letter.
    words = RUNS.findall(typed)
    if len("".join(words)) < FEWEST_LETTERS:
        return []
    found = ((kind, records_of(kind, words, most)) for kind in kinds)
    return [(kind, records) for kind, records in found if records]


def records_of(kind: Kind, words: list[str], most: int) -> list:
    columns = kind.published.model.name_columns
    named = WordsFilter(columns).filter(kind.published, " ".join(words))
    begun = named.filter(**{f"{columns[0]}__istartswith": " ".join(words)})
    first = list(begun[:most])
    rest = named.exclude(pk__in=[one.pk for one in first])
    return first + list(rest[: most - len(first)])

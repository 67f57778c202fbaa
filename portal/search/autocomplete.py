"""Autocompletion: records whose names contain the typed words."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from portal.search.query.tokenizer import RUNS
from reports.models import Instrument, Organization, Person, Report, Theme
from reports.search_filter import NameFilter

# Too many names contain a given letter.
MIN_LETTERS = 2


@dataclass(frozen=True)
class RecordKind:
    """A kind of record that can be suggested: its labels and its public records."""

    key: str
    singular: str
    plural: str
    published: QuerySet


KINDS = (
    RecordKind(
        "speaker",
        _("speaker"),
        _("Speakers"),
        Person.objects.published().in_listing_order(),
    ),
    RecordKind(
        "organization",
        _("organization"),
        _("Organizations"),
        Organization.objects.published().with_labels().order_by("name"),
    ),
    RecordKind(
        "theme",
        _("theme"),
        _("Themes"),
        Theme.objects.published().with_labels().order_by("label"),
    ),
    RecordKind(
        "instrument",
        _("instrument"),
        _("Instruments"),
        Instrument.objects.published().with_labels().order_by("name"),
    ),
    RecordKind("report", _("report"), _("Reports"), Report.objects.published().newest_first()),
)
# The search page lists reports in a group of their own.
KINDS_WITHOUT_REPORTS = tuple(kind for kind in KINDS if kind.key != "report")


def autocomplete(
    text: str, limit: int, kinds: tuple[RecordKind, ...] = KINDS
) -> list[tuple[RecordKind, list]]:
    """Return (kind, up to `limit` records whose names contain all the words) of each kind.

    Parts of words match. Records whose name begins with the text come first.
    """
    # Not lower-cased: not every database matches Đ with đ.
    words = RUNS.findall(text)
    if len("".join(words)) < MIN_LETTERS:
        return []
    matches = ((kind, matching_records(kind, words, limit)) for kind in kinds)
    return [(kind, records) for kind, records in matches if records]


def matching_records(kind: RecordKind, words: list[str], limit: int) -> list:
    model = kind.published.model
    matching = NameFilter(model).filter(kind.published, " ".join(words))
    with_prefix = matching.filter(**{f"{model.name_columns[0]}__istartswith": " ".join(words)})
    first = list(with_prefix[:limit])
    rest = matching.exclude(pk__in=[record.pk for record in first])
    return first + list(rest[: limit - len(first)])

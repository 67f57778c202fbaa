"""Find the places that the words of a report refer to; only places that exist."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any, Protocol

from portal.content.cross_references import ReferringRecord, new_references
from portal.content.item_names import number_of
from portal.content.schema import (
    BY_RECORD,
    SUGGESTED,
    Annex,
    CrossReference,
    Key,
    Paragraph,
    Recommendation,
    ReportFields,
    Session,
)
from portal.content.snapshot import Snapshot, group
from portal.parsing.cross_references import Mention, Number, find_mentions, phrase_of
from portal.parsing.source import Span
from recommendations.cross_references import PHRASE_LENGTH
from reports.text import normalize_whitespace

MAX_RANGE = 40  # places
MAX_IN_TEXT = 100
MAX_IN_REPORT = 5_000
# “Annex” and “Annexes”, “Appendix” and “Appendices”.
ROOT_LENGTH = 5
Targets = dict[str, Key | None]


@dataclass(frozen=True)
class OtherPlace:
    """A place in another report: where the words stand, the report, and a paragraph of it."""

    span: Span
    words: str
    report: Key
    paragraph: Key | None = None


class OtherReports(Protocol):
    """The published reports, to which a text may refer by title, or by series and year."""

    def places_in(
        self, text: str, report: ReportFields, mentions: list[Mention]
    ) -> Iterator[OtherPlace]:
        """Yield the places in other reports that a text refers to."""


class NoReports:
    def places_in(
        self, text: str, report: ReportFields, mentions: list[Mention]
    ) -> Iterator[OtherPlace]:
        return iter(())


@dataclass(frozen=True)
class ReferenceFinder:
    """Finds references in the texts of one report."""

    snapshot: Snapshot
    others: OtherReports

    def find_in(self, record: ReferringRecord) -> Iterator[CrossReference]:
        """Yield the suggested references of a text, without keys."""
        mentions = find_mentions(record.text)
        for mention in mentions:
            if not (mention.year or mention.of_another):
                for number in mention.numbers:
                    words = normalize_whitespace(record.text[slice(*self.span_of(mention, number))])
                    for targets in self.targets(record, mention, number):
                        phrase = phrase_of(record.text, mention)
                        yield reference(record, phrase, words, targets)
        for place in self.others.places_in(record.text, self.snapshot.report, mentions):
            phrase = normalize_whitespace(record.text[slice(*place.span)])
            other: Targets = {
                "other_report_id": place.report,
                "other_paragraph_id": place.paragraph,
            }
            yield reference(record, phrase, place.words or phrase, other)

    def span_of(self, mention: Mention, number: Number) -> Span:
        """Return what becomes the link: all words if there is one number, else each number."""
        return mention.span if len(mention.numbers) == 1 else number.span

    def targets(
        self, record: ReferringRecord, mention: Mention, number: Number
    ) -> Iterator[Targets]:
        for place in self.places(record, mention, number):
            if place != record and place != self.session_of(record):
                yield {f"target_{BY_RECORD[type(place)].name}": place.key}

    def session_of(self, record: ReferringRecord) -> Session | None:
        paragraph: Any = record
        if not isinstance(record, Paragraph):
            paragraph = self.snapshot.paragraph.get(record.paragraph or 0)
        return paragraph and self.snapshot.session.get(paragraph.session)

    def places(self, record: ReferringRecord, mention: Mention, number: Number) -> Iterable[Any]:
        first = self.place(record, mention, number.first)
        last = self.place(record, mention, number.last) if number.last else None
        if first is None or (number.last and last is None):
            return ()
        return self.between(first, last) if last else (first,)

    def place(self, record: ReferringRecord, mention: Mention, number: str) -> Any:
        """Return the only place with that number or, of several, the only one in the same part."""
        wanted = number.casefold()
        if mention.kind == "annex":
            word = record.text[mention.span[0] :][:ROOT_LENGTH].casefold()
            return self.annexes.get((word, wanted))
        places = self.by_number[mention.kind].get(wanted, [])
        if len(places) > 1 and mention.kind == "paragraph":
            own = self.session_of(record)
            is_in_annex = own is not None and own.kind == "annex"
            places = [
                place
                for place in places
                if (self.snapshot.session[place.session].kind == "annex") == is_in_annex
            ]
        return places[0] if len(places) == 1 else None

    def between(self, first: Any, last: Any) -> list[Any]:
        """Return the numbered places from one to another, in the order of the report."""
        in_order = self.in_report_order[type(first)]
        start, end = in_order.index(first), in_order.index(last)
        return list(islice(in_order, start, min(end + 1, start + MAX_RANGE)))

    @cached_property
    def in_report_order(self) -> Mapping[type, list[Any]]:
        snapshot = self.snapshot
        return {
            Paragraph: [record for record in snapshot.paragraphs if record.number],
            Session: [record for record in snapshot.sessions if record.number],
            Annex: list(snapshot.annex.values()),
            Recommendation: snapshot.recommendations,
        }

    @cached_property
    def by_number(self) -> Mapping[str, Mapping[str, list[Any]]]:
        by_number = group(self.in_report_order[Paragraph], lambda record: record.number.casefold())
        return {
            "paragraph": by_number,
            "session": group(
                self.in_report_order[Session], lambda record: record.number.casefold()
            ),
            "recommendation": group(
                self.snapshot.recommendations, lambda record: number_of(record).casefold()
            ),
        }

    @cached_property
    def annexes(self) -> Mapping[tuple[str, str], Annex]:
        return {
            (annex.label[:ROOT_LENGTH].casefold(), annex.label.split()[-1].casefold()): annex
            for annex in self.snapshot.annex.values()
            if annex.label.split()
        }


def reference(record: ReferringRecord, phrase: str, words: str, targets: Targets) -> CrossReference:
    source = {BY_RECORD[type(record)].name: record.key}
    return CrossReference(0, phrase, words, SUGGESTED, **source, **targets)


def with_found_references(
    snapshot: Snapshot, records: Iterable[ReferringRecord], others: OtherReports
) -> Snapshot:
    """Return the snapshot with what the texts of some records refer to, as suggestions."""
    finder = ReferenceFinder(snapshot, others)
    found = (one for record in records for one in islice(finder.find_in(record), MAX_IN_TEXT))
    storable = (one for one in found if len(one.phrase) <= PHRASE_LENGTH)
    return snapshot.with_records(*new_references(snapshot, islice(storable, MAX_IN_REPORT)))


def with_references_of_new_texts(before: Snapshot, after: Snapshot) -> Snapshot:
    """Return the later snapshot with what its new and changed texts refer to within the report."""
    changed = [
        record
        for name in ("paragraph", "recommendation")
        for key, record in after.of_type(name).items()
        if getattr(before.of_type(name).get(key), "text", None) != record.text
    ]
    return with_found_references(after, changed, NoReports()) if changed else after

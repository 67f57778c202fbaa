"""What led to a recommendation, and what a statement led to: suggested, and decided by one click."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.http import QueryDict

from portal.content import entity_references
from portal.content.edits.base import Edit
from portal.content.edits.rationale import DecideRationale, UndoRationale
from portal.content.item_names import number_of
from portal.content.rationale import is_none_confirmed, rationale_of
from portal.content.refusals import SaveRefusedError
from portal.content.schema import CONFIRMED, Item, Key, Paragraph, Recommendation
from portal.content.snapshot import Snapshot
from portal.content.snapshot_text import SnapshotText
from portal.editor.item_page import ItemPage, item_url
from portal.rationale.excerpts import telling_excerpt
from portal.rationale.known_words import RationaleVocabulary
from portal.rationale.suggestions import RationaleSuggestions, Suggestion
from reports.models import Report
from reports.pk_validation import valid_pk

NONE = "none"
CHOOSE = "Choose a statement and a recommendation of this report."
STATES = {CONFIRMED: "confirmed"}
REJECTED_STATE = "rejected: not suggested again"


@dataclass(frozen=True)
class RationaleRow:
    """The other text of a link: what it is, why it is suggested, and what its buttons may do."""

    value: str
    label: str
    text: str
    url: str
    state: str
    may_confirm: bool = False
    may_reject: bool = False
    may_undo: bool = False


@dataclass
class RationaleSection:
    """The links of an item; `none_value` is set if editors can confirm that nothing led to it."""

    title: str
    rows: list[RationaleRow] = field(default_factory=list)
    none_value: str = ""
    is_none: bool = False
    is_of_recommendation: bool = True


@dataclass
class RationaleView:
    """The rationale of one report for pages of editors."""

    report: Report
    snapshot: Snapshot

    @cached_property
    def suggestions(self) -> RationaleSuggestions:
        return RationaleSuggestions(self.snapshot, RationaleVocabulary.load())

    @cached_property
    def texts(self) -> SnapshotText:
        return SnapshotText(self.snapshot, entity_references.names_by_key(self.snapshot))

    def section_of(self, record: Any) -> RationaleSection | None:
        """Return the section of a recommendation or paragraph, None for other records."""
        match record:
            case Recommendation():
                return self.of_recommendation(record)
            case Paragraph() if self.snapshot.recommendation:
                return self.of_paragraph(record)
        return None

    def of_recommendation(self, record: Recommendation) -> RationaleSection:
        rows = [*self.suggestion_rows(self.suggestions.for_recommendation(record), "paragraph")]
        decided = list(self.decision_rows(record, "paragraph"))
        is_none = is_none_confirmed(self.snapshot, record.key)
        is_answered = any(row.state == STATES[CONFIRMED] for row in decided)
        value = f"{record.key}:{NONE}"
        return RationaleSection(
            "Statements that led to it",
            rows=[*rows, *decided],
            none_value="" if is_answered else value,
            is_none=is_none,
        )

    def of_paragraph(self, record: Paragraph) -> RationaleSection:
        rows = self.suggestion_rows(self.suggestions.for_paragraph(record), "recommendation")
        return RationaleSection(
            "Recommendations that it led to",
            rows=[*rows, *self.decision_rows(record, "recommendation")],
            is_of_recommendation=False,
        )

    def suggestion_rows(
        self, suggestions: Iterable[Suggestion], end: str
    ) -> Iterator[RationaleRow]:
        for suggestion in suggestions:
            other = self.snapshot.of_type(end)[getattr(suggestion, end)]
            yield self.row(
                other,
                suggestion.recommendation,
                value=f"{suggestion.recommendation}:{suggestion.paragraph}",
                state=self.reason(suggestion),
                may_confirm=True,
                may_reject=True,
            )

    def decision_rows(self, record: Any, end: str) -> Iterator[RationaleRow]:
        """Yield the decided pairs, the confirmed ones first; the decision “none” has no row."""
        links = [link for link in rationale_of(self.snapshot, record) if link.paragraph is not None]
        records = self.snapshot.paragraphs if end == "paragraph" else self.snapshot.recommendations
        order = {other.key: index for index, other in enumerate(records)}
        links.sort(key=lambda link: (link.status != CONFIRMED, order[getattr(link, end)]))
        for link in links:
            is_confirmed = link.status == CONFIRMED
            yield self.row(
                self.snapshot.of_type(end)[getattr(link, end)],
                link.recommendation,
                value=f"{link.recommendation}:{link.paragraph}",
                state=STATES.get(link.status, REJECTED_STATE),
                may_confirm=not is_confirmed,
                may_undo=True,
            )

    def row(self, other: Any, recommendation: Key, **fields: Any) -> RationaleRow:
        """Return the row of the other text; for a paragraph, it shows the most similar part."""
        is_paragraph = isinstance(other, Paragraph)
        item = Item("paragraph" if is_paragraph else "recommendation", other.key)
        url, text = item_url(self.report, self.snapshot, item), other.text
        if is_paragraph:
            wanted = self.snapshot.recommendation[recommendation].text
            text = telling_excerpt(text, wanted, self.snapshot.report.language)
        return RationaleRow(label=self.label_of(other), text=text, url=url, **fields)

    def label_of(self, other: Any) -> str:
        """Return the name of the other text; for a paragraph, it also says who speaks."""
        if isinstance(other, Recommendation):
            return self.texts.title_of(other)
        people = [
            self.texts.entity_name("person", self.snapshot.participation[key].person_id)
            for key in self.snapshot.speakers_of(other.key)
        ]
        bodies = [
            self.texts.entity_name("organization", key) for key in other.speaking_organizations
        ]
        name = f"Paragraph {other.number}" if other.number else "Unnumbered paragraph"
        return " · ".join([name, *people, *bodies])

    def reason(self, suggestion: Suggestion) -> str:
        """Return why a pair is suggested."""
        if suggestion.is_certain:
            return f"the text refers to it: “{suggestion.phrase}”"
        match = suggestion.match
        parts = [
            ("shares", match.words),
            ("themes", self.names("theme", match.themes)),
            ("bodies", self.names("organization", match.bodies)),
            ("instruments", self.names("instrument", match.instruments)),
        ]
        return "; ".join(f"{label}: {', '.join(names)}" for label, names in parts if names)

    def names(self, entity_type: str, keys: Iterable[Key]) -> list[str]:
        return sorted(self.texts.entity_name(entity_type, key) for key in keys)


def rationale_section(page: ItemPage) -> RationaleSection | None:
    return RationaleView(page.report, page.snapshot).section_of(page.record)


def decide_rationale(page: ItemPage, data: QueryDict) -> tuple[Edit, str]:
    return decision(page.snapshot, data.get("rationale", ""))


def decision(snapshot: Snapshot, posted: str) -> tuple[Edit, str]:
    """Return the edit of a button, `confirm:RECOMMENDATION:PARAGRAPH`, and the message after it."""
    kind, _, pair = posted.partition(":")
    recommendation, _, paragraph = pair.partition(":")
    is_pair = valid_pk(recommendation) and (paragraph == NONE or valid_pk(paragraph))
    if kind not in {"confirm", "reject", "undo"} or not is_pair:
        raise SaveRefusedError(CHOOSE)
    item = Item("recommendation", int(recommendation))
    name = number_of(snapshot.get(item))
    key = None if paragraph == NONE else int(paragraph)
    if kind == "undo":
        return UndoRationale(item, key), f"What was decided about {name} was undone."
    edit = DecideRationale(item, key, is_confirmed=kind == "confirm")
    if key is None:
        return edit, f"No statement led to {name}."
    done = "Confirmed" if kind == "confirm" else "Rejected"
    return edit, f"{done} as a statement that led to {name}."


def add_rationale(page: ItemPage, data: QueryDict) -> tuple[Edit, str]:
    """Confirm a pair of the item and a text that was named by its number."""
    number = data.get("number", "").strip()
    if isinstance(page.record, Recommendation):
        found = paragraph_numbered(page.snapshot, number)
        pair = (page.item, found)
    else:
        found = recommendation_numbered(page.snapshot, number)
        pair = (Item("recommendation", found), page.item.key)
    name = number_of(page.snapshot.get(pair[0]))
    return DecideRationale(*pair), f"Confirmed as a statement that led to {name}."


def paragraph_numbered(snapshot: Snapshot, number: str) -> Key:
    """Return the paragraph with a number or anchor; raise SaveRefusedError unless there is one."""
    names = [(one.key, {one.number, one.label, one.anchor}) for one in snapshot.paragraphs]
    return only_key(names, number, "paragraph")


def recommendation_numbered(snapshot: Snapshot, number: str) -> Key:
    names = [(one.key, {number_of(one), one.reference}) for one in snapshot.recommendations]
    return only_key(names, number, "recommendation")


def only_key(names: Iterable[tuple[Key, set[str]]], number: str, kind: str) -> Key:
    found = [key for key, own in names if number and number in own]
    if len(found) != 1:
        how_many = "no" if not found else "more than one"
        raise SaveRefusedError(f"The report has {how_many} {kind} “{number}”.")
    return found[0]

"""The columns of an answer, as forms and tables write and read them.

An unchanged cell is never refused, whatever it holds.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from portal.follow_up.answers import Answer
from portal.follow_up.day_column import DayColumn
from portal.imports.table_columns import CellRefusedError, Choices, TableColumn
from recommendations.models import FollowUp, Recommendation
from reports.country_names import printed_names
from reports.fields import validate_web_address
from reports.models import Organization, Paragraph
from reports.text import clean_text

HEADINGS = {
    "response": "Response",
    "status": "Status",
    "responsible": "Responsible body",
    "due_on": "Due",
    "text": "What was done",
    "evidence_url": "Link",
    "evidence_paragraph": "Paragraph of a report",
}
OTHER_HEADINGS = {
    "responsible": ("Responsible", "Responsible organization"),
    "due_on": ("Due on", "Due date", "Deadline"),
    "text": ("Text of the answer", "Action taken", "Measures taken"),
    "evidence_url": ("Link to evidence", "Evidence", "URL"),
    "evidence_paragraph": ("Paragraph", "Evidence paragraph"),
}
MAX_LINK_LENGTH = FollowUp._meta.get_field("evidence_url").max_length
MAX_TEXT_LENGTH = 20_000
# A report and an anchor, as the portal writes them or as an address of a paragraph.
PLACE = re.compile(
    r"(?:https?://[^/\s]+)?(?:/?(?:[a-z]{2}/)?reports/)?(?P<report>[\w-]+)"
    r"/?(?:#|/|/?paragraphs/)(?P<anchor>[\w.-]+)/?",
    re.ASCII,
)


class LinkColumn(TableColumn):
    """A column of web addresses."""

    def read(self, cell: str) -> str:
        text = super().read(cell)
        try:
            if text:
                validate_web_address(text)
        except ValidationError:
            raise CellRefusedError(
                f"“{text}” is not the address of a page. Write it like https://asean.org/page."
            ) from None
        return text


class LabelColumn(TableColumn):
    """A column of few labels, which a refusal lists."""

    def read(self, cell: str) -> str:
        try:
            return super().read(cell)
        except CellRefusedError:
            raise label_refused(self.choices or NO_CHOICES, cell.strip()) from None


NO_CHOICES = Choices("label", {})


def label_refused(choices: Choices, text: str) -> CellRefusedError:
    """Return the error of a text that is none of a few labels; it names them."""
    *first, last = dict.fromkeys(name for each in choices.names_by_form.values() for name in each)
    advice = f"Write {', '.join(first)} or {last}."
    return CellRefusedError(f"there is no {choices.noun} “{text}”. {advice}")


@dataclass(frozen=True)
class AnswerReader:
    """Reads the texts of an answer by field. `keys` has the key of each organization by name."""

    columns: Mapping[str, TableColumn]
    keys: Mapping[str, int]
    # Public paragraphs that the texts name, by (report, anchor).
    paragraphs: Mapping[tuple[str, str], Paragraph] = field(default_factory=dict)

    def read(
        self,
        texts: Mapping[str, str],
        recommendation: Recommendation,
        current: FollowUp | None,
    ) -> tuple[Answer, dict[str, str]]:
        """Return the answer, and why texts were refused, by field.

        Fields that the texts lack are as in the current record.
        """
        shown, answer, errors = texts_of(current), Answer.of(current).__dict__, {}
        values: dict[str, Any] = dict(answer)
        for name in HEADINGS:
            text = clean_text(texts.get(name, shown[name])).strip()
            if text == shown[name].strip():
                continue
            try:
                values[name] = self.value(name, text, recommendation)
            except CellRefusedError as error:
                errors[name] = str(error)
        return Answer(**values), errors

    def value(self, name: str, text: str, recommendation: Recommendation) -> Any:
        """Return the value of one field. Raises CellRefusedError."""
        if name == "evidence_paragraph":
            return self.paragraph(text, recommendation) if text else None
        value = self.columns[name].read(text)
        match name:
            case "response":
                return RESPONSES[value] if value else ""
            case "status":
                return STATUSES[value] if value else ""
            case "responsible":
                return self.keys[value] if value else None
            case "due_on":
                return date.fromisoformat(value) if value else None
        return value

    def paragraph(self, text: str, recommendation: Recommendation) -> int:
        place = place_of(text)
        if place is None:
            raise CellRefusedError(
                f"“{text}” is not the address of a paragraph. Paste the address, or write REPORT#p12."
            )
        paragraph = self.paragraphs.get(place)
        if paragraph is None:
            raise CellRefusedError(f"no public report has the paragraph “{text}”.")
        first_day, asked_on = paragraph.report.starts_on, recommendation.report.starts_on
        if first_day and asked_on and first_day < asked_on:
            raise CellRefusedError(
                f"“{text}” dates from {first_day}, the recommendation from {asked_on}. Name a later "
                "report."
            )
        return int(paragraph.pk)


RESPONSES = {str(choice.label): choice.value for choice in FollowUp.Response}
STATUSES = {str(choice.label): choice.value for choice in FollowUp.Status}


def answer_reader(texts: Iterable[Mapping[str, str]] = ()) -> AnswerReader:
    """Return the reader of these texts; what they may name is read from the database, once."""
    names = {
        organization.name: (organization.pk, written_forms(organization))
        for organization in Organization.objects.all()
    }
    bodies = Choices.of("organization", {name: forms for name, (_, forms) in names.items()})
    columns = {
        "response": LabelColumn(HEADINGS["response"], labels("response", RESPONSES)),
        "status": LabelColumn(HEADINGS["status"], labels("status", STATUSES)),
        "responsible": column("responsible", bodies),
        "due_on": DayColumn(HEADINGS["due_on"], other_headings=OTHER_HEADINGS["due_on"]),
        "text": column("text", max_length=MAX_TEXT_LENGTH),
        "evidence_url": LinkColumn(
            HEADINGS["evidence_url"],
            max_length=MAX_LINK_LENGTH,
            other_headings=OTHER_HEADINGS["evidence_url"],
        ),
        "evidence_paragraph": column("evidence_paragraph"),
    }
    keys = {name: key for name, (key, _) in names.items()}
    places = {place_of(each.get("evidence_paragraph", "")) for each in texts}
    return AnswerReader(columns, keys, find_paragraphs(places - {None}))


def written_forms(organization: Organization) -> tuple[str, ...]:
    """Return what people write for a body; for a State, also what others call its country."""
    is_state = organization.kind == Organization.Kind.STATE
    names = printed_names(organization.country) if is_state else ()
    return (*organization.printed_forms, organization.slug, *names)


def column(name: str, choices: Choices | None = None, max_length: int = 0) -> TableColumn:
    others = OTHER_HEADINGS.get(name, ())
    return TableColumn(HEADINGS[name], choices, max_length=max_length, other_headings=others)


def labels(noun: str, values: Mapping[str, str]) -> Choices:
    """Return the labels; their codes are accepted as well: under-way for Under way."""
    return Choices.of(
        noun, {label: (code, code.replace("-", "_")) for label, code in values.items()}
    )


def place_of(text: str) -> tuple[str, str] | None:
    """Return the report and the anchor that a text names."""
    found = PLACE.fullmatch(text.strip())
    return (found["report"], found["anchor"]) if found else None


def find_paragraphs(places: set[tuple[str, str]]) -> dict[tuple[str, str], Paragraph]:
    if not places:
        return {}
    rows = Paragraph.objects.published().filter(
        report__slug__in={report for report, _ in places},
        anchor__in={anchor for _, anchor in places},
    )
    return {(row.report.slug, row.anchor): row for row in rows.select_related("report")}


def texts_of(record: FollowUp | None) -> dict[str, str]:
    """Return the texts of a record by field, as tables and forms show them."""
    if record is None:
        return dict.fromkeys(HEADINGS, "")
    paragraph = record.evidence_paragraph
    return {
        "response": str(record.get_response_display()),
        "status": str(record.get_status_display()),
        "responsible": record.responsible.name if record.responsible else "",
        "due_on": record.due_on.isoformat() if record.due_on else "",
        "text": record.text,
        "evidence_url": record.evidence_url,
        "evidence_paragraph": f"{paragraph.report.slug}#{paragraph.anchor}" if paragraph else "",
    }

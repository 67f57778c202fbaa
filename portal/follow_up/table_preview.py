"""What a table that comes back would record, as a value that a form can send back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from portal.follow_up.answers import COLUMNS, Answer
from portal.follow_up.submissions import Reporter
from portal.imports.table_changes import RefusedLine


@dataclass(frozen=True)
class NewAnswer:
    """A row to be recorded; `seen` is the record that was current for the preview."""

    line: int
    reporter: Reporter
    recommendation: int
    answer: Answer
    seen: int | None

    @property
    def key(self) -> tuple[Reporter, int]:
        return self.reporter, self.recommendation

    def to_json(self) -> list[Any]:
        """Return the row as a list of values that JSON can hold."""
        values = [
            value.isoformat() if isinstance(value, date) else value
            for value in self.answer.columns.values()
        ]
        reporter = (self.reporter.organization, self.reporter.side)
        return [self.line, *reporter, self.recommendation, self.seen, *values]

    @classmethod
    def from_json(cls, packed: list[Any]) -> "NewAnswer":
        line, organization, side, recommendation, seen, *values = packed
        fields = dict(zip(COLUMNS, values, strict=True))
        if fields["due_on"]:
            fields["due_on"] = date.fromisoformat(fields["due_on"])
        return cls(line, Reporter(organization, side), recommendation, Answer(**fields), seen)


@dataclass(frozen=True)
class TablePreview:
    """Each line of the table is counted once."""

    new: tuple[NewAnswer, ...] = ()
    unchanged: int = 0
    # Rows without an answer.
    blank: int = 0
    refused: tuple[RefusedLine, ...] = ()
    notes: tuple[str, ...] = ()


def refusal(number: int, reason: str, about: str = "") -> RefusedLine:
    """Return why a row is refused; `about` names its body and recommendation."""
    named = f" ({about})" if about else ""
    return RefusedLine(number, "", f"Row {number}{named}: {reason}")


def by_reporter(answers: Iterable[NewAnswer]) -> dict[Reporter, dict[int, Answer]]:
    """Return the answers by reporter and recommendation, as `record_for_round` takes them."""
    grouped: dict[Reporter, dict[int, Answer]] = {}
    for one in answers:
        grouped.setdefault(one.reporter, {})[one.recommendation] = one.answer
    return grouped


def seen_records(answers: Iterable[NewAnswer]) -> Mapping[tuple[Reporter, int], int | None]:
    return {one.key: one.seen for one in answers}

"""An answer: what one body says became of one recommendation. Pure."""

from dataclasses import dataclass, fields
from datetime import date

from recommendations.models import FollowUp

# The columns of a record that are foreign keys.
KEYS = {"responsible", "evidence_file", "evidence_paragraph"}


@dataclass(frozen=True)
class Answer:
    """The values of a record; a reference is a primary key."""

    response: str = ""
    status: str = ""
    responsible: int | None = None
    due_on: date | None = None
    text: str = ""
    evidence_url: str = ""
    evidence_file: int | None = None
    evidence_paragraph: int | None = None

    @classmethod
    def of(cls, record: FollowUp | None) -> "Answer":
        """Return the values of a record; without a record, those of an empty answer."""
        if record is None:
            return NO_ANSWER
        return cls(**{name: getattr(record, column) for name, column in COLUMNS.items()})

    @property
    def says_something(self) -> bool:
        """Return whether it may become a record: evidence and a day alone say nothing."""
        return bool(self.response or self.status or self.text)

    @property
    def columns(self) -> dict[str, object]:
        """Return the values by the columns of a record."""
        return {column: getattr(self, name) for name, column in COLUMNS.items()}


COLUMNS = {
    field.name: f"{field.name}_id" if field.name in KEYS else field.name for field in fields(Answer)
}
NO_ANSWER = Answer()

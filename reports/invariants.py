"""Rules between two records of a report, stated once for the database, snapshots and forms.

Each rule is about a record and the parent that it refers to. The database enforces it through
`triggers`; `is_broken` checks two objects that have the same fields as the rows.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any

from reports.triggers import TriggerConstraint


@dataclass(frozen=True)
class Invariant(ABC):
    """A rule for records of type `child`, which refer to a `parent` by the field `reference`.

    `message` tells an editor what is wrong and what to do; `form_field` is where a form shows it.
    """

    name: str
    child: str
    reference: str
    parent: str
    field: str
    message: str
    form_field: str = ""

    @property
    def child_table(self) -> str:
        return TABLES[self.child]

    @property
    def parent_table(self) -> str:
        return TABLES[self.parent]

    @abstractmethod
    def is_broken(self, child: Any, parent: Any) -> bool:
        """Return whether two records break the rule."""

    @abstractmethod
    def triggers(self) -> tuple[TriggerConstraint, ...]:
        """Return what the database enforces."""


@dataclass(frozen=True)
class ParentHasValue(Invariant):
    """A record may only refer to records that have the `value` in the `field`."""

    value: str = ""
    # The trigger on the parent's table.
    parent_name: str = ""

    def is_broken(self, child: Any, parent: Any) -> bool:
        return bool(getattr(parent, self.field) != self.value)

    def triggers(self) -> tuple[TriggerConstraint, ...]:
        return (
            TriggerConstraint(
                name=self.name,
                table=self.child_table,
                columns=(f"{self.reference}_id",),
                broken_when=(
                    f"EXISTS (SELECT 1 FROM {self.parent_table} parent "  # noqa: S608 -- names of our own tables
                    f"WHERE parent.id = NEW.{self.reference}_id "
                    f"AND parent.{self.field} <> '{self.value}')"
                ),
            ),
            TriggerConstraint(
                name=self.parent_name,
                table=self.parent_table,
                columns=(self.field,),
                events=("UPDATE",),
                broken_when=(
                    f"NEW.{self.field} <> '{self.value}' AND EXISTS (SELECT 1 "  # noqa: S608 -- as above
                    f"FROM {self.child_table} child WHERE child.{self.reference}_id = NEW.id)"
                ),
            ),
        )


@dataclass(frozen=True)
class SameAsParent(Invariant):
    """A record has the value of its parent in a field, and belongs to the same report."""

    def is_broken(self, child: Any, parent: Any) -> bool:
        return bool(getattr(child, self.field) != getattr(parent, self.field))

    def triggers(self) -> tuple[TriggerConstraint, ...]:
        reference, field = f"{self.reference}_id", self.field
        return (
            TriggerConstraint(
                name=self.name,
                table=self.child_table,
                columns=(reference, "report_id", field),
                broken_when=(
                    f"EXISTS (SELECT 1 FROM {self.parent_table} parent "  # noqa: S608 -- names of our own tables
                    f"WHERE parent.id = NEW.{reference} AND (parent.report_id <> NEW.report_id "
                    f"OR parent.{field} <> NEW.{field}))"
                ),
            ),
        )


@dataclass(frozen=True)
class FollowsParent(Invariant):
    """A record comes after its parent, of the same table, in the order of a field."""

    def is_broken(self, child: Any, parent: Any) -> bool:
        return bool(getattr(child, self.field) <= getattr(parent, self.field))

    def triggers(self) -> tuple[TriggerConstraint, ...]:
        table, reference, field = self.child_table, f"{self.reference}_id", self.field
        return (
            TriggerConstraint(
                name=self.name,
                table=table,
                columns=(reference, field),
                # Checked from both sides: two concurrent moves could form a cycle.
                broken_when=(
                    f"EXISTS (SELECT 1 FROM {table} parent "  # noqa: S608 -- names of our own tables
                    f"WHERE parent.id = NEW.{reference} AND parent.{field} >= NEW.{field}) "
                    f"OR EXISTS (SELECT 1 FROM {table} child "
                    f"WHERE child.{reference} = NEW.id AND child.{field} <= NEW.{field})"
                ),
            ),
        )


TABLES = {
    "paragraph": "reports_paragraph",
    "contribution": "reports_contribution",
    "recommendation": "recommendations_recommendation",
}
SPEAKERS = ParentHasValue(
    name="speaker_only_in_named_voice",
    parent_name="paragraph_with_speaker_is_named",
    child="contribution",
    reference="paragraph",
    parent="paragraph",
    field="voice",
    value="named",
    message=(
        "Only a named speaker's paragraph has speakers: choose “Named speaker”, or remove the "
        "speakers."
    ),
    form_field="voice",
)
LEVEL = SameAsParent(
    name="child_has_report_and_level_of_parent",
    child="recommendation",
    reference="parent",
    parent="recommendation",
    field="level",
    message="A nested point has the level of the recommendation above it.",
    form_field="level",
)
ORDER = FollowsParent(
    name="child_follows_parent",
    child="recommendation",
    reference="parent",
    parent="recommendation",
    field="position",
    message="A nested point comes after the recommendation that it belongs to.",
)
INVARIANTS: tuple[Invariant, ...] = (SPEAKERS, LEVEL, ORDER)

"""Data into rows: makes a report say what a snapshot says, every record under its old key."""

from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import Any

from django.db import models, transaction
from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Concat

from portal.history.keys import Keys
from portal.history.kinds import BY_NAME, KINDS, REPORT_COLUMNS, Kind, Rows
from portal.history.schema import UNKNOWN_STATUS
from portal.history.snapshot import Data
from reports.models import Report, ThemeStatus

# Beyond every place in use, so that places can be given anew one by one.
ASIDE = 1_000_000
# What no two records of a report have alike.
ADDRESSES = {"session": "anchor", "paragraph": "anchor", "recommendation": "reference"}
# Records that nothing hangs on: they are stored anew, under their old keys.
LOOSE = ("contribution", "annex", "part")


@transaction.atomic
def put(report: Report, data: Data) -> None:
    """Make the report say what the data says. Its status, address and history stay as they are.

    The caller holds the report, and sends report_changed.
    """
    Putting(report, data).run()


class Putting:
    """One report on its way to what a snapshot says."""

    def __init__(self, report: Report, data: Data):
        self.report, self.data = report, data
        self.keys = Keys(report)
        # By kind: published key -> key of the row here.
        self.rows: dict[str, dict[int, Any]] = {}

    def run(self) -> None:
        self.put_report()
        self.clear()
        for kind in KINDS:
            self.put_kind(kind)
        for name in ("paragraph", "session", "recommendation"):
            kept = self.rows[name].values()
            BY_NAME[name].of(self.report).exclude(pk__in=kept).delete()
        self.keys.keep()

    def put_report(self) -> None:
        said = self.data["report"]
        for name in REPORT_COLUMNS:
            setattr(
                self.report, name, Report._meta.get_field(name).to_python(said[name])
            )
        self.report.source_id = self.data["source"]
        if self.report.next_of_id is None and self.report.published_at is None:
            self.report.slug = said["slug"]
        self.report.save()
        self.report.co_chairs.set(said["co_chairs"])

    def clear(self) -> None:
        """Take away what nothing hangs on, and put the rest aside, where no place is taken."""
        for name in LOOSE:
            BY_NAME[name].of(self.report).delete()
        for name, address in ADDRESSES.items():
            free = Concat(Value("aside-"), Cast("pk", CharField()))
            if name == "recommendation":
                # A point cannot stand before what it stands under, not even on the way.
                BY_NAME[name].of(self.report).update(parent=None)
            BY_NAME[name].of(self.report).update(
                **{"position": F("position") + ASIDE, address: free}
            )
        kept = {one["key"]: one["person_id"] for one in self.data["participation"]}
        for one in BY_NAME["participation"].of(self.report):
            if kept.get(self.keys.published("participation", one.pk)) != one.person_id:
                one.delete()

    def put_kind(self, kind: Kind) -> None:
        records = self.data[kind.name]
        self.rows[kind.name] = self.keys.here(kind, [one["key"] for one in records])
        if "position" in kind.columns:
            records = sorted(records, key=lambda one: one["position"])
        for together in self.by_depth(records):
            self.store(kind, together)
        for name in kind.links:
            self.link(kind, name, records)
        for name, rows in kind.rows.items():
            self.link_rows(kind, rows, {one["key"]: one[name] for one in records})

    def by_depth(self, records: list[Data]) -> Iterator[list[Data]]:
        """Yield the records level by level: a point holds the key of what it stands under."""
        done: set[int] = set()
        waiting = records
        while waiting:
            ready = [one for one in waiting if one.get("parent") in {None, *done}]
            yield ready
            done |= {one["key"] for one in ready}
            waiting = [one for one in waiting if one["key"] not in done]

    def store(self, kind: Kind, records: list[Data]) -> None:
        here = self.rows[kind.name]
        new = [one for one in records if here[one["key"]] is None]
        made = kind.model._base_manager.bulk_create(self.row(kind, one) for one in new)
        kind.model._base_manager.bulk_create(
            [self.row(kind, one) for one in records if one not in new],
            update_conflicts=True,
            unique_fields=["pk"],
            update_fields=[*kind.columns, *kind.within],
        )
        for record, row in zip(new, made, strict=True):
            here[record["key"]] = row.pk
            self.keys.learn(kind.name, row.pk, record["key"])

    def row(self, kind: Kind, record: Data) -> models.Model:
        values = {name: record[name] for name in kind.columns}
        for name, other in kind.within.items():
            values[f"{name}_id"] = record[name] and self.rows[other][record[name]]
        if kind.to_report == "report":
            values["report"] = self.report
        return kind.model(pk=self.rows[kind.name][record["key"]], **values)

    def link(self, kind: Kind, name: str, records: list[Data]) -> None:
        relation = getattr(kind.model, name)
        owner, other = (
            relation.field.m2m_column_name(),
            relation.field.m2m_reverse_name(),
        )
        through = relation.through._base_manager
        of_report = f"{relation.field.m2m_field_name()}__{kind.to_report}"
        through.filter(**{of_report: self.report}).delete()
        through.bulk_create(
            relation.through(**{owner: self.rows[kind.name][one["key"]], other: key})
            for one in records
            for key in one[name]
        )

    def link_rows(self, kind: Kind, rows: Rows, lists: dict[int, list[Any]]) -> None:
        of_report = f"{rows.owner}__{kind.to_report}"
        present = rows.model._base_manager.filter(**{of_report: self.report})
        wanted = [
            rows.model(
                **{f"{rows.owner}_id": self.rows[kind.name][key]},
                **dict(zip(rows.columns, values, strict=True)),
            )
            for key, listed in lists.items()
            for values in listed
        ]
        if "status" in rows.columns:
            keep_status(wanted, present, rows.owner)
        present.delete()
        rows.model._base_manager.bulk_create(wanted)


def keep_status(wanted: list[Any], present: Iterable[Any], owner: str) -> None:
    """Where data does not say who assigned a theme, let it be as it is now, or suggested."""
    of = attrgetter(f"{owner}_id", "theme_id")
    statuses = {of(one): one.status for one in present}
    for one in wanted:
        if one.status == UNKNOWN_STATUS:
            one.status = statuses.get(of(one), ThemeStatus.SUGGESTED)

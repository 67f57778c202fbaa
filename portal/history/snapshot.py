"""A report as it is stored, whole, as data: the same report gives the same bytes."""

import hashlib
import json
from collections import defaultdict
from typing import Any

from portal.history.keys import Keys
from portal.history.kinds import DAYS, KINDS, REPORT_COLUMNS, Kind
from portal.history.schema import SCHEMA
from reports.models import Report

Data = dict[str, Any]


def of(report: Report) -> Data:
    """Return everything that the report says.

    Records are listed by the key under which readers have them, or will. Keys of what many
    reports share (people, organizations, themes, instruments) are kept, their names are not.
    """
    keys = Keys(report)
    now = Report.objects.get(pk=report.pk)
    said = {name: getattr(now, name) for name in REPORT_COLUMNS}
    for name in DAYS:
        said[name] = said[name].isoformat() if said[name] else None
    said["slug"] = report.root.slug
    said["co_chairs"] = sorted(now.co_chairs.values_list("pk", flat=True))
    return {
        "schema": SCHEMA,
        "report": said,
        "source": now.source_id,
        **{kind.name: records(report, kind, keys) for kind in KINDS},
    }


def records(report: Report, kind: Kind, keys: Keys) -> list[Data]:
    own = [f"{name}_id" for name in kind.within]
    found = list(kind.of(report).values("pk", *kind.columns, *own).order_by("pk"))
    by_key = {one["pk"]: one for one in found}
    for name, lists in linked(report, kind).items():
        for key, record in by_key.items():
            record[name] = lists.get(key, [])
    for record in found:
        for name, other in kind.within.items():
            record[name] = keys.published(other, record.pop(f"{name}_id"))
        record["key"] = keys.published(kind.name, record.pop("pk"))
    return sorted(found, key=lambda record: record["key"])


def linked(report: Report, kind: Kind) -> dict[str, dict[int, list]]:
    """Return for each link of the kind what each record is linked to."""
    lists: dict[str, dict[int, list]] = {}
    for name in kind.links:
        lists[name] = defaultdict(list)
        through = getattr(kind.model, name)
        owner, other = through.field.m2m_column_name(), through.field.m2m_reverse_name()
        of_report = {f"{through.field.m2m_field_name()}__{kind.to_report}": report}
        pairs = through.through._base_manager.filter(**of_report)
        for key, shared in pairs.order_by(other).values_list(owner, other):
            lists[name][key].append(shared)
    for name, rows in kind.rows.items():
        lists[name] = defaultdict(list)
        found = rows.model._base_manager.filter(
            **{f"{rows.owner}__{kind.to_report}": report}
        )
        listed = found.order_by(rows.order).values_list(
            f"{rows.owner}_id", *rows.columns
        )
        for key, *values in listed:
            lists[name][key].append(values)
    return lists


def published_key(report: Report, kind: str, here: int) -> int:
    """Return the key under which a row of the report is, or will be, published."""
    return Keys(report).published(kind, here) or here


def written(data: Data) -> str:
    """Return the data as text: sorted, without a blank that could differ."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def fingerprint(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()

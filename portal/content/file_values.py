"""What the file of a report says, apart from what editors have set since."""

import zlib

from portal.content import entity_references
from portal.content.models import FileValues, Revision
from portal.content.schema import Key
from portal.content.snapshot import Snapshot, serialize, with_sorted_links
from reports.models import Report

# {number: (base number, restored from, key of the row with the file's values)}
Lineage = dict[int, tuple[int | None, int | None, Key | None]]


def save_file_values(revision: Revision, values: Snapshot) -> FileValues:
    """Store what a file says, under the keys of the report, with the revision of its import."""
    text = serialize(with_sorted_links(values))
    return FileValues.objects.create(revision=revision, content=zlib.compress(text.encode()))


def last_file_values(report: Report) -> Snapshot | None:
    """Return the content of the file on which the report is based, with canonical shared entities.

    Return None if the revisions do not go back to an import.
    """
    values = values_of_origin(report)
    return None if values is None else entity_references.with_canonical_keys(values)


def values_of_origin(report: Report) -> Snapshot | None:
    """Return the nearest file values among the revisions from which the present one came.

    A restored revision came from its original, and so from the file of the original. If none has
    file values, the import itself is used: its content is what the file says.
    """
    number, lineage = report.version, lineage_of(report)
    while number in lineage:
        base, restored, key = lineage[number]
        if key is not None:
            return FileValues.objects.get(pk=key).snapshot
        previous = restored or base
        if previous is None:
            is_import = number <= report.imported_version
            return report.root.revisions.get(number=number).snapshot if is_import else None
        number = previous
    return None


def lineage_of(report: Report) -> Lineage:
    rows = report.root.revisions.values_list(
        "number", "base_number", "restored_from", "file_values"
    )
    return {number: (base, restored, key) for number, base, restored, key in rows}

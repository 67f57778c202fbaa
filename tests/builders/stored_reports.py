"""A report as it is stored, with its draft version."""

from dataclasses import dataclass, field

from portal.content.loader import load_snapshot
from portal.content.snapshot import Snapshot, serialize
from reports.models import Person, Report


@dataclass(frozen=True)
class StoredVersion:
    """The stored content of a report or its draft version."""

    key: int
    status: str
    version: int
    text: str
    report: Report = field(compare=False, repr=False)
    snapshot: Snapshot = field(compare=False, repr=False)

    @classmethod
    def read(cls, report):
        snapshot = load_snapshot(report)
        text = serialize(snapshot)
        return cls(report.pk, report.status, report.version, text, report, snapshot)


@dataclass(frozen=True)
class StoredReport:
    """The report, the draft version if there is one, and how many revisions and people exist."""

    reports: tuple[StoredVersion, ...]
    revision_count: int
    people: tuple[int, ...]

    @classmethod
    def read(cls, key):
        root = Report.objects.get(pk=key)
        reports = [root, *Report.objects.filter(next_of=root)]
        people = Person.objects.order_by("pk").values_list("pk", flat=True)
        return cls(tuple(map(StoredVersion.read, reports)), root.revisions.count(), tuple(people))

    @property
    def edited(self):
        return self.reports[-1]

    @property
    def public(self):
        """Return what readers see."""
        root = self.reports[0]
        return root.text if root.status == Report.Status.PUBLISHED else None

"""A file's way into the portal: read, parsed, curated, stored, and published if asked to."""

import hashlib
import re
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from portal.accounts import roles
from portal.accounts.roles import Deed
from portal.history import nextdraft, recording
from portal.importing import (
    assignments,
    knowledge,
    readers,
    replacing,
    sandbox,
    save,
)
from portal.importing.addresses import Addresses
from portal.importing.parsed import Draft
from portal.importing.renewing import apply, plan
from portal.importing.renewing.plan import Plan
from portal.importing.replacing import ImportRefusedError
from portal.importing.source import Source, UnreadableError
from reports import publishing
from reports.models import Report, SourceDocument
from reports.text import clean_line, slugged

# Title and year fit into eighty characters with room for a month and day.
LONGEST_TITLE = 55
SMALL_WORDS = {
    *("a", "an", "and", "at", "by", "for", "in", "of", "on", "the", "to", "with"),
}
# What `take_in` raises for a file that is not taken, with a sentence for whoever sent it.
REFUSALS = (
    assignments.AssignmentError,
    ImportRefusedError,
    publishing.MoveNotAllowedError,
    UnreadableError,
)


@dataclass(frozen=True)
class Wishes:
    """How a file is to be taken in."""

    publish: bool = False
    # In the place of an earlier import, which may have been published.
    replace: bool = False
    drop_addresses: bool = False
    # The code of the language in which the report is written.
    language: str = "en"
    # The account of whoever sends it, or None for a command.
    by: Any = None


@dataclass(frozen=True)
class File:
    """A file as received. Its curated subjects, if it has any, stand in a file of their own."""

    name: str
    content: bytes
    curated: Path | None = None

    def __post_init__(self):
        # What senders call a file is shown to editors: no folders, no turned letters.
        name = clean_line(re.split(r"[/\\]", self.name)[-1]).replace("\n", "")
        object.__setattr__(self, "name", name.strip() or "report")

    @classmethod
    def at(cls, path: Path) -> "File":
        """Read a file of this machine. Raises UnreadableError if it cannot be opened."""
        curated = path.with_name(assignments.FILE_NAME)
        try:
            content = readers.bytes_of(path)
        except OSError as fault:
            raise UnreadableError(
                f"“{path}” cannot be opened: {fault.strerror}."
            ) from None
        return cls(path.name, content, curated if curated.exists() else None)


def take_in(path: Path, wishes: Wishes = Wishes()) -> tuple[Report, Draft]:
    """Import the file as a draft report; return the report and what was read.

    A file `assignments.toml` beside it holds its curated subjects. Raises one of REFUSALS,
    and then stores nothing.
    """
    return take_in_file(File.at(path), wishes)


def take_in_file(file: File, wishes: Wishes = Wishes()) -> tuple[Report, Draft]:
    """Import a file that is no file of this machine, as `take_in` does."""
    read = read_for(file, wishes)
    try:
        return store(file, read, wishes)
    except IntegrityError:
        # Somebody has stored the same at the same moment: now it can be seen, and is told.
        return store(file, read, wishes)


@dataclass(frozen=True)
class Reading:
    """What was read from a file, and the people who were taken for strangers."""

    source: Source
    draft: Draft
    strangers: frozenset[int] = field(default_factory=frozenset)


def read_for(file: File, wishes: Wishes) -> Reading:
    """Read a file, before anything is locked: others go on writing meanwhile."""
    read = reading_of(file)
    if not wishes.replace:
        return read
    earlier, _, _ = place_of(Report.objects.all(), file.content, read.draft)
    # Whom only the earlier import knew is a stranger again.
    strangers = strangers_after(earlier) if earlier else frozenset()
    return reading_of(file, strangers) if strangers else read


def strangers_after(earlier: Report) -> frozenset[int]:
    return frozenset(replacing.only_known_from(earlier).values_list("pk", flat=True))


def store(file: File, read: Reading, wishes: Wishes) -> tuple[Report, Draft]:
    """Store what was read, whole or not at all."""
    draft = read.draft
    with transaction.atomic():
        report = place_for(file.content, draft, wishes)
        is_new = report.pk is None
        before = replacing.handed_out(report)
        if not is_new:
            refuse_overtaken(report, read)
            recording.ensure_kept(report)
            replacing.empty(report)
        report.language = wishes.language if is_new else report.language
        save.save(read.source, file.content, draft, report)
        keep = recording.keep if is_new else recording.record
        keep(report, f"Read from “{file.name}”", by=wishes.by)
        save.count_edits_from_here(report)
        if not wishes.drop_addresses:
            replacing.refuse_lost_addresses(report, before)
        if wishes.publish:
            publishing.publish(report, by=wishes.by)
    return report, draft


def refuse_overtaken(report: Report, read: Reading) -> None:
    """Refuse to replace a report if other people are strangers now than when the file was read."""
    if strangers_after(report) != read.strangers:
        raise ImportRefusedError(
            f"“{report.slug}” was changed while the file was read. Import it once more."
        )


def renew(
    file: File, slug: str, wishes: Wishes = Wishes(), *, confirmed: bool = False
) -> Plan:
    """Compare the file with the report of which it is a newer version; bring it there if confirmed.

    Where readers have the report, its next draft is brought there. What the report held and
    the file lacks is told by the plan. Raises one of REFUSALS, and then changes nothing.
    """
    root = Report.objects.filter(slug=slug).first()
    if root is None:
        raise ImportRefusedError(f"No report is called “{slug}”.")
    report = nextdraft.working(root)
    replacing.refuse_known_file(report, file.content)
    replacing.refuse_unsaid_change(report)
    strangers = list(replacing.only_known_from(report).values_list("pk", flat=True))
    # Read before anything is locked: others go on writing meanwhile.
    read = reading_of(file, strangers)
    if not confirmed:
        return plan.plan(report, read.draft)
    return bring(report, file, read, wishes)


def bring(report: Report, file: File, read: Reading, wishes: Wishes) -> Plan:
    """Bring a report to the newer version that was read; return what that has changed."""
    with transaction.atomic():
        now = to_renew(report, wishes.by)
        recording.ensure_kept(now)
        planned = plan.plan(now, read.draft)
        apply.apply(planned, read.source, file.content)
        recording.record(now, f"Brought to the version in “{file.name}”", by=wishes.by)
        save.count_edits_from_here(now)
        if wishes.publish:
            publishing.publish(now, by=wishes.by)
    return planned


def to_renew(report: Report, by: Any) -> Report:
    """Return the report, held, or the new next draft of one that readers have."""
    root = nextdraft.hold(report)
    now = nextdraft.working(root)
    if (now.pk, now.version, now.status) != (report.pk, report.version, report.status):
        raise ImportRefusedError(
            f"“{root.slug}” was changed while the file was read. Compare once more."
        )
    is_public = now.status == Report.Status.PUBLISHED
    if by and not roles.may(by, Deed.BEGIN if is_public else Deed.CORRECT, now):
        raise ImportRefusedError(
            f"“{root.slug}” is {now.get_status_display().lower()}: it is not yours to renew now."
        )
    return nextdraft.begin(now, by) if is_public else now


def reading_of(file: File, strangers: Collection[int] = ()) -> Reading:
    """Read a file as if nobody had heard of some people, by their keys."""
    vocabulary = knowledge.vocabulary(strangers)
    source, draft = sandbox.draft(file.name, file.content, vocabulary)
    if not draft.front.title:
        draft.front.title = PurePath(file.name).stem
    if file.curated:
        assignments.assign(draft, assignments.read(file.curated), vocabulary)
    return Reading(source, draft, frozenset(strangers))


def place_for(content: bytes, draft: Draft, wishes: Wishes) -> Report:
    """Return the report to fill: a new one, or the one that is to be replaced, locked."""
    found, slug, known = place_of(Report.objects.select_for_update(), content, draft)
    if found is None:
        return Report(slug=slug)
    if wishes.replace:
        return replacing.replaceable(found, publish=wishes.publish)
    status = found.get_status_display().lower()
    if known:
        raise ImportRefusedError(
            f"This file is already here: report “{found.slug}” ({status}).",
            option="Use --replace to read it anew.",
        )
    raise ImportRefusedError(
        f"A report of that title and day is here from another file: “{found.slug}” "
        f"({status}).",
        option="Use --replace to put this file in its place.",
        instead="If this is its newer version, open that report and choose “Newer version”.",
    )


def place_of(
    reports: QuerySet[Report], content: bytes, draft: Draft
) -> tuple[Report | None, str, bool]:
    """Return the report that has the file's place, its address, and whether it is of this file."""
    sha256 = hashlib.sha256(content).hexdigest()
    known = SourceDocument.objects.filter(sha256=sha256).first()
    slug = slug_of(draft)
    there = reports.filter(pk=known.report_id) if known else reports.filter(slug=slug)
    if not known and there.exclude(starts_on=draft.front.starts_on).exists():
        # Another workshop of that title and year.
        slug = slug_of(draft, with_day=True)
        there = reports.filter(slug=slug)
    return there.first(), slug, known is not None


def slug_of(draft: Draft, *, with_day: bool = False) -> str:
    title, day = short_title(draft.front.title), draft.front.starts_on
    if day is None:
        return title
    return f"{title}-{day:%Y-%m-%d}" if with_day else f"{title}-{day:%Y}"


def short_title(title: str) -> str:
    words = (word for word in title.split() if word.lower() not in SMALL_WORDS)
    return slugged(" ".join(words), LONGEST_TITLE) or "report"


def free_slug(title: str, day: str | None) -> str:
    """Return an address for a report begun by hand; `day` is its first, as 2015-03-10."""
    wanted = f"{short_title(title)}-{day[:4]}" if day else short_title(title)
    return Addresses(Report.objects.values_list("slug", flat=True)).free(wanted)

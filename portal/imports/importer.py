"""Import a file: read, parse, apply curated subjects, store and, on request, publish."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from portal.content import revisions, workflow
from portal.documents import readers, sandbox
from portal.imports import curation_file, draft_writer, load_vocabulary
from portal.imports.counted_imports import counted_import
from portal.imports.draft_writer import PreparedDraft
from portal.imports.reimport import policy, replacement
from portal.imports.reimport.policy import ImportRefusedError
from portal.parsing.extraction_notes import extraction_notes
from portal.parsing.parsed_report import ParsedReport
from portal.parsing.source import Note, Source, UnreadableError
from portal.parsing.unique_slugs import UniqueSlugs
from portal.redaction import screening
from portal.redaction.hashes import known_hashes
from reports.former_slugs import reserved_slugs
from reports.models import FormerSlug, Report, SourceDocument
from reports.signals import report_changed
from reports.text import clean_line, slugify

# Title and year fit into 80 characters with room for month and day.
LONGEST_TITLE = 55
LONGEST_SUBTITLE = 24
SMALL_WORDS = {
    *("a", "an", "and", "at", "by", "for", "in", "of", "on", "the", "to", "with"),
}


@dataclass(frozen=True)
class ImportOptions:
    publish: bool = False
    # Replace an earlier import, which may be published.
    replace: bool = False
    drop_addresses: bool = False
    # Language code of the report.
    language: str = "en"
    # The sender's account; None for a command.
    by: Any = None


@dataclass(frozen=True)
class Upload:
    """A received file, and the path of its curation file if it has one."""

    name: str
    content: bytes
    curation_path: Path | None = None

    def __post_init__(self):
        # The name is shown to editors: strip folders and direction marks.
        name = clean_line(re.split(r"[/\\]", self.name)[-1]).replace("\n", "")
        object.__setattr__(self, "name", name.strip() or "report")

    @classmethod
    def at(cls, path: Path) -> "Upload":
        """Read a local file. Raises UnreadableError if it cannot be opened."""
        curation_path = path.with_name(curation_file.FILE_NAME)
        try:
            content = readers.read_bytes(path)
        except OSError as error:
            raise UnreadableError(f"“{path}” cannot be opened: {error.strerror}.") from None
        return cls(path.name, content, curation_path if curation_path.exists() else None)


def import_path(
    path: Path, options: ImportOptions = ImportOptions()
) -> tuple[Report, ParsedReport]:
    """Import a local file as a draft report; return the report and the parsed draft.

    A file `assignments.toml` beside it holds its curated subjects. Raises one of `counted_imports.REFUSALS`, and
    then stores nothing.
    """
    return import_file(Upload.at(path), options)


def import_file(
    file: Upload, options: ImportOptions = ImportOptions()
) -> tuple[Report, ParsedReport]:
    """Import a received file, as `import_path` does."""
    with counted_import():
        parsed = parse_upload(file, options)
        try:
            return store_import(file, parsed, options)
        except IntegrityError:
            # A concurrent import has stored the same report: try again, to get the right refusal.
            return store_import(file, parsed, options)


@dataclass(frozen=True)
class ParsedUpload:
    """A parsed file, and the keys of the people excluded from its vocabulary."""

    source: Source
    draft: ParsedReport
    excluded_keys: frozenset[int] = field(default_factory=frozenset)
    # The number of redactions for which the file was screened.
    redactions: int = field(default_factory=screening.count_applied)


def parse_upload(file: Upload, options: ImportOptions) -> ParsedUpload:
    """Parse a file; call it before locking anything, as it takes a while."""
    parsed = parse_excluding(file)
    if not options.replace:
        return parsed
    existing = find_replaced(file.content, parsed)
    # People known only from the import to be replaced are excluded.
    excluded_keys = excluded_people_keys(existing) if existing else frozenset()
    return parse_excluding(file, excluded_keys) if excluded_keys else parsed


def excluded_people_keys(report: Report) -> frozenset[int]:
    return frozenset(policy.orphaned_people(report).values_list("pk", flat=True))


def store_import(
    file: Upload, parsed: ParsedUpload, options: ImportOptions
) -> tuple[Report, ParsedReport]:
    """Store a parsed file in one transaction."""
    draft = parsed.draft
    prepared = PreparedDraft.of(parsed.source, draft)
    with transaction.atomic():
        report = target_report(file, parsed, options)
        refuse_unscreened(parsed)
        action = f"Read from “{file.name}”"
        if report.pk is None:
            report.language = options.language
            stored = draft_writer.write_draft(parsed.source, file.content, prepared, report)
            revisions.save_first_revision(report, action, by=options.by, content=stored)
            report_changed.send(sender=Report, report=report)
            # After the signal, on which notes are reviewed: the cause of each has just been read.
            draft_writer.save_notes(report, draft.notes)
        else:
            replace_report(report, file, parsed, options)
        draft_writer.reset_edit_baseline(report)
        if options.publish:
            workflow.publish(report, by=options.by)
    return report, draft


def replace_report(
    report: Report, file: Upload, parsed: ParsedUpload, options: ImportOptions
) -> None:
    """Replace the content of an unedited report; records that match keep their keys."""
    refuse_stale_exclusions(report, parsed)
    revisions.ensure_revision(report)
    previous_urls = policy.public_urls(report)
    if report.status != Report.Status.WITHDRAWN:
        # A withdrawn report stays withdrawn until it is published again.
        report.status = Report.Status.DRAFT
        report.save(update_fields=["status"])
    replacement.replace_content(
        report=report,
        draft=parsed.draft,
        source=parsed.source,
        content=file.content,
        by=options.by,
    )
    if not options.drop_addresses:
        policy.refuse_lost_urls(report, previous_urls)


def refuse_stale_exclusions(report: Report, parsed: ParsedUpload) -> None:
    """Refuse to replace a report if its excluded people have changed since the file was parsed."""
    if excluded_people_keys(report) != parsed.excluded_keys:
        raise ImportRefusedError(
            f"“{report.slug}” was changed while the file was being read. Import it again."
        )


def refuse_unscreened(parsed: ParsedUpload) -> None:
    """Refuse a file that was read before a redaction; call it with the report locked."""
    if screening.count_applied() != parsed.redactions:
        raise ImportRefusedError(
            "Something was redacted while the file was being read. Import it again."
        )


def parse_excluding(file: Upload, excluded_keys: Collection[int] = ()) -> ParsedUpload:
    """Parse a file with a vocabulary that lacks the people with these primary keys."""
    vocabulary = load_vocabulary.load_vocabulary(excluded_keys)
    redactions = screening.count_applied()
    source, draft = sandbox.parse_document(file.name, file.content, vocabulary)
    draft.notes += extraction_notes(source)
    if not draft.front.title:
        draft.front.title = PurePath(file.name).stem
    if file.curation_path:
        curation_file.apply_curation(
            draft, curation_file.read_curation_file(file.curation_path), vocabulary
        )
    screened = screening.screen(source, draft)
    return ParsedUpload(screened.source, screened.draft, frozenset(excluded_keys), redactions)


def target_report(file: Upload, parsed: ParsedUpload, options: ImportOptions) -> Report:
    """Return the report to fill, locked: a new one, or the one to be replaced."""
    reports = Report.objects.select_for_update()
    if imported := same_source(reports, file.content, parsed.source):
        if options.replace:
            return policy.check_replaceable(imported, publish=options.publish)
        raise ImportRefusedError(
            f"This file was already imported: report “{imported.slug}” "
            f"({imported.get_status_display().lower()}).",
            option="Use --replace to import it again.",
        )
    similar = same_meeting(reports, parsed.draft)
    if similar and options.replace:
        return policy.check_replaceable(similar, publish=options.publish)
    if similar:
        parsed.draft.notes.append(similar_report_note(similar))
    return Report(slug=free_slug(parsed.draft))


def find_replaced(content: bytes, parsed: ParsedUpload) -> Report | None:
    """Return the report that the file would replace."""
    reports = Report.objects.all()
    return same_source(reports, content, parsed.source) or same_meeting(reports, parsed.draft)


def same_source(reports: QuerySet[Report], content: bytes, source: Source) -> Report | None:
    """Return the report that was imported from the same bytes, or the same text."""
    known = Q(sha256__in=known_hashes(content)) | Q(text=source.text)
    documents = SourceDocument.objects.filter(known)
    return reports.filter(pk__in=documents.values("report")).first()


def same_meeting(reports: QuerySet[Report], draft: ParsedReport) -> Report | None:
    """Return the report that already has the slug and first day that this draft would get."""
    slugs = (report_slug(draft), report_slug(draft, with_day=True))
    # No join: the reports are locked.
    former = FormerSlug.objects.filter(slug__in=slugs).values("report")
    has_slug = Q(slug__in=slugs) | Q(pk__in=former)
    return reports.filter(has_slug, starts_on=draft.front.starts_on).first()


def similar_report_note(similar: Report) -> Note:
    return Note(
        "similar-report",
        f"“{similar.slug}” has the same title and date. If this file is its newer version, delete "
        "this draft, open that report and choose “Newer version”.",
        about=similar.slug,
    )


def free_slug(draft: ParsedReport) -> str:
    """Return a free slug: with the year, else with the day, else with a number."""
    taken = reserved_slugs()
    wanted = report_slug(draft)
    return UniqueSlugs(taken).allocate(
        report_slug(draft, with_day=True) if wanted in taken else wanted
    )


def report_slug(draft: ParsedReport, *, with_day: bool = False) -> str:
    title, day = short_title(draft.front.title, draft.front.subtitle), draft.front.starts_on
    if day is None:
        return title
    return f"{title}-{day:%Y-%m-%d}" if with_day else f"{title}-{day:%Y}"


def short_title(title: str, subtitle: str = "") -> str:
    """Return the title as a slug, which ends in the subtitle even if the title is cut."""
    tail = slugify(subtitle, LONGEST_SUBTITLE)
    words = (
        word for word in title.removesuffix(subtitle).split() if word.lower() not in SMALL_WORDS
    )
    head = slugify(" ".join(words), LONGEST_TITLE - (len(tail) + 1 if tail else 0))
    return "-".join(filter(None, (head, tail))) or "report"


def unique_slug(title: str, day: str | None) -> str:
    """Return a free slug for a report created by hand; `day` is its first, in ISO format."""
    wanted = f"{short_title(title)}-{day[:4]}" if day else short_title(title)
    return UniqueSlugs(reserved_slugs()).allocate(wanted)

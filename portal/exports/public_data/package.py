"""Write all public data into a dated ZIP archive, and find the current one.

Never within a request: by `manage.py export_data` and by a periodic job after changes.
"""

import hashlib
import json
import shutil
import sqlite3
import tempfile
import time
import zipfile
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from portal.exports.public_data.data_tables import TABLES
from portal.exports.public_data.description import FileFacts, data_package, readme
from portal.exports.public_data.files import TableFiles
from portal.redaction.models import Redaction
from portal.search.index.newest_change import newest_change
from portal.search.models import IndexChange
from recommendations.models import Round, Submission
from reports.models import Report
from reports.one_moment import one_moment

MANIFEST = "latest.json"
SCRATCH = "writing-"
SCRATCH_SECONDS = 6 * 60 * 60
DATABASE = "workshop-outcomes.sqlite3"
# All files of an archive have the time at which ZIP begins: equal data give an equal archive.
ZIP_TIME = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Package:
    """A written archive."""

    name: str
    size: int
    sha256: str
    day: str
    # What it was made from: see `present_state`.
    state: str
    # Key of the newest entry of the index's change log.
    change: int
    rows: dict[str, int]
    reports: list[str]
    # Keys of the submissions whose records it has.
    submissions: list[int]
    # Keys of the rounds that it describes.
    rounds: list[int]

    @property
    def path(self) -> Path:
        return Path(settings.PUBLIC_DATA_DIR) / self.name

    @property
    def made_on(self) -> date:
        return date.fromisoformat(self.day)


def current_package() -> Package | None:
    """Return the archive, unless something in it has since been withdrawn, redacted or renamed."""
    package = stored_package()
    if package is None or not package.path.exists():
        return None
    withdrawn = IndexChange.objects.filter(pk__gt=package.change, is_public=False)
    public = Report.objects.published().filter(slug__in=package.reports)
    redacted = Redaction.objects.applied().filter(change_key__gt=package.change)
    is_whole = (
        not withdrawn.exists()
        and not redacted.exists()
        and public.count() == len(package.reports)
        and public_submissions().issuperset(package.submissions)
        and public_rounds().issuperset(package.rounds)
    )
    return package if is_whole else None


def public_submissions() -> set[int]:
    return set(Submission.objects.published().values_list("pk", flat=True))


def public_rounds() -> set[int]:
    rounds = Round.objects.published().about_public_reports()
    return set(rounds.order_by().values_list("pk", flat=True))


def stored_package() -> Package | None:
    """Return the archive that the manifest names; None if this version cannot read a manifest."""
    try:
        text = (Path(settings.PUBLIC_DATA_DIR) / MANIFEST).read_text(encoding="utf-8")
        return Package(**json.loads(text))
    except (OSError, ValueError, TypeError):
        return None


def write_if_changed() -> Package | None:
    """Write the archive anew if what it is made from has changed; return it if it was written."""
    stored = stored_package()
    if stored and stored.path.exists() and stored.state == present_state():
        return None
    return write_package()


def present_state() -> str:
    """Return what an archive is made from: public content, tables, addresses and license."""
    newest = newest_change()
    content = f"{newest.pk}-{newest.token}" if newest else ""
    columns = repr([(table.name, table.key, table.all_columns) for table in TABLES])
    parts = (content, columns, settings.BASE_URL, settings.DATA_LICENSE)
    return hashlib.sha256("|".join(parts).encode()).hexdigest()


def write_package() -> Package:
    """Write the archive of all current public data, and replace the previous one."""
    folder = Path(settings.PUBLIC_DATA_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    remove_scratch(folder)
    today = timezone.localdate()
    with tempfile.TemporaryDirectory(dir=folder, prefix=SCRATCH) as name:
        scratch = Path(name)
        with one_moment():
            state, newest, slugs = present_state(), newest_change(), public_slugs()
            submissions, rounds = public_submissions(), public_rounds()
            tables = write_tables(scratch, slugs)
        # The database is no longer needed, and nobody waits for it.
        archive = scratch / "archive.zip"
        rows = {table: files.count for table, files in tables.items()}
        write_archive(archive, scratch, tables, today)
        package = Package(
            name=f"workshop-outcomes-{today.isoformat()}.zip",
            size=archive.stat().st_size,
            sha256=sha256_of(archive),
            day=today.isoformat(),
            state=state,
            change=newest.pk if newest else 0,
            rows=rows,
            reports=sorted(slugs["reports"]),
            submissions=sorted(submissions),
            rounds=sorted(rounds),
        )
        publish_archive(archive, package)
    return package


def remove_scratch(folder: Path) -> None:
    """Remove the leftovers of killed exports, but nothing recent: another export may be running."""
    for left in folder.glob(f"{SCRATCH}*"):
        if time.time() - left.stat().st_mtime > SCRATCH_SECONDS:
            shutil.rmtree(left, ignore_errors=True)


def public_slugs() -> dict[str, set[str]]:
    return {
        table.name: set(table.records().values_list("slug", flat=True))
        for table in TABLES
        if table.key == ("slug",)
    }


def write_tables(scratch: Path, slugs: dict[str, set[str]]) -> dict[str, TableFiles]:
    """Write the files of all tables into a scratch folder; return them by name."""
    tables = {}
    database = scratch / DATABASE
    with closing(sqlite3.connect(database)) as connected:
        for table in TABLES:
            tables[table.name] = TableFiles(table, scratch, connected)
            tables[table.name].write(table.rows(slugs))
        connected.commit()
    return tables


def write_archive(archive: Path, scratch: Path, tables: dict[str, TableFiles], today: date) -> None:
    """Write the archive of the files in the scratch folder, with their description."""
    database = scratch / DATABASE
    rows = {name: files.count for name, files in tables.items()}
    facts = {name: facts_of(files.csv, "csv") for name, files in tables.items()}
    texts = {
        "README.txt": readme(today, rows),
        "datapackage.json": json.dumps(data_package(today, facts, rows), indent=1),
    }
    for name, text in texts.items():
        (scratch / name).write_text(text, encoding="utf-8")
    files = [(scratch / name, "") for name in texts] + [(database, "")]
    files += [(own.csv, "csv") for own in tables.values()]
    files += [(own.jsonl, "jsonl") for own in tables.values()]
    zip_files(archive, files)


def zip_files(archive: Path, files: list[tuple[Path, str]]) -> None:
    """Write the files into the archive, with their hashes in SHA256SUMS."""
    sums = []
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as package:
        for file, folder in files:
            facts = facts_of(file, folder)
            sums.append(f"{facts.sha256}  {facts.path}\n")
            with file.open("rb") as source, package.open(entry(facts.path), "w") as target:
                while block := source.read(1 << 20):
                    target.write(block)
        package.writestr(entry("SHA256SUMS"), "".join(sums))


def entry(path: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(path, ZIP_TIME)
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def facts_of(file: Path, folder: str) -> FileFacts:
    path = f"{folder}/{file.name}" if folder else file.name
    return FileFacts(path, file.stat().st_size, sha256_of(file))


def sha256_of(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def publish_archive(archive: Path, package: Package) -> None:
    """Replace the previous archive, then the manifest that names the current one."""
    folder = Path(settings.PUBLIC_DATA_DIR)
    archive.replace(package.path)
    manifest = archive.with_name(MANIFEST)
    manifest.write_text(json.dumps(asdict(package)), encoding="utf-8")
    manifest.replace(folder / MANIFEST)
    for other in folder.glob("*.zip"):
        if other != package.path:
            other.unlink()

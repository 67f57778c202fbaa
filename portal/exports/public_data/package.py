"""Write all public data into a dated ZIP archive, and find the current one.

Never within a request: by `manage.py export_data` and by a periodic job after changes.
"""

import hashlib
import json
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from portal.exports.public_data.description import FileFacts, data_package, readme
from portal.exports.public_data.files import TableFiles
from portal.exports.public_data.tables import TABLES
from portal.search.index.writer import newest_change
from reports.models import Report

MANIFEST = "latest.json"
DATABASE = "workshop-outcomes.sqlite3"
# All files of an archive have the time at which ZIP begins: equal data give an equal archive.
ZIP_TIME = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Package:
    """A written archive; `change` is the version of the public content that it holds."""

    name: str
    size: int
    sha256: str
    day: str
    change: str
    rows: dict[str, int]
    reports: list[str]

    @property
    def path(self) -> Path:
        return Path(settings.PUBLIC_DATA_DIR) / self.name

    @property
    def made_on(self) -> date:
        return date.fromisoformat(self.day)


def current_package() -> Package | None:
    """Return the current archive, unless a report in it is no longer public."""
    package = stored_package()
    if package is None or not package.path.exists():
        return None
    public = Report.objects.published().filter(slug__in=package.reports).count()
    return package if public == len(package.reports) else None


def stored_package() -> Package | None:
    try:
        text = (Path(settings.PUBLIC_DATA_DIR) / MANIFEST).read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    return Package(**json.loads(text))


def write_if_changed() -> Package | None:
    """Write the archive again if public content has changed; return it, or None if unchanged."""
    stored = stored_package()
    if stored and stored.path.exists() and stored.change == present_change():
        return None
    return write_package()


def present_change() -> str:
    newest = newest_change()
    return f"{newest.pk}-{newest.token}" if newest else ""


def write_package() -> Package:
    """Write the archive of all current public data, and replace the previous one."""
    folder = Path(settings.PUBLIC_DATA_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    today = timezone.localdate()
    with tempfile.TemporaryDirectory(dir=folder) as scratch, one_moment():
        change, slugs = present_change(), public_slugs()
        archive = Path(scratch) / "archive.zip"
        rows = write_archive(archive, Path(scratch), slugs, today)
        package = Package(
            name=f"workshop-outcomes-{today.isoformat()}.zip",
            size=archive.stat().st_size,
            sha256=sha256_of(archive),
            day=today.isoformat(),
            change=change,
            rows=rows,
            reports=sorted(slugs["reports"]),
        )
        put_in_place(archive, package)
    return package


@contextmanager
def one_moment() -> Iterator[None]:
    """Read everything as of one moment, while editors continue to save."""
    with transaction.atomic():
        if connection.vendor == "postgresql" and not connection.savepoint_ids:
            connection.cursor().execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


def public_slugs() -> dict[str, set[str]]:
    return {
        table.name: set(table.records().values_list("slug", flat=True))
        for table in TABLES
        if table.key == ("slug",)
    }


def write_archive(
    archive: Path, scratch: Path, slugs: dict[str, set[str]], today: date
) -> dict[str, int]:
    """Write the archive from files in a scratch folder; return the number of rows by table."""
    tables = {}
    database = scratch / DATABASE
    with closing(sqlite3.connect(database)) as connected:
        for table in TABLES:
            tables[table.name] = TableFiles(table, scratch, connected)
            tables[table.name].write(table.rows(slugs))
        connected.commit()
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
    return rows


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


def put_in_place(archive: Path, package: Package) -> None:
    """Replace the previous archive, then the manifest that names the current one."""
    folder = Path(settings.PUBLIC_DATA_DIR)
    archive.replace(package.path)
    manifest = archive.with_name(MANIFEST)
    manifest.write_text(json.dumps(asdict(package)), encoding="utf-8")
    manifest.replace(folder / MANIFEST)
    for other in folder.glob("*.zip"):
        if other != package.path:
            other.unlink()

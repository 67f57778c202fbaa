"""Load the demonstration into a portal that has nothing but the seeds."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import User
from django.db import connection, transaction

from portal.content.notes import status
from portal.demo.accounts import Team, create_accounts
from portal.demo.documents import write_document
from portal.demo.lineage import load_lineage
from portal.demo.rounds import load_round, read_rounds, read_tables
from portal.documents.readers import FORMATS
from portal.imports import seed_reports, seeds
from portal.imports.importer import Upload
from reports.models import Report, SeededRecord

COLLECTION = "demo"
KNOWN_PERSON = "person-known"
FOLDER = settings.SEEDS_DIR / "demo"


class OtherPortalError(Exception):
    """The demonstration must not be loaded into this portal; the message says why."""


def is_loaded() -> bool:
    """Return whether the portal has invented reports, or had them."""
    return SeededRecord.objects.filter(file=COLLECTION).exists()


def refuse_other_portal() -> None:
    """Raise OtherPortalError unless the demonstration is, or may be, loaded into this portal.

    It may be loaded into an empty portal with DEMO set and a DATA_DIR of its own. The database may
    have no tables yet.
    """
    has_tables = Report._meta.db_table in connection.introspection.table_names()
    if has_tables and is_loaded():
        return
    if not settings.DEMO:
        raise OtherPortalError("This portal is not a demonstration. Start one with: make demo")
    if settings.DATA_DIR == settings.DEFAULT_DATA_DIR:
        raise OtherPortalError(
            f"“{settings.DATA_DIR}” is the folder of the ordinary portal. A demonstration needs a "
            "folder of its own: leave DATA_DIR out, or name another."
        )
    if has_tables and is_in_use():
        raise OtherPortalError(
            "This portal has accounts, or reports of its own. A demonstration needs a portal without "
            "any: choose a new DATA_DIR."
        )


def is_in_use() -> bool:
    """Return whether the portal has accounts, or reports other than those of the seeds."""
    files = (settings.SEEDS_DIR / "reports").glob("*/*")
    seeded = [
        hashlib.sha256(file.read_bytes()).hexdigest() for file in files if file.suffix in FORMATS
    ]
    return User.objects.exists() or Report.objects.exclude(source__sha256__in=seeded).exists()


def load_demo() -> Iterator[str]:
    """Load what was never loaded before; yield a line for each part that was loaded."""
    settings.DEMO_FILE.write_text(
        "The reports of the Tamarind Forum in this folder are invented.\n"
    )
    seeds.load_seeds(FOLDER / "vocabulary")
    yield from load_accounts()
    files = sorted((FOLDER / "reports").glob("*.txt"))
    for file in files:
        if report := import_invented(file):
            yield f"{report.slug}: invented, imported and published"
            if file != files[-1]:
                confirm_people(report)
    team = Team.load()
    with loaded_once("lineage") as is_new:
        if is_new:
            number = load_lineage(FOLDER / "lineage.csv", team.editor)
            yield f"{number} decisions on lineage"
    for entry in read_rounds(FOLDER / "rounds.toml"):
        if was_loaded(entry["name"]):
            continue
        # No file is read inside a transaction.
        tables = read_tables(FOLDER, entry)
        with loaded_once(entry["name"]) as is_new:
            if is_new:
                yield f"{load_round(entry, tables, team)}: answers recorded and published"


def load_accounts() -> Iterator[str]:
    """Create the accounts; yield a line with the password of each."""
    with loaded_once("accounts") as is_new:
        passwords = create_accounts() if is_new else {}
    for name, password in passwords.items():
        yield (
            f"Account “{name}”, password {password} (shown only now; to set another: "
            f"manage.py changepassword {name})"
        )


def was_loaded(name: str) -> bool:
    return SeededRecord.objects.filter(file=COLLECTION, slug=name).exists()


@contextmanager
def loaded_once(name: str) -> Iterator[bool]:
    """Open a transaction; yield whether this part was never loaded before."""
    with transaction.atomic():
        _, is_new = SeededRecord.objects.get_or_create(file=COLLECTION, slug=name)
        yield is_new


def import_invented(file: Path) -> Report | None:
    """Write the document of a file such as tfml-2018.docx.txt, and import it as any other."""
    name = file.stem
    curation_path = file.with_name(name).with_suffix(".toml")
    upload = Upload(name, write_document(name, file.read_text(encoding="utf-8")), curation_path)
    return seed_reports.import_once(upload, collection=COLLECTION, name=Path(name).stem)


def confirm_people(report: Report) -> None:
    """Resolve the notes on names matched with known people: here, the matches are right."""
    for note in report.notes.filter(code=KNOWN_PERSON):
        status.set_resolved(report, note.pk, resolved=True, by=Team.load().editor)

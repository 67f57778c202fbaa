"""Write the files of a release: SQL text of both databases, what they hold, the migrations' hashes."""

import hashlib
import os
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.harness.own_portal import empty_portal, migrate
from tests.harness.private_postgres import Server

FOLDER = Path(__file__).parent


def main(version):
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.config.settings")
    with tempfile.TemporaryDirectory(prefix="portal-dump-") as name:
        folder = Path(name)
        for portal in empty_portal(folder / "sqlite", "sqlite"):
            migrate(portal)
            facts = fill(portal)
            database = sqlite3.connect(portal.folder / "data" / "portal.sqlite3")
            write(f"{version}.sqlite.sql", "\n".join(database.iterdump()))
        write(f"{version}.json", facts)
        server = Server(folder)
        server.start()
        os.environ["DATABASE_URL"] = server.url
        try:
            for portal in empty_portal(folder / "postgres", "postgres"):
                migrate(portal)
                fill(portal)
                url = portal.environment["DATABASE_URL"]
                write(f"{version}.postgres.sql", dump(server.programs, url))
        finally:
            server.stop()
    lock_migrations()


def lock_migrations():
    """Write `hash  path` of every migration; those of earlier releases must not have changed."""
    root = FOLDER.parents[1]
    paths = sorted(
        path.relative_to(root)
        for pattern in ("reports", "recommendations", "portal/*")
        for path in root.glob(f"{pattern}/migrations/0*.py")
    )
    lines = [f"{hashlib.sha256((root / path).read_bytes()).hexdigest()}  {path}" for path in paths]
    lock = root / "migrations.lock"
    recorded = lock.read_text(encoding="utf-8").splitlines() if lock.exists() else []
    if changed := set(recorded) - set(lines):
        sys.exit(f"Released migrations have changed: {sorted(changed)}")
    lock.write_text("\n".join(lines) + "\n", encoding="utf-8")


def fill(portal):
    """Fill the portal; return what it holds then, as JSON."""
    for program in ("tests.upgrades.content", "tests.upgrades.facts"):
        code, printed, complaints = portal.run("-m", program)
        assert code == 0, complaints
    return printed


def dump(programs, url):
    # A link to one program need not have the others beside it.
    folder = (programs / "initdb").resolve().parent
    command = [folder / "pg_dump", "--no-owner", "--no-privileges", "--inserts", url]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    # psql's own commands and comments that name its version.
    lines = [line for line in text.split("\n") if not line.startswith(("\\", "--"))]
    return "\n".join(line for line in lines if line)


def write(name, text):
    (FOLDER / name).write_text(text.rstrip() + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])

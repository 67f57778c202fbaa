"""A pytest plugin: a private data folder and, on request, a private PostgreSQL server.

It works before pytest-django reads the settings, so it has to be named with -p.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

DATABASES = ("sqlite", "postgres")
DEBIAN_FOLDERS = "/usr/lib/postgresql/*/bin"
# Fast, and safe as long as the machine keeps its power.
SAFE = "-c fsync=off -c full_page_writes=off -c listen_addresses="
# A server that dies may lose the last commits.
FAST = f"{SAFE} -c synchronous_commit=off"
ACCOUNT = "postgres"


def pytest_addoption(parser):
    parser.addoption(
        "--database",
        choices=DATABASES,
        default="sqlite",
        help="which database the tests run on; a PostgreSQL is started for them",
    )


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config):
    if "PYTEST_XDIST_WORKER" in os.environ:
        return  # the main process has prepared everything
    folder = Path(tempfile.mkdtemp(prefix="portal-tests-"))
    early_config.add_cleanup(lambda: shutil.rmtree(folder))
    for name in ("SECRET_KEY", "BASE_URL", "DEBUG", "ALLOWED_HOSTS", "TRUSTED_PROXIES"):
        os.environ.pop(name, None)
    os.environ["DATA_DIR"] = str(folder / "data")
    # Static files are served from where they are; WhiteNoise wants to see its folder.
    (folder / "data" / "static").mkdir(parents=True)
    os.environ.pop("DATABASE_URL", None)
    os.environ["SAVE_WAIT_SECONDS"] = "3600"
    # Playwright keeps an event loop running, in which Django would refuse the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    if early_config.known_args_namespace.database == "postgres":
        start_postgres(folder, early_config)


def pytest_report_header(config):
    return f"database: {config.getoption('database')}"


def start_postgres(folder, config):
    """Start a server that listens on a socket in the folder only, and stop it at the end."""
    server = Server(folder)
    server.start()
    config.add_cleanup(server.stop)
    # However slow the machine, no statement of a test times out.
    os.environ["STATEMENT_TIMEOUT_MS"] = "3600000"
    os.environ["DATABASE_URL"] = server.url


class Server:
    """A PostgreSQL server in a folder of its own that can be stopped and restarted."""

    options = FAST

    def __init__(self, folder):
        self.programs = folder_of_programs()
        self.data, self.as_account = folder / "postgres", []
        self.data.mkdir()
        if os.geteuid() == 0:
            # The server refuses to run as root.
            account = pwd.getpwnam(ACCOUNT)
            self.as_account = [
                *("setpriv", f"--reuid={account.pw_uid}", f"--regid={account.pw_gid}"),
                "--clear-groups",
            ]
            for path in (folder, self.data):
                os.chown(path, account.pw_uid, account.pw_gid)
        self.run(
            *("initdb", "-D", str(self.data), "-U", ACCOUNT),
            *("-A", "trust", "-E", "UTF8", "-N"),
        )

    @property
    def url(self):
        return f"postgres://{ACCOUNT}@/postgres?host={self.data}&connect_timeout=3600"

    def start(self):
        log, options = str(self.data / "log"), f"{self.options} -k {self.data}"
        self.control("-l", log, "-o", options, "start")

    def stop(self):
        self.control("-m", "immediate", "stop")

    def control(self, *arguments):
        # pg_ctl asks whether the server is up or down; it gives up after an hour.
        self.run("pg_ctl", "-D", str(self.data), "-w", "-t", "3600", *arguments)

    def run(self, program, *arguments):
        command = [*self.as_account, str(self.programs / program), *arguments]
        subprocess.run(command, check=True, cwd=self.data, stdout=subprocess.DEVNULL)


class SafeServer(Server):
    """A PostgreSQL server that keeps what it has acknowledged when it is killed."""

    options = SAFE


class Replica(Server):
    """A streaming replica of a server, in a folder beside it."""

    def __init__(self, folder, primary):
        # On the path are the programs of a server alone.
        self.programs = (primary.programs / "initdb").resolve().parent
        self.as_account = primary.as_account
        self.data = folder / "replica"
        self.data.mkdir(mode=0o700)
        owner = primary.data.stat()
        os.chown(self.data, owner.st_uid, owner.st_gid)
        self.run(
            *("pg_basebackup", "-D", str(self.data), "-d", f"host={primary.data} user={ACCOUNT}"),
            *("-c", "fast", "-X", "stream", "-R", "-C", "-S", self.data.name),
        )
        # The socket is in the folder that was copied.
        for lock in self.data.glob("*.lock"):
            lock.unlink()

    def promote(self):
        self.control("promote")


def folder_of_programs():
    folders = sorted(Path("/").glob(DEBIAN_FOLDERS[1:]), key=lambda path: path.parent.name)
    if on_path := shutil.which("initdb"):
        folders.append(Path(on_path).parent)
    if not folders:
        raise pytest.UsageError(
            "The tests need the PostgreSQL server. Run: apt-get install postgresql"
        )
    return folders[-1]

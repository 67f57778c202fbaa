"""Checks of DATA_DIR: owner, access, space and file system."""

import shutil

import pytest

from portal.operations.checks import data_folder
from portal.operations.checks.finding import State

MOUNTS = """\
/dev/vda / ext4 rw,relatime 0 0
server:/exports /srv/my\\040data nfs4 rw 0 0
/dev/vdb /srv/my\\040data/local xfs rw 0 0
"""


@pytest.fixture
def folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    tmp_path.chmod(0o750)
    return tmp_path


def test_a_folder_of_its_own_is_in_order(folder):
    (folder / "secret_key").touch(mode=0o600)

    findings = [data_folder.check_owner(), data_folder.check_access()]

    assert [finding.state for finding in findings] == [State.OK, State.OK]


def test_a_file_of_another_user_is_named(folder, monkeypatch):
    (folder / "portal.sqlite3").touch()
    monkeypatch.setattr(data_folder.os, "geteuid", lambda: 54321)

    finding = data_folder.check_owner()

    assert finding.state is State.ERROR
    assert f"{folder} belongs to" in finding.message
    assert f"chown -R user 54321: {folder}" in finding.remedy


def test_a_folder_that_everybody_can_read_is_an_error(folder):
    folder.chmod(0o755)

    finding = data_folder.check_access()

    assert (finding.state, finding.remedy) == (State.ERROR, f"chmod o= {folder}")


@pytest.mark.parametrize("mode", [0o640, 0o604])
def test_a_secret_key_that_others_can_read_is_an_error(folder, mode):
    (folder / "secret_key").touch()
    (folder / "secret_key").chmod(mode)

    finding = data_folder.check_access()

    assert (finding.state, finding.remedy) == (State.ERROR, f"chmod 600 {folder / 'secret_key'}")


@pytest.mark.parametrize(
    ("free", "state"), [(1 << 20, State.ERROR), (1 << 30, State.WARNING), (1 << 40, State.OK)]
)
def test_little_space_is_a_warning_and_almost_none_an_error(folder, monkeypatch, free, state):
    usage = shutil.disk_usage(folder)._replace(free=free)
    monkeypatch.setattr(data_folder.shutil, "disk_usage", lambda place: usage)

    assert data_folder.check_disk().state is state


@pytest.mark.parametrize(
    ("place", "kind"),
    [("var/lib/portal", "ext4"), ("srv/my data/portal", "nfs4"), ("srv/my data/local/x", "xfs")],
)
def test_the_file_system_is_that_of_the_innermost_mount(place, kind, tmp_path):
    root = tmp_path.root

    assert data_folder.file_system_of(type(tmp_path)(root, place), MOUNTS) == kind


@pytest.mark.django_db
def test_a_network_drive_is_reported(folder, monkeypatch, request):
    mounts = folder / "mounts"
    mounts.write_text(f"server:/exports {folder} nfs4 rw 0 0\n")
    monkeypatch.setattr(data_folder, "MOUNTS", mounts)
    is_sqlite = request.config.getoption("database") == "sqlite"

    finding = data_folder.check_file_system()

    assert finding.state is (State.ERROR if is_sqlite else State.WARNING)
    assert "on a network drive (nfs4)" in finding.message

"""A verified backup is recorded on the portal that it is of."""

import hashlib
from io import StringIO

import pytest
from django.core.management import call_command

from portal.operations.backup.verify import verify_backup
from portal.operations.backup.write import write_backup
from portal.operations.models import VerifiedBackup

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path):
    write_backup(tmp_path / "portal.zip")
    return tmp_path / "portal.zip"


def test_a_verified_backup_is_recorded_once_with_its_hash(file):
    verify_backup(file)
    verified = verify_backup(file)

    record = VerifiedBackup.objects.get()
    assert record.sha256 == verified.sha256 == hashlib.sha256(file.read_bytes()).hexdigest()
    assert (record.file, record.size) == (str(file), file.stat().st_size)
    assert record.made_at == verified.manifest.made_at


def test_a_backup_of_another_portal_is_verified_but_not_recorded(file, settings):
    settings.BASE_URL = "https://other.example.org"
    out = StringIO()

    call_command("verify_backup", str(file), stdout=out)

    assert "complete" in out.getvalue()
    assert "Not recorded on this portal: it is a backup of http://127.0.0.1" in out.getvalue()
    assert not VerifiedBackup.objects.exists()

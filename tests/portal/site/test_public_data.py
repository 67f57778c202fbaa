"""The page of all public data, and the download."""

import pytest
from django.core.management import call_command

from portal.exports.public_data import package
from reports import publishing
from reports.models import Report
from tests.builders.gate_workshop import WORD, make_workshop

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.PUBLIC_DATA_DIR = tmp_path / "public-data"
    settings.DATA_LICENSE = "CC BY 4.0"


def test_the_page_leads_to_the_archive_that_the_command_has_written(client, capsys):
    make_workshop("published", WORD)
    assert "The files are being written." in client.get("/data/").content.decode()

    call_command("export_data")
    written = package.current_package()
    page = client.get("/data/").content.decode()
    answer = client.get(f"/data/{written.name}")

    assert f'href="/data/{written.name}"' in page
    assert written.sha256 in page
    assert "CC BY 4.0" in page
    assert b"".join(answer) == written.path.read_bytes()
    assert answer["Content-Disposition"] == f'attachment; filename="{written.name}"'
    assert written.sha256 in capsys.readouterr().out


def test_an_unchanged_archive_is_not_sent_again(client):
    make_workshop("published", WORD)
    address = f"/data/{package.write_package().name}"
    answer = client.get(address)
    answer.close()
    etag = answer["ETag"]

    assert client.get(address, headers={"If-None-Match": etag}).status_code == 304


def test_after_a_withdrawal_the_archive_is_gone_at_once(client):
    make_workshop("published", WORD)
    written = package.write_package()
    publishing.transition(Report.objects.get(), "withdrawn")

    assert client.get(f"/data/{written.name}").headers["Location"] == "/data/"
    assert written.name not in client.get("/data/").content.decode()


@pytest.mark.parametrize("name", ["latest.json", "..%2Fportal.sqlite3", "other.zip"])
def test_no_other_file_is_served(client, name):
    make_workshop("published", WORD)
    package.write_package()

    assert client.get(f"/data/{name}").status_code == 404

"""What readers get after a redaction: no page, list, file or search answers with the words."""

from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from portal.config.redacted import overwrite_deleted
from portal.exports.archive import writer as archive
from portal.exports.public_data.package import current_package, stored_package, write_package
from portal.search.archive import archive_index
from portal.search.index import writer
from portal.search.models import ArchiveRun
from recommendations.models import EvidenceFile
from reports.models import Attachment, Report
from tests.builders.gate_workshop import WORD, make_workshop
from tests.builders.redactions import redact
from tests.harness.url_access import read_lists

pytestmark = pytest.mark.django_db
LETTERS = WORD.lower().encode()


def folders():
    return [
        writer.index_folder(),
        archive_index.folder(),
        Path(settings.PUBLIC_DATA_DIR),
        Path(settings.CACHES["landings"]["LOCATION"]),
    ]


def files_with_word():
    """Return the derived files in which the word stands, unpacked or not."""
    files = (file for folder in folders() for file in folder.rglob("*") if file.is_file())
    return [file.name for file in files if LETTERS in file.read_bytes().lower()]


def with_word(pages):
    return sorted(url for url, content in pages.items() if LETTERS in content.lower())


@pytest.fixture
def redacted(client, tmp_path, settings, django_capture_on_commit_callbacks):
    """The old and new URLs of a public workshop whose word was redacted after everybody had read it."""
    settings.PUBLIC_DATA_DIR = tmp_path / "public-data"
    old_urls = make_workshop("published", WORD)
    archive.catch_up()
    archive_index.follow_last()
    write_package()
    for url in ("/", "/recommendations/", *old_urls[:4]):
        assert LETTERS in client.get(url).content.lower()
    files = [Attachment.objects.get(), EvidenceFile.objects.get()]
    with django_capture_on_commit_callbacks(execute=True):
        redact(WORD, files=[(file._meta.label, file.pk) for file in files])
    return old_urls


@pytest.mark.slow
def test_no_list_or_search_has_the_word(client, redacted):
    assert with_word(read_lists(client, "workshop")) == []
    suggested = client.get(reverse("site:suggestions"), {"q": WORD[:4]}).json()
    assert suggested == {"suggestions": []}


def test_nobody_gets_the_word_any_more_from_addresses_files_archives_or_the_disk(client, redacted):
    first_run = ArchiveRun.objects.first().at
    assert files_with_word() == []

    answers = {url: client.get(url) for url in redacted}
    assert {answer.status_code for answer in answers.values()} == {410}
    assert with_word({url: without_own_url(answer) for url, answer in answers.items()}) == []
    assert client.get("/speakers/somebody-else/").status_code == 404

    report = Report.objects.published().get(title__startswith="▮")
    page = client.get(report.get_absolute_url())
    assert page.status_code == 200
    assert LETTERS not in page.content.lower()
    source = reverse("site:source", args=[report.slug])
    assert source not in page.content.decode()
    files = (source, report.attachments.get().get_absolute_url())
    assert [client.get(file).status_code for file in files] == [410, 410]

    archive.catch_up()
    archive_index.follow_last()
    past = client.get("/recommendations/", {"as_of": first_run.isoformat()})
    assert "▮" in past.content.decode()
    assert LETTERS not in past.content.lower()

    assert stored_package() is None
    write_package()
    assert current_package() is not None
    assert files_with_word() == []


def without_own_url(answer):
    """Return the content without the address that was asked for, which links of the frame repeat."""
    return answer.content.replace(answer.wsgi_request.path.encode(), b"")


def test_an_archive_of_another_machine_is_not_given_any_more(client, tmp_path, settings):
    settings.PUBLIC_DATA_DIR = tmp_path
    make_workshop("published", WORD)
    write_package()

    # Its files are deleted after the commit on one machine only.
    redact(WORD)

    assert stored_package() is not None
    assert current_package() is None


@pytest.mark.django_db(transaction=True)
def test_the_database_is_rewritten_without_what_was_deleted():
    make_workshop("published", WORD)

    overwrite_deleted()

    assert Report.objects.count() == 1

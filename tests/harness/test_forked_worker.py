"""A forked worker answers and ends as one that the portal starts."""

import pytest

from portal.documents import sandbox
from portal.parsing.source import UnreadableError
from tests.builders import attachments, documents, workbooks
from tests.builders.hostile_files import FILES
from tests.harness import parse_cache

BLOCKS = documents.read_blocks("a.txt", b"Workshop\n\n1. Fees rose.\n\n2. Ports wait.")
REPORTS = {
    "a.txt": b"Workshop\n\n1. Fees rose.",
    "a.docx": documents.as_docx(BLOCKS, automatic=True),
    "a.html": documents.as_html(BLOCKS),
    "a.pdf": documents.as_pdf(BLOCKS),
}
TABLES = {"a.csv": b"a,b\n1,2\n", "a.xlsx": workbooks.workbook([["a"], ["1"]])}
OTHERS = {attachments.file_name(kind): make() for kind, make in attachments.FILES.items()}


@pytest.fixture(autouse=True)
def _nothing_from_the_cache(monkeypatch):
    monkeypatch.setattr(sandbox, "start_worker", parse_cache.start_worker)


@pytest.mark.parametrize(
    ("read", "files"),
    [
        (sandbox.read_document, REPORTS),
        (sandbox.read_table, TABLES),
        (sandbox.check_attachment, OTHERS),
    ],
)
def test_a_forked_worker_reads_what_a_worker_of_the_portal_reads(request, read, files):
    forked = {name: read(name, content) for name, content in files.items()}
    request.getfixturevalue("portal_starts_workers")

    assert forked == {name: read(name, content) for name, content in files.items()}


def test_a_forked_worker_that_takes_too_long_is_ended(monkeypatch):
    monkeypatch.setattr(sandbox, "PARSE_SECONDS", 0.2)

    with pytest.raises(UnreadableError, match="takes too long to read"):
        sandbox.read_document("bullets.txt", FILES["bullets.txt"]())

"""The invented reports are read in each format as they were written."""

import pytest
from django.conf import settings

from portal.demo.documents import write_document
from portal.demo.notation import read_parts
from portal.documents import readers
from portal.parsing import pipeline
from portal.parsing.coverage import check_coverage
from portal.parsing.gazetteer import Vocabulary
from tests.corpus.reading import spans_of

FILES = sorted((settings.SEEDS_DIR / "demo" / "reports").glob("*.txt"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_an_invented_report_is_read_as_it_was_written(file):
    text = file.read_text(encoding="utf-8")
    parts = list(read_parts(text))
    name = file.stem

    source = readers.read(name, write_document(name, text))
    draft = pipeline.parse_report(source, Vocabulary())

    title, *_, kind = [part.text for part in parts if part.kind == "title"]
    assert (draft.front.title, draft.front.kind) == (title, kind)
    assert [session.heading for session in draft.sessions] == texts(parts, "heading")
    numbered = [paragraph.text for paragraph in draft.paragraphs if paragraph.label]
    assert numbered == texts(parts, "paragraph")
    assert recommended(draft) == list(asked_for(parts))
    assert check_coverage(source.text, list(spans_of(draft))) == []


def test_the_invented_reports_come_in_four_formats():
    assert {file.stem.rpartition(".")[2] for file in FILES} == {"txt", "docx", "html", "pdf"}


def texts(parts, kind):
    return [part.text for part in parts if part.kind == kind]


def recommended(draft):
    """Return level and text of each recommendation, without the mark that ends the point."""
    return [(one.level, bool(one.parent), one.text.rstrip(";:.")) for one in draft.recommendations]


def asked_for(parts):
    """Yield the same as the notation has it: the items below a level, but not those of an annex."""
    level = ""
    for part in parts:
        if part.kind == "level":
            level = next(word for word in LEVELS if word in part.text.lower())
        elif part.kind == "heading":
            level = ""
        elif level and part.kind in {"item", "subitem"}:
            yield level, part.kind == "subitem", part.text.rstrip(";:.")


LEVELS = ("national", "bilateral", "regional", "all")

"""The proof of a file: whatever a reader loses, doubles or moves, the second extraction shows it.

Each reader is mutated: its text changes in one place, as if it had a defect.
"""

import random
import re
from dataclasses import replace

import pytest

from portal.documents import proof, readers, second_extraction
from portal.documents.comparison.compare import compare
from portal.documents.comparison.tokenizer import words_of
from portal.documents.proof import compare_again
from portal.documents.readers import pdf
from portal.documents.readers.pdf import page_columns
from portal.documents.second_extraction import text as text_extraction
from portal.parsing.disagreement import DisagreementKind
from portal.parsing.source import Source
from tests.builders.pdf_files import Type, paragraphs, printed
from tests.corpus.reading import folders, source_of

PDF_PAGES = [
    [*paragraphs(*(f"{number}. States of the region agreed\nto lower the fees of {place}." for number, place in enumerate(places, start)), top=560)]
    for start, places in ((1, ("ports", "roads", "rails")), (4, ("locks", "tolls", "mines")))
]  # fmt: skip
TEXT_FILES = [folder for folder in folders() if source_of(folder).suffix == ".txt"]
OTHER_FILES = [folder for folder in folders() if source_of(folder).suffix != ".txt"]
MUTATIONS_EACH = 3
UNITS = {
    "word": re.compile(r"\S+"),
    "line": re.compile(r"[^\n]*\w[^\n]*"),
    "paragraph": re.compile(r"(?:[^\n]*\S[^\n]*\n?)+"),
}


def documents():
    """Return (name, content) of twenty documents of every format."""
    chosen = [*OTHER_FILES, *TEXT_FILES]
    corpus = [(source_of(folder).name, source_of(folder).read_bytes()) for folder in chosen]
    return [("pages.pdf", printed(*PDF_PAGES)), *corpus][:20]


def removed(text, first, second):
    return text[: first[0]] + text[first[1] :]


def doubled(text, first, second):
    start, end = first
    return f"{text[:end]}\n{text[start:]}"


def transposed(text, first, second):
    (start, end), (next_start, next_end) = first, second
    parts = text[:start], text[next_start:next_end], text[end:next_start], text[start:end]
    return "".join((*parts, text[next_end:]))


def forms(text):
    return [word.form for word in words_of(text)]


def mutated(text, unit, mutate, chance):
    """Yield the text mutated at some places, where that changes its words."""
    spans = [match.span() for match in UNITS[unit].finditer(text)]
    for first, second in chance.sample(
        list(zip(spans, spans[1:], strict=False)), min(MUTATIONS_EACH, len(spans) - 1)
    ):
        changed = mutate(text, first, second)
        if forms(changed) != forms(text):
            yield changed


@pytest.mark.parametrize(("name", "content"), documents(), ids=lambda value: "")
def test_a_reader_that_reads_right_is_confirmed(name, content):
    source = readers.read(name, content)

    assert compare_again(name, content, source) == ()


@pytest.mark.parametrize("mutate", [removed, doubled, transposed])
@pytest.mark.parametrize("unit", UNITS)
def test_every_defect_of_a_reader_is_reported(unit, mutate):
    chance = random.Random(unit)
    unreported, tried = [], 0
    for name, content in documents():
        source = readers.read(name, content)
        theirs = second_extraction.extract(name, content)
        for text in mutated(source.text, unit, mutate, chance):
            tried += 1
            if not compare(replace(source, text=text), theirs):
                unreported.append((name, text))

    assert unreported == []
    assert tried >= 30


def test_the_documents_have_every_format():
    names = [name for name, _ in documents()]

    assert len(names) == 20
    assert {name.rpartition(".")[2] for name in names} == {"docx", "html", "md", "pdf", "txt"}


def change_first_page(pages, change):
    first, *rest = pages
    lines = list(first.lines)
    change(lines)
    return [replace(first, lines=tuple(lines)), *rest]


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        (lambda lines: lines.pop(2), DisagreementKind.MISSING),
        (lambda lines: lines.insert(2, lines[2]), DisagreementKind.ADDED),
        (lambda lines: lines.insert(2, lines.pop(3)), DisagreementKind.ORDER),
        (lambda lines: lines.append(lines.pop(0)), DisagreementKind.ORDER),
    ],
)
def test_a_pdf_reader_that_loses_doubles_or_moves_a_line_is_flagged_on_its_page(
    monkeypatch, change, kind
):
    content, read_pages = printed(*PDF_PAGES), pdf.read_pages
    monkeypatch.setattr(
        pdf, "read_pages", lambda *arguments: change_first_page(read_pages(*arguments), change)
    )
    source = readers.read("r.pdf", content)

    found = compare_again("r.pdf", content, source)

    assert {(item.kind, item.page) for item in found} == {(kind, 1)}


@pytest.fixture
def two_columns():
    words = ["tides", "fees", "ports", "locks", "tolls", "mines", "roads", "rails"]
    lines = [f"Of {word} the states of the region said much" for word in words]
    left = [Type(line, 600 - 14 * index, 60) for index, line in enumerate(lines)]
    right = [
        Type(line.replace("said", "wrote"), 600 - 14 * index, 330)
        for index, line in enumerate(lines)
    ]
    return printed([*left, *right])


def test_two_columns_that_are_read_one_by_one_are_confirmed(two_columns):
    source = readers.read("r.pdf", two_columns)

    assert source.text.index("tides the states of the region wrote") > source.text.index("rails")
    assert compare_again("r.pdf", two_columns, source) == ()


def test_two_columns_that_are_read_across_are_flagged(two_columns, monkeypatch):
    monkeypatch.setattr(
        page_columns,
        "in_reading_order",
        lambda lines: sorted(lines, key=lambda line: -line.baseline),
    )
    source = readers.read("r.pdf", two_columns)

    found = compare_again("r.pdf", two_columns, source)

    assert {(item.kind, item.page) for item in found} == {(DisagreementKind.ORDER, 1)}


def test_a_file_that_the_second_extraction_cannot_read_is_uncertain_as_a_whole():
    (item,) = compare_again("r.pdf", b"%PDF-", Source("r.pdf", "application/pdf", "Text."))

    assert (item.kind, item.start, item.end, item.theirs) == (
        DisagreementKind.NOT_COMPARED,
        0,
        5,
        "the second extraction failed",
    )


def test_a_second_extraction_that_takes_too_long_ends(monkeypatch):
    def extract(content):
        while True:
            pass

    monkeypatch.setattr(text_extraction, "extract", extract)
    monkeypatch.setattr(proof, "LEAST_SECONDS", 0.01)

    (item,) = compare_again("r.txt", b"Text.", Source("r.txt", "text/plain", "Text."))

    assert (item.kind, item.theirs) == (
        DisagreementKind.NOT_COMPARED,
        "the second extraction takes too long",
    )


def test_the_time_of_the_second_extraction_grows_with_the_text():
    seconds = [
        proof.seconds_for(Source("r.txt", "text/plain", "x" * length))
        for length in (0, 100_000, 1_500_000)
    ]

    assert seconds == [2, 4, 8]

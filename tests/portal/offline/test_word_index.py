"""The words of the offline copy, and the files in which they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.offline.word_index import WordIndex, encode, fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [("Việt Nam", "viet nam"), ("Đà Nẵng", "da nang"), ("Łódź", "lodz"), ("แรงงาน", "แรงงาน")],
)
def test_marks_and_case_do_not_count(text, folded):
    assert fold(text) == folded


def test_every_word_has_the_documents_that_contain_it():
    index = WordIndex()
    index.add(0, ["Fees, fees"])
    index.add(40, ["No fées", "Ana Cruz"])

    assert list(index.files()) == [{"ana": "14", "cruz": "14", "fees": "0 14", "no": "14"}]


@given(st.sets(st.integers(0, 10**7), min_size=1))
def test_numbers_are_read_back_as_the_script_reads_them(numbers):
    last, read = 0, []
    for part in encode(sorted(numbers)).split(" "):
        last += int(part, 36)
        read.append(last)

    assert read == sorted(numbers)


def test_words_are_cut_into_files_in_their_order(monkeypatch):
    monkeypatch.setattr("portal.offline.word_index.CHARACTERS_PER_FILE", 10)
    index = WordIndex()
    index.add(0, ["delta charlie bravo alpha"])

    assert [list(words) for words in index.files()] == [["alpha", "bravo"], ["charlie", "delta"]]

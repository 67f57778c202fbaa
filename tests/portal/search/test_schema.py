"""The index cuts a text exactly where the reader's query is cut."""

import tantivy
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.search.schema import CLUSTER, LONGEST_WORD, WORD, as_stems, as_written
from portal.search.words import words_of

ONLY_CUT = tantivy.TextAnalyzerBuilder(
    tantivy.Tokenizer.regex(f"{CLUSTER}|{WORD}")
).build()
# Assigned characters only: which are newer letters, two programs may not agree on.
ANY_TEXT = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs", "Cn", "Co"], max_codepoint=0x2FFF),
        st.characters(categories=["L", "M"], min_codepoint=0xE00, max_codepoint=0x17FF),
        st.sampled_from(" -.'"),
    )
).filter(lambda text: "\u0ece" not in text)


@settings(max_examples=500)
@given(ANY_TEXT)
def test_both_cut_any_text_alike(text):
    cut = [word.lower() for word in ONLY_CUT.analyze(text)]

    assert [word.lower() for word in words_of(text)] == cut


def test_stems_stand_where_the_words_as_written_stand():
    text = f"Workers' rights in Điện Biên, แรงงาน, naïve {'x' * (LONGEST_WORD + 5)} end"

    written, stems = (
        [
            (one.char_offset_from, one.char_offset_to)
            for one in cut.pre_tokenize(text).tokens
        ]
        for cut in (as_written(), as_stems())
    )

    assert written == stems


def test_diacritics_and_case_are_folded():
    assert as_written().analyze("Điện ÉLAN naïve") == ["dien", "elan", "naive"]

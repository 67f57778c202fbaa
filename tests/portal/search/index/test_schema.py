"""The index schema: its analyzers split a text exactly where the query tokenizer does."""

import tantivy
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.search.index.schema import CLUSTER, MAX_WORD_LENGTH, WORD, exact_analyzer, stem_analyzer
from portal.search.query.tokenizer import split_words

TOKENIZER_ONLY = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.regex(f"{CLUSTER}|{WORD}")).build()
# Assigned characters only: the two Unicode versions may differ on newer letters.
ANY_TEXT = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs", "Cn", "Co"], max_codepoint=0x2FFF),
        st.characters(categories=["L", "M"], min_codepoint=0xE00, max_codepoint=0x17FF),
        st.sampled_from(" -.'"),
    )
).filter(lambda text: "\u0ece" not in text)


@settings(max_examples=500)
@given(ANY_TEXT)
def test_the_index_analyzer_and_the_query_tokenizer_split_any_text_alike(text):
    tokens = [word.lower() for word in TOKENIZER_ONLY.analyze(text)]

    assert [word.lower() for word in split_words(text)] == tokens


def test_stemmed_tokens_have_the_offsets_of_the_exact_tokens():
    text = f"Workers' rights in Điện Biên, แรงงาน, naïve {'x' * (MAX_WORD_LENGTH + 5)} end"

    exact, stems = (
        [
            (token.char_offset_from, token.char_offset_to)
            for token in analyzer.pre_tokenize(text).tokens
        ]
        for analyzer in (exact_analyzer(), stem_analyzer())
    )

    assert exact == stems


def test_the_exact_analyzer_folds_diacritics_and_case():
    assert exact_analyzer().analyze("Điện ÉLAN naïve") == ["dien", "elan", "naive"]

"""The schema of the index: fields, tokenizers, and the fingerprint of both."""

import hashlib
from functools import cache

import tantivy

# Thai, Lao, Burmese, Khmer and Chinese are written without spaces between words. Each letter
# with its marks is a token of its own, and a word is searched as a phrase.
UNSPACED = (
    r"[\u{e00}-\u{eff}\u{1000}-\u{109f}\u{a9e0}-\u{a9ff}\u{aa60}-\u{aa7f}"
    r"\u{1780}-\u{17ff}\u{3400}-\u{4dbf}\u{4e00}-\u{9fff}]"
)
LETTERS = r"[\p{L}\p{N}\p{M}]"
CLUSTER = rf"[{LETTERS}&&{UNSPACED}]\p{{M}}*"
WORD = rf"[{LETTERS}--{UNSPACED}]+"

# Full-text fields, each indexed twice: stemmed, and unstemmed for phrases.
STEMMED = {"text": "text_as_written", "speakers": "speakers_as_written"}
# Stems of the texts of reports in another language, marked with the language: foreign_stems.py.
FOREIGN_STEMS = "foreign_stems"
# By language subtag. English is the language of STEMMED.
STEMMERS = {
    "ar": "arabic",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "es": "spanish",
    "fi": "finnish",
    "fr": "french",
    "hu": "hungarian",
    "it": "italian",
    "nb": "norwegian",
    "nl": "dutch",
    "nn": "norwegian",
    "no": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
}
# Other spellings of the words of a text: compounds.py.
COMPOUNDS, INITIALISMS = "compounds", "initialisms"
# Text fields that only a field of the query syntax searches (`theme:recruitment`).
NAME_FIELDS = (
    *("organization_names", "report_names", "theme_names"),
    *("level_names", "year_names"),
)
# Facet fields: whole values.
CHOICES = (
    *("record_type", "level", "theme", "organization", "addressee", "instrument"),
    *("report", "series", "year", "speaker", "session", "session_kind", "voice"),
    *("country", "kind", "standing", "group", "language"),
    *("issuer", "repeated"),
    # Without those that speak for it.
    "organization_alone",
    # The status of each theme assignment, and the themes by status.
    *("theme_status", "theme_confirmed", "theme_suggested"),
)
# What records of follow-up say of a recommendation, by facet, and the field with all values of it as one
# text: counting one value of each document takes a quarter of the time.
FOLLOW_UP_SETS = {name: f"{name}_set" for name in ("status", "response", "side", "round")}
SET_SEPARATOR = " "
# Combined values of one record, and the submissions with records: see follow_up_terms.
FOLLOW_UP, SUBMISSION = "follow_up", "submission"
# Whole values that are not counted.
TERMS = (*FOLLOW_UP_SETS, FOLLOW_UP, SUBMISSION)
# The first day on which something is due, and the same for each combination of values: sparse columns.
DUE, DUE_OF = "due", "due_of"
DUE_FIELDS = (DUE, DUE_OF)
# The field of the primary key, where it is not "key": a contribution is a statement as well.
KEY_FIELDS = {"contribution": "contribution_key"}
# Sort fields by workshop; the documents of a report keep the document order.
SORT_FIELDS = ("newest", "oldest", "added", "last_changed", "by_level", "by_reference")
MAX_WORD_LENGTH = 60
# Increase it whenever documents.py changes the content of documents.
EDITION = 13


def analyzer() -> tantivy.TextAnalyzerBuilder:
    return (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.regex(f"{CLUSTER}|{WORD}"))
        .filter(tantivy.Filter.remove_long(MAX_WORD_LENGTH))
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.ascii_fold())
    )


@cache
def exact_analyzer() -> tantivy.TextAnalyzer:
    return analyzer().build()


@cache
def stem_analyzer() -> tantivy.TextAnalyzer:
    return analyzer().filter(tantivy.Filter.stemmer("english")).build()


@cache
def foreign_stem_analyzer(language: str) -> tantivy.TextAnalyzer:
    # These stemmers need the accents that the others fold first.
    return (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.regex(f"{CLUSTER}|{WORD}"))
        .filter(tantivy.Filter.remove_long(MAX_WORD_LENGTH))
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.stemmer(STEMMERS[language]))
        .filter(tantivy.Filter.ascii_fold())
        .build()
    )


@cache
def schema() -> tantivy.Schema:
    return builder().build()


def builder() -> tantivy.SchemaBuilder:
    """Return a builder with all fields; the archive's index adds its own after these."""
    builder = tantivy.SchemaBuilder()
    # Primary keys of the record and of its report.
    builder.add_unsigned_field("key", fast=True)
    for name in KEY_FIELDS.values():
        builder.add_unsigned_field(name, fast=True)
    builder.add_unsigned_field("report_key", indexed=True, fast=True)
    for name in SORT_FIELDS:
        builder.add_unsigned_field(name, fast=True)
    for stemmed, exact in STEMMED.items():
        builder.add_text_field(stemmed, tokenizer_name="stems")
        builder.add_text_field(exact, tokenizer_name="written")
    builder.add_text_field(FOREIGN_STEMS, tokenizer_name="spaces")
    builder.add_text_field(COMPOUNDS, tokenizer_name="stems")
    for name in (*NAME_FIELDS, INITIALISMS):
        builder.add_text_field(name, tokenizer_name="written")
    for name in (*CHOICES, *FOLLOW_UP_SETS.values()):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    for name in TERMS:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field(DUE, indexed=True, fast=True)
    builder.add_json_field(DUE_OF, fast=True, tokenizer_name="raw", index_option="basic")
    return builder


def register_tokenizers(index: tantivy.Index) -> None:
    index.register_tokenizer("stems", stem_analyzer())
    index.register_tokenizer("written", exact_analyzer())
    spaces = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace())
    index.register_tokenizer("spaces", spaces.build())


@cache
def fingerprint() -> str:
    """Return a hash of everything that an existing index must have been built with."""
    texts = (STEMMED, FOREIGN_STEMS, STEMMERS, NAME_FIELDS)
    fields = (*texts, CHOICES, SORT_FIELDS, KEY_FIELDS, TERMS, FOLLOW_UP_SETS, DUE_FIELDS)
    parts = (EDITION, tantivy.__version__, CLUSTER, WORD, MAX_WORD_LENGTH, fields)
    return hashlib.sha256(repr(parts).encode()).hexdigest()

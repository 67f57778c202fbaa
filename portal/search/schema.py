"""What the index knows of a place, and how it cuts text into words."""

import hashlib
from functools import cache

import tantivy

# Thai and Lao, Burmese, Khmer, Chinese: written without blanks between words. Every letter of
# theirs is a word of its own, with the marks upon it, and a word of theirs is a phrase.
UNSPACED = (
    r"[\u{e00}-\u{eff}\u{1000}-\u{109f}\u{a9e0}-\u{a9ff}\u{aa60}-\u{aa7f}"
    r"\u{1780}-\u{17ff}\u{3400}-\u{4dbf}\u{4e00}-\u{9fff}]"
)
LETTERS = r"[\p{L}\p{N}\p{M}]"
CLUSTER = rf"[{LETTERS}&&{UNSPACED}]\p{{M}}*"
WORD = rf"[{LETTERS}--{UNSPACED}]+"

# The words of a place, each cut twice: as stems, and as written for phrases.
STEMMED = {"text": "text_as_written", "speakers": "speakers_as_written"}
# What only a field of the reader's query looks into.
NAMED = (
    *("organization_names", "report_names", "theme_names"),
    *("level_names", "year_names"),
)
# Choices: whole values, counted as facets.
CHOICES = (
    *("kind", "level", "theme", "organization", "addressee", "instrument"),
    *("report", "series", "year", "speaker", "session", "session_kind", "voice"),
    "standing",
    # Of the themes of a place: the status of each, and those of either status.
    *("theme_status", "theme_confirmed", "theme_suggested"),
)
# Orders of workshops; within one, places stand as printed.
ORDERS = ("newest", "oldest", "last_changed")
LONGEST_WORD = 60
# Raise it whenever documents.py says something else of a place than before.
EDITION = 9


def cutter() -> tantivy.TextAnalyzerBuilder:
    return (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.regex(f"{CLUSTER}|{WORD}"))
        .filter(tantivy.Filter.remove_long(LONGEST_WORD))
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.ascii_fold())
    )


@cache
def as_written() -> tantivy.TextAnalyzer:
    return cutter().build()


@cache
def as_stems() -> tantivy.TextAnalyzer:
    return cutter().filter(tantivy.Filter.stemmer("english")).build()


@cache
def schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    # Of the record in its own table, and of its report.
    builder.add_unsigned_field("key", fast=True)
    builder.add_unsigned_field("report_key", indexed=True, fast=True)
    for name in ORDERS:
        builder.add_unsigned_field(name, fast=True)
    for stems, written in STEMMED.items():
        builder.add_text_field(stems, tokenizer_name="stems")
        builder.add_text_field(written, tokenizer_name="written")
    for name in NAMED:
        builder.add_text_field(name, tokenizer_name="written")
    for name in CHOICES:
        builder.add_text_field(
            name, tokenizer_name="raw", index_option="basic", fast=True
        )
    return builder.build()


def register_cutters(index: tantivy.Index) -> None:
    index.register_tokenizer("stems", as_stems())
    index.register_tokenizer("written", as_written())


@cache
def fingerprint() -> str:
    """Return what an index must have been built with to be of use."""
    fields = (STEMMED, NAMED, CHOICES, ORDERS)
    parts = (EDITION, tantivy.__version__, CLUSTER, WORD, LONGEST_WORD, fields)
    return hashlib.sha256(repr(parts).encode()).hexdigest()

"""From the reader's query to the engine's: which words of the index each of its words may be."""

import re
from functools import singledispatch

from tantivy import Occur, Query

from portal.search import schema
from portal.search.nodes import All, Either, Field, Near, Node, Phrase, Without, Word
from portal.search.spelling import variants

SPEAKER_BOOST = 2.0
# Words that stand close together, in their order, are more likely to be what is meant.
TOGETHER_BOOST = 2.0
WORDS_BETWEEN = 3
FIELDS = {
    "speaker": "speakers_as_written",
    "organization": "organization_names",
    "report": "report_names",
    "level": "level_names",
    "theme": "theme_names",
    "year": "year_names",
}


@singledispatch
def compiled(node: Node) -> Query:
    """Return the engine's query for the reader's."""
    raise TypeError(f"{node!r} is no part of a query")


@compiled.register
def _(node: Word) -> Query:
    if node.prefix:
        return anywhere(lambda stems, written: beginning(written, node.text))
    forms = forms_of(node.text)
    if not forms:
        return Query.empty_query()
    return anywhere(lambda stems, written: either([term(stems, one) for one in forms]))


@compiled.register
def _(node: Phrase) -> Query:
    return anywhere(lambda stems, written: phrase(written, node.words))


@compiled.register
def _(node: Near) -> Query:
    return near("text", node.words)


@compiled.register
def _(node: All) -> Query:
    parts = [
        (Occur.MustNot, compiled(one.part))
        if isinstance(one, Without)
        else (Occur.Must, compiled(one))
        for one in node.parts
    ]
    if all(occur == Occur.MustNot for occur, _ in parts):
        parts.append((Occur.Must, Query.all_query()))
    words = [one.text for one in node.parts if isinstance(one, Word) and not one.prefix]
    if len(words) > 1:
        together = Query.boost_query(near("text", tuple(words)), TOGETHER_BOOST)
        parts.append((Occur.Should, together))
    return Query.boolean_query(parts)


@compiled.register
def _(node: Either) -> Query:
    return either([compiled(one) for one in node.parts])


@compiled.register
def _(node: Without) -> Query:
    return compiled(All((node,)))


@compiled.register
def _(node: Field) -> Query:
    name = FIELDS[node.name]
    if isinstance(node.part, Phrase):
        return phrase(name, node.part.words)
    if node.part.prefix:
        return beginning(name, node.part.text)
    word = node.part.text
    return either([phrase(name, (one,)) for one in (word, *variants(word))])


def anywhere(in_field) -> Query:
    """Look into the words of a place and into the names of its speakers; the better one counts."""
    text, speakers = (in_field(*pair) for pair in schema.STEMMED.items())
    return Query.disjunction_max_query(
        [text, Query.boost_query(speakers, SPEAKER_BOOST)]
    )


def either(queries: list[Query]) -> Query:
    if len(queries) == 1:
        return queries[0]
    return Query.boolean_query([(Occur.Should, query) for query in queries])


def term(name: str, word: str) -> Query:
    return Query.term_query(schema.schema(), name, word)


def phrase(name: str, words: tuple[str, ...]) -> Query:
    written = schema.as_written().analyze(" ".join(words))
    if not written:
        return Query.empty_query()
    if len(written) == 1:
        return term(name, written[0])
    return Query.phrase_query(schema.schema(), name, written)


def near(name: str, words: tuple[str, ...]) -> Query:
    stems = schema.as_stems().analyze(" ".join(words))
    if len(stems) < 2:
        return either([term(name, stem) for stem in stems] or [Query.empty_query()])
    return Query.phrase_query(schema.schema(), name, stems, slop=WORDS_BETWEEN)


def beginning(name: str, letters: str) -> Query:
    folded = "".join(schema.as_written().analyze(letters))
    if not folded:
        return Query.empty_query()
    return Query.regex_query(schema.schema(), name, f"{re.escape(folded)}.*")


def forms_of(word: str) -> list[str]:
    """Return the stems that stand for a word in all its spellings."""
    stems = (stem_of(one) for one in (word, *variants(word)))
    return [stem for stem in dict.fromkeys(stems) if stem]


def stem_of(word: str) -> str:
    """Return the stem of one word, or nothing for what the index would not keep."""
    return next(iter(schema.as_stems().analyze(word)), "")


def common_stem(word: str) -> str:
    """Return one stem for all spellings of a word."""
    return stem_of(min(word, *variants(word))) if variants(word) else stem_of(word)

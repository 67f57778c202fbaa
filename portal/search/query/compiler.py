"""Compile the syntax tree of a query to a tantivy query."""

import re
from collections.abc import Callable, Collection, Sequence
from functools import lru_cache, singledispatch
from itertools import islice, product

from tantivy import Occur, Query

from portal.search.index import schema
from portal.search.index.foreign_stems import stems_in
from portal.search.query.ast import (
    STOP_WORDS,
    And,
    Field,
    Node,
    Not,
    Or,
    Phrase,
    Proximity,
    Value,
    Weighted,
    Word,
)
from portal.search.query.variants import variants

Languages = Collection[str]
SPEAKER_BOOST = 2.0
# Words close together and in order are more likely what is meant.
PROXIMITY_BOOST = 2.0
PROXIMITY_SLOP = 3
# Each is a phrase of its own.
MAX_SPELLINGS = 4
MAX_CACHED_STEMS = 10_000
FIELDS = {
    "speaker": "speakers_as_written",
    "organization": "organization_names",
    "report": "report_names",
    "level": "level_names",
    "theme": "theme_names",
    "year": "year_names",
    "initialism": schema.INITIALISMS,
}


@singledispatch
def compile_query(node: Node, languages: Languages = ()) -> Query:
    """Return the query of the engine.

    Words are searched by their English stems, and by those of `languages`.
    """
    raise TypeError(f"{node!r} is not part of a query")


@compile_query.register
def _(node: Word, languages: Languages = ()) -> Query:
    if node.prefix:
        return all_fields(lambda stemmed, exact: prefix_query(exact, node.text))
    stems = stem_variants(node.text)
    if not stems:
        return Query.empty_query()
    return all_fields(
        lambda stemmed, exact: or_query([term_query(stemmed, stem) for stem in stems]),
        [
            *(
                term_query(schema.FOREIGN_STEMS, stem)
                for language in languages
                for stem in stems_in(language, node.text)
            ),
            *(term_query(schema.COMPOUNDS, stem) for stem in stems),
        ],
    )


@compile_query.register
def _(node: Phrase, languages: Languages = ()) -> Query:
    return all_fields(lambda stemmed, exact: phrase_query(exact, node.words))


@compile_query.register
def _(node: Proximity, languages: Languages = ()) -> Query:
    return proximity_query("text", node.words)


@compile_query.register
def _(node: And, languages: Languages = ()) -> Query:
    clauses = [
        (Occur.MustNot, compile_query(part.part, languages))
        if isinstance(part, Not)
        else (Occur.Must, compile_query(part, languages))
        for part in node.parts
    ]
    if all(occur == Occur.MustNot for occur, _ in clauses):
        clauses.append((Occur.Must, Query.all_query()))
    words = [part.text for part in node.parts if isinstance(part, Word) and not part.prefix]
    if len(words) > 1:
        proximity = Query.boost_query(proximity_query("text", tuple(words)), PROXIMITY_BOOST)
        clauses.append((Occur.Should, proximity))
    return Query.boolean_query(clauses)


@compile_query.register
def _(node: Or, languages: Languages = ()) -> Query:
    return or_query([compile_query(part, languages) for part in node.parts])


@compile_query.register
def _(node: Not, languages: Languages = ()) -> Query:
    return compile_query(And((node,)), languages)


@compile_query.register
def _(node: Field, languages: Languages = ()) -> Query:
    name = FIELDS[node.name]
    if isinstance(node.part, Phrase):
        return phrase_query(name, node.part.words)
    if node.part.prefix:
        return prefix_query(name, node.part.text)
    word = node.part.text
    return or_query([phrase_query(name, (spelling,)) for spelling in (word, *variants(word))])


@compile_query.register
def _(node: Weighted, languages: Languages = ()) -> Query:
    raised = Query.const_score_query(Query.all_query(), node.weight)
    part = compile_query(node.part, languages)
    return Query.boolean_query([(Occur.Must, part), (Occur.Must, raised)])


@compile_query.register
def _(node: Value, languages: Languages = ()) -> Query:
    of_facet = Query.term_set_query(schema.schema(), node.facet, list(node.values))
    return Query.const_score_query(of_facet, node.weight)


def all_fields(field_query: Callable[[str, str], Query], others: Sequence[Query] = ()) -> Query:
    """Combine the queries of text and speaker names with the others; the highest score counts.

    `field_query` takes the names of the stemmed and of the exact field.
    """
    text, speakers = (field_query(*names) for names in schema.STEMMED.items())
    named = Query.boost_query(speakers, SPEAKER_BOOST)
    return Query.disjunction_max_query([text, named, *others])


def or_query(queries: list[Query]) -> Query:
    if len(queries) == 1:
        return queries[0]
    return Query.boolean_query([(Occur.Should, query) for query in queries])


def term_query(name: str, word: str) -> Query:
    return Query.term_query(schema.schema(), name, word)


def phrase_query(name: str, words: tuple[str, ...]) -> Query:
    tokens = schema.exact_analyzer().analyze(" ".join(words))
    if not tokens:
        return Query.empty_query()
    if len(tokens) == 1:
        return term_query(name, tokens[0])
    return Query.phrase_query(schema.schema(), name, tokens)


def proximity_query(name: str, words: tuple[str, ...]) -> Query:
    """Return the query for the words close together and in order."""
    return or_query([near_query(name, stems) for stems in proximity_stems(words)])


def near_query(name: str, stems: list[str]) -> Query:
    if len(stems) < 2:
        return term_query(name, stems[0]) if stems else Query.empty_query()
    return Query.phrase_query(schema.schema(), name, stems, slop=PROXIMITY_SLOP)


def proximity_stems(words: tuple[str, ...]) -> list[list[str]]:
    """Return the stems of the words without small words, once for each regional spelling."""
    content = [word for word in words if word not in STOP_WORDS] or words
    alternatives = filter(None, map(stem_variants, content))
    return [list(stems) for stems in islice(product(*alternatives), MAX_SPELLINGS)]


def prefix_query(name: str, prefix: str) -> Query:
    folded = "".join(schema.exact_analyzer().analyze(prefix))
    if not folded:
        return Query.empty_query()
    return Query.regex_query(schema.schema(), name, f"{re.escape(folded)}.*")


@lru_cache(maxsize=MAX_CACHED_STEMS)
def stem_variants(word: str) -> tuple[str, ...]:
    """Return the stems of a word in all its regional spellings."""
    stems = [stem(spelling) for spelling in (word, *variants(word))]
    return tuple(filter(None, dict.fromkeys(stems)))


def stem(word: str) -> str:
    """Return the stem of a word, or "" if the index drops it."""
    return next(iter(schema.stem_analyzer().analyze(word)), "")


def canonical_stem(word: str) -> str:
    """Return the same stem for all regional spellings of a word."""
    return stem(min(word, *variants(word))) if variants(word) else stem(word)

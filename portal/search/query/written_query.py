"""Write a syntax tree as text and read it back, so that an address can state what was searched.

The query language cannot say what synonyms and names add to a query. Words stand for themselves,
`"two words"` for a phrase, `'two words'` for one that was not quoted, `~"two words"` for words close
together, `theme=a,b` for values of a facet and `speaker:word` for a field; `(a b)` needs all parts,
`[a b]` any of them, and `-` excludes the next.
"""

import re
from collections import deque

from portal.search.query.ast import (
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
from portal.search.query.parser import FIELDS, MAX_DEPTH, MAX_PREFIXES
from portal.search.query.tokenizer import RUN

MAX_WRITTEN_LENGTH = 2000
MAX_WRITTEN_TERMS = 150
# A parenthesis of a typed query is up to three nodes: not, any and all.
MAX_WRITTEN_DEPTH = 3 * MAX_DEPTH + 5
# A query that was loosened names its words once more.
MAX_WRITTEN_PREFIXES = 2 * MAX_PREFIXES
# Facets of which a query may name values.
VALUE_FACETS = ("instrument", "kind", "level", "organization", "record_type", "theme", "voice")
FIELD_NAMES = sorted({*FIELDS.values(), "initialism"})
TERM = rf"""
    (?P<word>{RUN})(?P<star>\*)?
    | (?P<close>~?)"(?P<phrase>{RUN}(?:\ {RUN})*)"
    | '(?P<unquoted>{RUN}(?:\ {RUN})*)'
"""
TOKENS = re.compile(
    rf"""
    \s*(?:
        (?P<mark>[()\[\]-])
        | (?P<facet>{"|".join(VALUE_FACETS)})=(?P<values>[\w.-]+(?:,[\w.-]+)*)
        | (?:(?P<field>{"|".join(FIELD_NAMES)}):)?(?:{TERM})
    )\s*
    """,
    re.VERBOSE,
)


class UnreadableQueryError(ValueError):
    """The text is not a query that `write_query` has written."""


def write_readable(root: Node) -> str | None:
    """Return the text of a query, or None if it is too long to be read back."""
    text = write_query(root)
    try:
        read_query(text)
    except UnreadableQueryError:
        return None
    return text


def write_query(root: Node) -> str:
    match root:
        case And(parts):
            return f"({' '.join(map(write_query, parts))})"
        case Or(parts):
            return f"[{' '.join(map(write_query, parts))}]"
        case Not(part):
            return f"-{write_query(part)}"
        case Weighted(part):
            # What is found does not depend on weights.
            return write_query(part)
        case _:
            return write_term(root)


def write_term(term: Node) -> str:
    text = ""
    match term:
        case Word(word, prefix):
            text = f"{word}*" if prefix else word
        case Phrase(words, is_quoted):
            mark = '"' if is_quoted else "'"
            text = f"{mark}{' '.join(words)}{mark}"
        case Proximity(words):
            text = f'~"{" ".join(words)}"'
        case Field(name, part):
            text = f"{name}:{write_term(part)}"
        case Value(facet, values):
            text = f"{facet}={','.join(values)}"
    return text


def read_query(text: str) -> Node:
    """Return the syntax tree. Raise UnreadableQueryError for a text that is none, or too long."""
    if len(text) > MAX_WRITTEN_LENGTH:
        raise UnreadableQueryError
    tokens = deque(tokenize(text))
    terms = [token for token in tokens if not isinstance(token, str)]
    if len(terms) > MAX_WRITTEN_TERMS or sum(map(is_prefix, terms)) > MAX_WRITTEN_PREFIXES:
        raise UnreadableQueryError
    root = read_node(tokens, depth=0)
    if tokens:
        raise UnreadableQueryError
    return root


def is_prefix(term: Node) -> bool:
    word = term.part if isinstance(term, Field) else term
    return isinstance(word, Word) and word.prefix


def tokenize(text: str) -> list[str | Node]:
    """Return the marks and terms of the text."""
    tokens: list[str | Node] = []
    position = 0
    while position < len(text):
        match = TOKENS.match(text, position)
        if match is None:
            raise UnreadableQueryError
        tokens.append(match["mark"] or term_of(match))
        position = match.end()
    return tokens


def term_of(match: re.Match[str]) -> Node:
    if match["facet"]:
        return Value(match["facet"], tuple(match["values"].split(",")))
    part: Word | Phrase
    if match["word"]:
        part = Word(match["word"], prefix=bool(match["star"]))
    elif match["close"]:
        if match["field"]:
            raise UnreadableQueryError
        return Proximity(tuple(match["phrase"].split(" ")))
    else:
        words = match["phrase"] or match["unquoted"]
        part = Phrase(tuple(words.split(" ")), is_quoted=bool(match["phrase"]))
    return Field(match["field"], part) if match["field"] else part


def read_node(tokens: deque[str | Node], depth: int) -> Node:
    if not tokens or depth > MAX_WRITTEN_DEPTH:
        raise UnreadableQueryError
    match tokens.popleft():
        case "-":
            return Not(read_node(tokens, depth + 1))
        case "(":
            return And(read_parts(tokens, ")", depth))
        case "[":
            return Or(read_parts(tokens, "]", depth))
        case str():
            raise UnreadableQueryError
        case term:
            return term


def read_parts(tokens: deque[str | Node], end: str, depth: int) -> tuple[Node, ...]:
    parts: list[Node] = []
    while tokens and tokens[0] != end:
        parts.append(read_node(tokens, depth + 1))
    if not parts or not tokens:
        raise UnreadableQueryError
    tokens.popleft()
    return tuple(parts)

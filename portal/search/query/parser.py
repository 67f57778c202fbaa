"""Parse the search text into a syntax tree.

Any input is accepted: invalid syntax is searched as plain words.

All words must match: `recruitment fees`. OR binds tighter: `labor OR labour fees`. `-word` and
NOT exclude, quotation marks and parentheses group, `recruit*` matches a prefix. `speaker:`,
`organization:`, `report:`, `theme:`, `level:` and `year:` search one field.
"""

import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from portal.search.query.ast import (
    Field,
    Node,
    Phrase,
    TermBudget,
    Word,
    and_,
    apply_budget,
    not_,
    or_,
)
from portal.search.query.tokenizer import MARK, RUN, is_unspaced, split_words
from reports.text import clean_line, normalize_whitespace

MAX_LENGTH = 200
MAX_WORD_LENGTH = 40
MAX_TERMS = 12
MAX_PREFIXES = 2
MIN_PREFIX_LENGTH = 2
MAX_DEPTH = 5

FIELDS = {
    "speaker": "speaker",
    "organization": "organization",
    "organisation": "organization",
    "report": "report",
    "level": "level",
    "theme": "theme",
    "year": "year",
}
QUOTES = str.maketrans(
    "\u2018\u2019\u201a\u201b\u2032\u00b4`\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\uff02",
    '\'\'\'\'\'\'\'""""""""',
)
DOTTED_WORDS = re.compile(rf"{RUN}(?:\.{RUN})*+")
POSSESSIVE = re.compile(rf"(?<=[^\W_])'[sS](?![\w'{MARK}])")
PREFIX_END = re.compile(r"\w\*+\W*$")
TOKENS = re.compile(
    rf"""
    (?P<operator> [()] | (?<![^\s(])-(?=["(]|[^\W_]) | (?:AND|OR|NOT)(?![^\s()"]) )
    | (?: (?P<field> (?ai:{"|".join(FIELDS)}) ):(?=[^\s()]) )?
      (?: "(?P<phrase>[^"]*)" | (?P<term>[^\s()"]+) )
    | (?P<stray>")
    """,
    re.VERBOSE,
)
# (operator, None), or ("", term).
Token: TypeAlias = tuple[str, Node | None]


@dataclass(frozen=True)
class ParsedQuery:
    """The syntax tree of a text, or None for an empty query.

    `is_fallback` means that the syntax was invalid and the plain words were used. `text` is
    the parsed text: cleaned, on one line and shortened.
    """

    root: Node | None
    is_fallback: bool
    text: str


class QuerySyntaxError(ValueError):
    """The operators of a query are unbalanced or have no operand."""


def parse_query(typed: str) -> ParsedQuery:
    """Parse any text: invalid syntax is read as plain words, and terms over the limits are dropped."""
    # Unicode normalization takes quadratic time on combining marks: cut before cleaning.
    cleaned = normalize_whitespace(clean_line(typed[: 10 * MAX_LENGTH]))
    text = shorten(cleaned)
    straight = text.translate(QUOTES)
    try:
        root = parse_strictly(straight if text == cleaned else close_quotes(straight))
    except QuerySyntaxError:
        return ParsedQuery(apply_limits(and_(plain_words(straight))), True, text)
    return ParsedQuery(apply_limits(root), False, text)


def apply_limits(root: Node | None) -> Node | None:
    return apply_budget(root, TermBudget(MAX_TERMS, MAX_PREFIXES))


def shorten(text: str) -> str:
    """Cut the text to MAX_LENGTH, at a space unless the last word is very long."""
    if len(text) <= MAX_LENGTH:
        return text
    space = text.rfind(" ", MAX_LENGTH - MAX_WORD_LENGTH, MAX_LENGTH + 1)
    return text[: MAX_LENGTH if space < 0 else space]


def close_quotes(text: str) -> str:
    """Close the quotation mark and the parentheses that cutting the text has left open."""
    text += '"' * (text.count('"') % 2)
    outside = re.sub('"[^"]*"', "", text)
    return text + ")" * (outside.count("(") - outside.count(")"))


def plain_words(text: str) -> list[Node]:
    """Return the words of a text; dotted words and words of unspaced scripts become phrases."""
    runs = DOTTED_WORDS.findall(POSSESSIVE.sub(" ", text))
    return [word_or_phrase(split_words(run)) for run in runs]


def word_or_phrase(words: list[str]) -> Word | Phrase:
    return Word(words[0]) if len(words) == 1 else Phrase(tuple(words), is_quoted=False)


def parse_term(text: str) -> list[Node]:
    """Return the words of a term, which has no spaces; the last is a prefix if a star ends it."""
    nodes = plain_words(text)
    if nodes and PREFIX_END.search(text):
        nodes[-1] = as_prefix(nodes[-1])
    return nodes


def as_prefix(node: Node) -> Node:
    # In an unspaced script every character is a word: it is not a prefix of another.
    if (
        isinstance(node, Word)
        and len(node.text) >= MIN_PREFIX_LENGTH
        and not is_unspaced(node.text)
    ):
        return Word(node.text, prefix=True)
    return node


def parse_field(name: str, quoted: str | None, term: str | None) -> Node | None:
    """Return a Field, or None without words; several words of a term form a phrase."""
    words = split_words(quoted or term or "")
    if not words:
        return None
    nodes = parse_term(term or "")
    part = nodes[0] if len(nodes) == 1 else Phrase(tuple(words))
    return Field(FIELDS[name.lower()], part) if isinstance(part, Word | Phrase) else None


def tokenize(text: str) -> Iterator[Token]:
    for match in TOKENS.finditer(text):
        operator = match["operator"] or match["stray"] or ""
        yield "NOT" if operator == "-" else operator, parse_match(match)


def parse_match(match: re.Match[str]) -> Node | None:
    name, quoted, term = match.group("field", "phrase", "term")
    if name and (node := parse_field(name, quoted, term)):
        return node
    if quoted is None:
        return and_(parse_term(f"{name or ''}:{term or ''}"))
    words = split_words(quoted)
    return Phrase(tuple(words)) if words else None


def check_nesting(tokens: Iterable[Token]) -> Iterator[Token]:
    """Drop tokens nested deeper than MAX_DEPTH. Raise QuerySyntaxError if unbalanced."""
    depth = 0
    for operator, node in tokens:
        depth_before = depth
        depth += {"(": 1, ")": -1}.get(operator, 0)
        if depth < 0:
            raise QuerySyntaxError
        if max(depth_before, depth) <= MAX_DEPTH:
            yield operator, node
    if depth:
        raise QuerySyntaxError


def parse_strictly(text: str) -> Node | None:
    """Return the syntax tree, or raise QuerySyntaxError."""
    parser = Parser(deque(check_nesting(tokenize(text))))
    return parser.parse_and()


@dataclass
class Parser:
    """A recursive descent parser; each method parses one rule, loosest binding first."""

    tokens: deque[Token]

    def parse_and(self) -> Node | None:
        parts: list[Node | None] = []
        while self.tokens and self.tokens[0][0] != ")":
            if parts:
                self.accept("AND")
            parts.append(self.parse_or())
        return and_(parts)

    def parse_or(self) -> Node | None:
        parts = [self.parse_operand()]
        while self.accept("OR"):
            parts.append(self.parse_operand())
        return or_(parts)

    def parse_operand(self) -> Node | None:
        if self.accept("NOT"):
            return not_(self.parse_operand())
        if self.accept("("):
            inner = self.parse_and()
            self.accept(")")
            return inner
        if not self.tokens or self.tokens[0][0]:
            raise QuerySyntaxError
        return self.tokens.popleft()[1]

    def accept(self, operator: str) -> bool:
        """Consume the next token if it is the operator; return whether it was."""
        is_next = bool(self.tokens) and self.tokens[0][0] == operator
        if is_next:
            self.tokens.popleft()
        return is_next

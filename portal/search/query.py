"""What the reader typed, understood once. Knows no index and no database.

Words are sought together: `recruitment fees`. OR binds tighter: `labor OR labour fees`.
-word and NOT exclude, quotation marks and parentheses group, `recruit*` begins a word,
`speaker:`, `organization:`, `report:`, `theme:`, `level:` and `year:` look in one place. Nothing typed is an error.
"""

import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from portal.search.nodes import (
    STOP_WORDS,
    All,
    Allowance,
    Either,
    Field,
    Node,
    Phrase,
    Without,
    Word,
    all_of,
    either_of,
    limited,
    without,
)
from portal.search.words import MARK, RUN, is_unspaced, words_of
from reports.text import clean_line, collapsed

__all__ = [
    "STOP_WORDS",
    "All",
    "Either",
    "Field",
    "Node",
    "Phrase",
    "Understood",
    "Without",
    "Word",
    "understand",
    "words_of",
]

LONGEST = 200
LONGEST_WORD = 40
MOST_TERMS = 12
MOST_PREFIXES = 2
SHORTEST_PREFIX = 2
DEEPEST = 5

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
PIECES = re.compile(rf"{RUN}(?:\.{RUN})*+")
POSSESSIVE = re.compile(rf"(?<=[^\W_])'[sS](?![\w'{MARK}])")
BEGINS = re.compile(r"\w\*+\W*$")
TOKENS = re.compile(
    rf"""
    (?P<sign> [()] | (?<![^\s(])-(?=["(]|[^\W_]) | (?:AND|OR|NOT)(?![^\s()"]) )
    | (?: (?P<field> (?ai:{"|".join(FIELDS)}) ):(?=[^\s()]) )?
      (?: "(?P<phrase>[^"]*)" | (?P<term>[^\s()"]+) )
    | (?P<stray>")
    """,
    re.VERBOSE,
)
# A sign, or an empty one and what is sought.
Token: TypeAlias = tuple[str, Node | None]


@dataclass(frozen=True)
class Understood:
    """What is sought (None: nothing), and whether the signs in it had to be read as plain words.

    `typed` is the text that was read: cleaned, on one line and no longer than is read.
    """

    root: Node | None
    as_plain_words: bool
    typed: str


class UnparsedError(ValueError):
    """The signs in a query do not fit together."""


def understand(typed: str) -> Understood:
    """Return what the reader asks for. No text is an error; what is too much is left out."""
    # Normalizing takes quadratic time on combining marks: nothing long is cleaned.
    cleaned = collapsed(clean_line(typed[: 10 * LONGEST]))
    text = shortened(cleaned)
    straight = text.translate(QUOTES)
    try:
        root = parsed(straight if text == cleaned else closed(straight))
    except UnparsedError:
        return Understood(bounded(all_of(pieces(straight))), True, text)
    return Understood(bounded(root), False, text)


def bounded(root: Node | None) -> Node | None:
    return limited(root, Allowance(MOST_TERMS, MOST_PREFIXES))


def shortened(text: str) -> str:
    """Return the text as far as it is read: whole words, unless the last is a long run."""
    if len(text) <= LONGEST:
        return text
    blank = text.rfind(" ", LONGEST - LONGEST_WORD, LONGEST + 1)
    return text[: LONGEST if blank < 0 else blank]


def closed(text: str) -> str:
    """Return a text that was cut with what the cut left open closed."""
    text += '"' * (text.count('"') % 2)
    outside = re.sub('"[^"]*"', "", text)
    return text + ")" * (outside.count("(") - outside.count(")"))


def pieces(text: str) -> list[Node]:
    """Return the plain words of a text; those joined by dots, or by nothing, are phrases."""
    found = PIECES.findall(POSSESSIVE.sub(" ", text))
    return [piece(words_of(one)) for one in found]


def piece(words: list[str]) -> Word | Phrase:
    return Word(words[0]) if len(words) == 1 else Phrase(tuple(words))


def term(text: str) -> list[Node]:
    """Return the words of a text without blanks, the last as a prefix if a star ends it."""
    nodes = pieces(text)
    if nodes and BEGINS.search(text):
        nodes[-1] = beginning(nodes[-1])
    return nodes


def beginning(node: Node) -> Node:
    # No word goes on after a character of a script without blanks.
    if (
        isinstance(node, Word)
        and len(node.text) >= SHORTEST_PREFIX
        and not is_unspaced(node.text)
    ):
        return Word(node.text, prefix=True)
    return node


def field(name: str, quoted: str | None, run: str | None) -> Node | None:
    """Return what is sought in one field: the words of a run stand side by side there."""
    words = words_of(quoted or run or "")
    if not words:
        return None
    nodes = term(run or "")
    part = nodes[0] if len(nodes) == 1 else Phrase(tuple(words))
    return (
        Field(FIELDS[name.lower()], part) if isinstance(part, Word | Phrase) else None
    )


def tokens_of(text: str) -> Iterator[Token]:
    """Yield the signs of a query and what stands between them."""
    for found in TOKENS.finditer(text):
        sign = found["sign"] or found["stray"] or ""
        yield "NOT" if sign == "-" else sign, sought(found)


def sought(found: re.Match[str]) -> Node | None:
    name, quoted, run = found.group("field", "phrase", "term")
    if name and (node := field(name, quoted, run)):
        return node
    if quoted is None:
        return all_of(term(f"{name or ''}:{run or ''}"))
    words = words_of(quoted)
    return Phrase(tuple(words)) if words else None


def shallow(tokens: Iterable[Token]) -> Iterator[Token]:
    """Yield what stands in few enough parentheses, which must be balanced."""
    depth = 0
    for sign, node in tokens:
        before = depth
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if depth < 0:
            raise UnparsedError
        if max(before, depth) <= DEEPEST:
            yield sign, node
    if depth:
        raise UnparsedError


def parsed(text: str) -> Node | None:
    """Return what a query asks for, or raise UnparsedError."""
    parser = Parser(deque(shallow(tokens_of(text))))
    return parser.everything()


@dataclass
class Parser:
    """Takes tokens from the left; each method takes one rule of the grammar, loosest first."""

    left: deque[Token]

    def everything(self) -> Node | None:
        parts: list[Node | None] = []
        while self.left and self.left[0][0] != ")":
            if parts:
                self.take("AND")
            parts.append(self.choice())
        return all_of(parts)

    def choice(self) -> Node | None:
        parts = [self.operand()]
        while self.take("OR"):
            parts.append(self.operand())
        return either_of(parts)

    def operand(self) -> Node | None:
        if self.take("NOT"):
            return without(self.operand())
        if self.take("("):
            inner = self.everything()
            self.take(")")
            return inner
        if not self.left or self.left[0][0]:
            raise UnparsedError
        return self.left.popleft()[1]

    def take(self, sign: str) -> bool:
        taken = bool(self.left) and self.left[0][0] == sign
        if taken:
            self.left.popleft()
        return taken

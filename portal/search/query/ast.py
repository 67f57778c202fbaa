"""The syntax tree of queries, and functions that combine nodes."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

# Dropped unless the query has nothing else: nearly every text contains them.
STOP_WORDS = (
    *("a", "an", "and", "are", "as", "at", "be", "been", "but", "by", "for", "from"),
    *("has", "have", "in", "into", "is", "it", "its", "not", "of", "on", "or", "such"),
    *("that", "the", "their", "these", "this", "to", "was", "were", "which", "with"),
)


@dataclass(frozen=True)
class Word:
    """A word as tokenized by the index; with `prefix`, every word that begins with it."""

    text: str
    prefix: bool = False


@dataclass(frozen=True)
class Phrase:
    """Consecutive words without stemming; a single word if it was quoted.

    One that was not quoted is a dotted word, or a run of a script without spaces.
    """

    words: tuple[str, ...]
    is_quoted: bool = True


@dataclass(frozen=True)
class Field:
    """A word or phrase in one field: `speaker:`, `organization:`, `report:`, `theme:`, …"""

    name: str
    part: Word | Phrase


@dataclass(frozen=True)
class Value:
    """Any of the values of a facet, such as the slugs of organizations.

    With a weight, having the value counts like having words.
    """

    facet: str
    values: tuple[str, ...]
    weight: float = 0.0


@dataclass(frozen=True)
class Proximity:
    """Stemmed words close together and in order: a synonym of several words."""

    words: tuple[str, ...]


@dataclass(frozen=True)
class Weighted:
    """A part whose score is raised by the weight: what matches it comes first."""

    part: "Node"
    weight: float


@dataclass(frozen=True)
class And:
    """All parts. Contains no other And, and a single part only if it is a Not."""

    parts: tuple["Node", ...]


@dataclass(frozen=True)
class Or:
    """At least one of two or more parts. Contains no other Or."""

    parts: tuple["Node", ...]


@dataclass(frozen=True)
class Not:
    """Everything that does not match the part. Occurs only in an And."""

    part: "Node"


Node: TypeAlias = Word | Phrase | Proximity | Field | Value | Weighted | And | Or | Not


def and_(parts: Iterable[Node | None]) -> Node | None:
    """Combine the parts, without None, and without stop words unless there is nothing else."""
    nodes: list[Node] = []
    for part in parts:
        if part:
            nodes += part.parts if isinstance(part, And) else (part,)
    nodes = [node for node in nodes if not is_stop_word(node)] or nodes
    if len(nodes) == 1 and not isinstance(nodes[0], Not):
        return nodes[0]
    return And(tuple(nodes)) if nodes else None


def is_stop_word(node: Node) -> bool:
    return isinstance(node, Word) and not node.prefix and node.text in STOP_WORDS


def or_(parts: Iterable[Node | None]) -> Node | None:
    """Combine the parts, without None."""
    nodes: list[Node] = []
    for part in parts:
        if part:
            nodes += part.parts if isinstance(part, Or) else (part,)
    return Or(tuple(nodes)) if len(nodes) > 1 else next(iter(nodes), None)


def not_(node: Node | None) -> Node | None:
    """Negate the node. A double negation cancels out."""
    match node:
        case None:
            return None
        case And((Not(part),)):
            return part
        case _:
            return And((Not(node),))


@dataclass
class TermBudget:
    """The remaining number of terms and prefixes: the cost of a search grows with both."""

    terms: int
    prefixes: int

    def spend(self, node: Node) -> bool:
        """Subtract the node, or return False if it exceeds the budget."""
        term = node.part if isinstance(node, Field) else node
        is_prefix = isinstance(term, Word) and term.prefix
        if not self.terms or (is_prefix and not self.prefixes):
            return False
        self.terms -= 1
        self.prefixes -= is_prefix
        return True


def apply_budget(node: Node | None, budget: TermBudget) -> Node | None:
    """Return the node without the terms that exceed the budget. A phrase is one term."""
    match node:
        case None:
            return None
        case And(parts):
            return and_([apply_budget(part, budget) for part in parts])
        case Or(parts):
            return or_([apply_budget(part, budget) for part in parts])
        case Not(part):
            reduced = apply_budget(part, budget)
            return Not(reduced) if reduced else None
        case _:
            return node if budget.spend(node) else None

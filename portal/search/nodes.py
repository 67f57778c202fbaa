"""What can be asked of the index, and how questions are put together from smaller ones."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

# Left out where something else is sought, since nearly every text holds them.
STOP_WORDS = (
    *("a", "an", "and", "are", "as", "at", "be", "been", "but", "by", "for", "from"),
    *("has", "have", "in", "into", "is", "it", "its", "not", "of", "on", "or", "such"),
    *("that", "the", "their", "these", "this", "to", "was", "were", "which", "with"),
)


@dataclass(frozen=True)
class Word:
    """A word as the index has it; with `prefix`, every word that begins so."""

    text: str
    prefix: bool = False


@dataclass(frozen=True)
class Phrase:
    """Words side by side, exactly as they stand. Of one word where quotation marks asked for it."""

    words: tuple[str, ...]


@dataclass(frozen=True)
class Field:
    """A word or phrase in one field: in names of speakers, organizations, reports or themes, a level, a year."""

    name: str
    part: Word | Phrase


@dataclass(frozen=True)
class Near:
    """Words close together, in their order and in any form: another wording of what is sought."""

    words: tuple[str, ...]


@dataclass(frozen=True)
class All:
    """Every one of the parts. Holds no other All, and a single part only if that excludes."""

    parts: tuple["Node", ...]


@dataclass(frozen=True)
class Either:
    """At least one of two or more parts. Holds no other Either."""

    parts: tuple["Node", ...]


@dataclass(frozen=True)
class Without:
    """Nothing that meets the part. Stands only in an All."""

    part: "Node"


Node: TypeAlias = Word | Phrase | Near | Field | All | Either | Without


def all_of(parts: Iterable[Node | None]) -> Node | None:
    """Return what meets every part that is something; stop words only if there is nothing else."""
    sought: list[Node] = []
    for part in parts:
        if part:
            sought += part.parts if isinstance(part, All) else (part,)
    kept = [one for one in sought if not is_stop_word(one)] or sought
    if len(kept) == 1 and not isinstance(kept[0], Without):
        return kept[0]
    return All(tuple(kept)) if kept else None


def is_stop_word(node: Node) -> bool:
    return isinstance(node, Word) and not node.prefix and node.text in STOP_WORDS


def either_of(parts: Iterable[Node | None]) -> Node | None:
    """Return what meets at least one of the parts that are something."""
    sought: list[Node] = []
    for part in parts:
        if part:
            sought += part.parts if isinstance(part, Either) else (part,)
    return Either(tuple(sought)) if len(sought) > 1 else next(iter(sought), None)


def without(node: Node | None) -> Node | None:
    """Return what does not meet the node. Two exclusions in a row cancel out."""
    match node:
        case None:
            return None
        case All((Without(part),)):
            return part
        case _:
            return All((Without(node),))


@dataclass
class Allowance:
    """How much of a question is still sought: a search costs by the term and by the prefix."""

    terms: int
    prefixes: int

    def grants(self, node: Node) -> bool:
        sought = node.part if isinstance(node, Field) else node
        prefix = isinstance(sought, Word) and sought.prefix
        if not self.terms or (prefix and not self.prefixes):
            return False
        self.terms -= 1
        self.prefixes -= prefix
        return True


def limited(node: Node | None, left: Allowance) -> Node | None:
    """Return the node without the terms that go beyond the allowance. A phrase is one term."""
    match node:
        case None:
            return None
        case All(parts):
            return all_of([limited(part, left) for part in parts])
        case Either(parts):
            return either_of([limited(part, left) for part in parts])
        case Without(part):
            kept = limited(part, left)
            return Without(kept) if kept else None
        case _:
            return node if left.grants(node) else None

"""What the reader typed, as the portal looks for it: understood, widened, and loosened if need be."""

from dataclasses import dataclass

from portal.search import alike, engine, rings, synonyms
from portal.search.nodes import All, Either, Node, Word
from portal.search.query import Understood, understand


@dataclass(frozen=True)
class Sought:
    """A query, and what was made of it beyond what was typed: the reader is told."""

    understood: Understood
    root: Node | None
    # Other wordings of the vocabulary that are looked for as well.
    added: list[str]
    # No place holds all of the words, so those that hold some are found.
    is_loosened: bool = False


def sought(typed: str, kind: str) -> Sought:
    """Return what is looked for among the places of a kind."""
    understood = understand(typed)
    if understood.root is None:
        return Sought(understood, None, [])
    root, added = synonyms.widened(understood.root, rings.current())
    typed_words = understood.root
    if can_be_loosened(typed_words) and not engine.count(engine.Question(kind, root)):
        wordings = root.parts if isinstance(root, All) else (root,)
        # A wording of several words may be held by none, and some of its words by many.
        some = Either(tuple(dict.fromkeys((*wordings, *typed_words.parts))))
        if engine.count(engine.Question(kind, some)):
            return Sought(understood, some, added, is_loosened=True)
    return Sought(understood, root, added)


def instead_of(typed: str, kind: str) -> list[str]:
    """Return words alike that do find places of the kind, where those typed find none."""
    if engine.count(engine.Question(kind, sought(typed, kind).root)):
        return []
    return [
        words
        for words in alike.instead_of(typed, kind)
        if engine.count(engine.Question(kind, sought(words, kind).root))
    ]


def can_be_loosened(root: Node | None) -> bool:
    """Say whether the query asks for several words at once, and for nothing but words."""
    return (
        isinstance(root, All)
        and len(root.parts) > 1
        and all(isinstance(one, Word | Either | All) for one in root.parts)
    )

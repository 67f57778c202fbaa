"""Weaker forms of a query, for words that no record, or hardly any, has all of."""

from collections.abc import Callable, Iterator

from portal.search.query.ast import And, Field, Node, Not, Or, Phrase, Weighted, Word

# Fields of names that a query searches if the texts have nothing.
NAME_FIELDS = ("theme", "organization", "report")
# With at most this many words, each may be missing alone, in one query for each word. A
# prefix, which is a search for many words, is not repeated in them.
MAX_QUORUM_WORDS = 6
# What matches all words scores more than any sum of what matches some: a dozen of the rarest words,
# or a named value, in texts of any length.
FIRST = 1000.0


def is_plain(root: Node | None) -> bool:
    """Return whether the query is a single word, or can be relaxed."""
    return is_word(root) or can_relax(root)


def is_word(node: Node | None) -> bool:
    return isinstance(node, Word) or (isinstance(node, Phrase) and not node.is_quoted)


def can_relax(root: Node | None) -> bool:
    """Return whether the query has several parts that records may lack, and excludes nothing."""
    return (
        isinstance(root, And)
        and len(root.parts) > 1
        and all(is_word(part) or isinstance(part, Or | And) for part in root.parts)
        and not any(isinstance(term, Not) for term in terms_of(root))
    )


def terms_of(node: Node) -> Iterator[Node]:
    """Yield what the query combines; an exclusion is one term."""
    match node:
        case And(parts) | Or(parts):
            for part in parts:
                yield from terms_of(part)
        case _:
            yield node


def with_initialisms(root: Node | None) -> Node | None:
    """Return the query that takes its words also for initials of names: `OFWs`."""

    def or_initialism(word: Word | Phrase) -> Node:
        if not isinstance(word, Word) or word.prefix:
            return word
        singular = word.text[:-1] if len(word.text) > 3 else word.text
        letters = {word.text, singular if word.text.endswith("s") else word.text}
        return Or((word, *(Field("initialism", Word(text)) for text in sorted(letters))))

    return replace_words(root, or_initialism)


def with_names(root: Node | None) -> Node | None:
    """Return the query that finds its words also in names of themes, organizations and reports."""

    def or_named(word: Word | Phrase) -> Node:
        return Or((word, *(Field(name, word) for name in NAME_FIELDS)))

    return replace_words(root, or_named)


def replace_words(root: Node | None, replace: Callable[[Word | Phrase], Node]) -> Node | None:
    match root:
        case And(parts):
            return And(tuple(replaced_parts(parts, replace)))
        case Or(parts):
            return Or(tuple(flatten(replaced_parts(parts, replace))))
        case Word() | Phrase(is_quoted=False):
            return replace(root)
        case _:
            return root


def replaced_parts(parts: tuple[Node, ...], replace: Callable[[Word | Phrase], Node]) -> list[Node]:
    return [node for part in parts if (node := replace_words(part, replace))]


def flatten(parts: list[Node]) -> list[Node]:
    return [node for part in parts for node in (part.parts if isinstance(part, Or) else (part,))]


def any_part(root: Node, words: tuple[Node, ...]) -> Or:
    """Return the query for any part of the root, or any of the single words."""
    parts = root.parts if isinstance(root, And) else (root,)
    return Or(tuple(dict.fromkeys(flatten([*parts, *words]))))


def wider_forms(root: And) -> Iterator[Node]:
    """Yield the query for all but one part, then for any part; records with all rank first."""
    if 2 < len(root.parts) <= MAX_QUORUM_WORDS and not has_prefix(root):
        yield Or((Weighted(root, FIRST), *all_but_one(root)))
    yield Or((Weighted(root, FIRST), *flatten(list(root.parts))))


def has_prefix(root: Node) -> bool:
    return any(isinstance(term, Word) and term.prefix for term in terms_of(root))


def all_but_one(root: And) -> list[Node]:
    parts = root.parts
    return [And(parts[:index] + parts[index + 1 :]) for index in range(len(parts))]

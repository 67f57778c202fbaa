"""Rewrite a query: parse it, add synonyms, and relax it if nothing matches all words."""

from dataclasses import dataclass

from portal.search import did_you_mean, engine
from portal.search.query import synonym_loader, synonyms
from portal.search.query.ast import And, Node, Or, Word
from portal.search.query.parser import ParsedQuery, parse_query


@dataclass(frozen=True)
class RewrittenQuery:
    """A query and how it was rewritten, which the page explains."""

    parsed: ParsedQuery
    root: Node | None
    # Synonyms that are searched as well.
    added_wordings: list[str]
    # No document matches all words, so those that match some are results.
    is_relaxed: bool = False


def rewrite_query(typed: str, kind: str) -> RewrittenQuery:
    """Return the query for documents of a kind."""
    parsed = parse_query(typed)
    if parsed.root is None:
        return RewrittenQuery(parsed, None, [])
    root, added_wordings = synonyms.expand_synonyms(parsed.root, synonym_loader.current_synonyms())
    if can_relax(parsed.root) and not engine.count(engine.SearchQuery(kind, root)):
        parts = root.parts if isinstance(root, And) else (root,)
        # Besides the wordings their single words: often only some of them match.
        relaxed = Or(tuple(dict.fromkeys((*parts, *parsed.root.parts))))
        if engine.count(engine.SearchQuery(kind, relaxed)):
            return RewrittenQuery(parsed, relaxed, added_wordings, is_relaxed=True)
    return RewrittenQuery(parsed, root, added_wordings)


def corrections(typed: str, kind: str) -> list[str]:
    """Return spelling corrections that have results, if the typed text has none."""
    if engine.count(engine.SearchQuery(kind, rewrite_query(typed, kind).root)):
        return []
    return [
        text
        for text in did_you_mean.suggest_corrections(typed, kind)
        if engine.count(engine.SearchQuery(kind, rewrite_query(text, kind).root))
    ]


def can_relax(root: Node | None) -> bool:
    """Return whether the query consists of several words and nothing else."""
    return (
        isinstance(root, And)
        and len(root.parts) > 1
        and all(isinstance(part, Word | Or | And) for part in root.parts)
    )

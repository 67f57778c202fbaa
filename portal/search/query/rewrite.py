"""Rewrite a query: parse it, look up names, add synonyms, and relax it if nothing matches."""

from dataclasses import dataclass, field, replace

from portal.search import did_you_mean, engine
from portal.search.query import synonym_loader, synonyms
from portal.search.query.ast import And, Node, Or, Word
from portal.search.query.named_organizations import name_organizations
from portal.search.query.parser import ParsedQuery, parse_query


@dataclass(frozen=True)
class RewrittenQuery:
    """A query and how it was rewritten, which the page explains."""

    parsed: ParsedQuery
    root: Node | None
    # Synonyms, and labels of themes, that are searched as well.
    added_wordings: list[str]
    added_themes: list[str] = field(default_factory=list)
    # No document matches all words, so those that match some are results.
    is_relaxed: bool = False
    # What was typed, if its spelling was corrected.
    corrected_from: str = ""


def rewrite_query(typed: str, kind: str, *, correct_spelling: bool = True) -> RewrittenQuery:
    """Return the query for documents of a kind.

    Words that no document has are corrected if all words then have a result together.
    """
    parsed = parse_query(typed)
    exact = expand(parsed)
    if exact.root is None or not is_plain(parsed.root) or has_results(without_themes(exact), kind):
        return exact
    has_theme = bool(exact.added_themes) and has_results(exact, kind)
    if not has_theme and correct_spelling:
        for text in corrections_with_results(typed, kind):
            return replace(expand(parse_query(text)), corrected_from=parsed.text)
    return relax(exact, kind) if can_relax(parsed.root) else exact


def expand(parsed: ParsedQuery) -> RewrittenQuery:
    """Return the query with named organizations looked up and synonyms added."""
    if parsed.root is None:
        return RewrittenQuery(parsed, None, [])
    named = name_organizations(parsed.root)
    root, added = synonyms.expand_synonyms(named, synonym_loader.current_synonyms())
    return RewrittenQuery(
        parsed, root, added.wordings, [theme.localized_name for theme in added.themes]
    )


def without_themes(query: RewrittenQuery) -> RewrittenQuery:
    """Return the query for the words alone."""
    if not query.added_themes:
        return query
    sets = synonym_loader.current_synonyms()
    root, _ = synonyms.expand_synonyms(query.parsed.root, replace(sets, labels={}))
    return replace(query, root=root)


def relax(query: RewrittenQuery, kind: str) -> RewrittenQuery:
    """Return a query for any of the words, if that has results."""
    parts = query.root.parts if isinstance(query.root, And) else (query.root,)
    # Besides the wordings their single words: often only some of them match.
    relaxed = Or(tuple(dict.fromkeys((*parts, *query.parsed.root.parts))))
    relaxed_query = replace(query, root=relaxed, is_relaxed=True)
    return relaxed_query if has_results(relaxed_query, kind) else query


def has_results(query: RewrittenQuery, kind: str) -> bool:
    return bool(engine.count(engine.SearchQuery(kind, query.root)))


def corrections_with_results(typed: str, kind: str) -> list[str]:
    """Return the spelling corrections for which some result contains all words."""
    texts = did_you_mean.suggest_corrections(typed, kind)
    return [text for text in texts if has_results(expand(parse_query(text)), kind)]


def corrections(typed: str, kind: str) -> list[str]:
    """Return spelling corrections that have results, if the typed text has none."""
    if has_results(rewrite_query(typed, kind, correct_spelling=False), kind):
        return []
    return [
        text
        for text in did_you_mean.suggest_corrections(typed, kind)
        if has_results(rewrite_query(text, kind, correct_spelling=False), kind)
    ]


def is_plain(root: Node | None) -> bool:
    """Return whether the query is one word, or several and nothing else."""
    return isinstance(root, Word) or can_relax(root)


def can_relax(root: Node | None) -> bool:
    """Return whether the query consists of several words and nothing else."""
    return (
        isinstance(root, And)
        and len(root.parts) > 1
        and all(isinstance(part, Word | Or | And) for part in root.parts)
    )

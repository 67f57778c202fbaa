"""One search over all kinds of records, in groups: the search page and the search of the API."""

from dataclasses import dataclass, replace

from portal.search import engine
from portal.search.query import rewrite
from portal.search.query.rewrite import RewrittenQuery

# The kinds of documents that are searched, in the order of their groups.
KINDS = ("recommendation", "statement", "report")


@dataclass(frozen=True)
class Group:
    """The results of one kind: the number of all, and the keys of those that were asked for."""

    kind: str
    rewritten_query: RewrittenQuery
    hits: engine.Hits

    def records(self, published):
        """Return the records of the keys that are among the published ones, in order."""
        found = published.in_bulk(self.hits.keys)
        return [found[key] for key in self.hits.keys if key in found]


def find_groups(typed: str, *, limit: int, offset: int = 0, as_typed: bool = False) -> list[Group]:
    """Return the groups of results: with all words, or corrected, or with some words.

    Each has up to `limit` results from the offset on. `as_typed` adds and corrects nothing.
    """
    if as_typed:
        return [find_typed(kind, typed, offset, limit) for kind in KINDS]
    groups = [find_group(kind, typed, offset, limit) for kind in KINDS]
    exact = [group for group in groups if not group.rewritten_query.is_relaxed]
    # If any document matches all words, those that match only some are left out.
    if any(group.hits.total for group in exact):
        return exact
    if corrected := corrected_groups(typed, offset, limit):
        return corrected
    return groups


def corrected_groups(typed: str, offset: int, limit: int) -> list[Group]:
    """Return the groups for the corrected spelling, if a query of plain words has one."""
    for kind in KINDS:
        query = rewrite.rewrite_query(typed, kind)
        if query.corrected_from:
            groups = [find_group(kind, query.parsed.text, offset, limit) for kind in KINDS]
            exact = [group for group in groups if not group.rewritten_query.is_relaxed]
            return [mark_corrected(group, query.corrected_from) for group in exact]
    return []


def mark_corrected(group: Group, typed: str) -> Group:
    return replace(group, rewritten_query=replace(group.rewritten_query, corrected_from=typed))


def find_typed(kind: str, typed: str, offset: int, limit: int) -> Group:
    return run_query(kind, rewrite.rewrite_query(typed, kind, as_typed=True), offset, limit)


def find_group(kind: str, typed: str, offset: int, limit: int) -> Group:
    return run_query(
        kind, rewrite.rewrite_query(typed, kind, correct_spelling=False), offset, limit
    )


def run_query(kind: str, query: RewrittenQuery, offset: int, limit: int) -> Group:
    if not query.root:
        return Group(kind, query, engine.Hits(0, []))
    search = engine.SearchQuery(kind=kind, root=query.root)
    return Group(kind, query, engine.search(search, offset=offset, limit=limit))


def explained_query(groups: list[Group]) -> RewrittenQuery:
    """Return the query to explain: that of the first group with results."""
    return next((group for group in groups if group.hits.total), groups[0]).rewritten_query


def did_you_mean(query: RewrittenQuery) -> list[str]:
    """Return the spelling corrections that have results of any kind."""
    if not query.root:
        return []
    typed = query.parsed.text
    return list(dict.fromkeys(text for kind in KINDS for text in rewrite.corrections(typed, kind)))

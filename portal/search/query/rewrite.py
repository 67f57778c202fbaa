"""Rewrite a query: parse it, look up names, add synonyms, and relax it if too little matches."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext_lazy as _

from portal.search import did_you_mean, engine
from portal.search.index.compounds import HYPHENATED, HYPHENS
from portal.search.index.reader import current_snapshot
from portal.search.query import relaxing, synonym_loader, synonyms
from portal.search.query.ast import And, Node, or_
from portal.search.query.named_organizations import name_organizations
from portal.search.query.parser import ParsedQuery, parse_query

FACET_LABELS = {
    "theme": _("Theme"),
    "organization": _("Organization"),
    "instrument": _("Instrument"),
    "level": _("Level"),
    "voice": _("Voice"),
    "kind": _("Kind of organization"),
}
# With fewer results, those that lack one word are shown as well.
FEW_RESULTS = 3
# More than one request needs.
MAX_CACHED_COUNTS = 200


@dataclass(frozen=True)
class RewrittenQuery:
    """A query and how it was rewritten, which the page explains."""

    parsed: ParsedQuery
    root: Node | None
    # Synonyms, and facet values, that are searched as well.
    added_wordings: list[str]
    added_values: list[synonyms.FacetName] = field(default_factory=list)
    # No document matches all words, so those that match some are results.
    is_relaxed: bool = False
    # Few documents match all words, so those that match all but one follow them.
    is_widened: bool = False
    # The words were found in names of themes, organizations and reports.
    is_by_name: bool = False
    # What was typed, if its spelling was corrected.
    corrected_from: str = ""

    @property
    def is_expanded(self) -> bool:
        """Whether more is searched for than the words as typed, or as corrected."""
        return bool(
            self.added_wordings
            or self.added_names
            or self.is_by_name
            or self.is_widened
            or self.is_relaxed
        )

    @property
    def added_themes(self) -> list[str]:
        return [value.localized_name for value in self.added_values if value.facet == "theme"]

    @property
    def added_names(self) -> list[tuple[str, str]]:
        """(facet, name) of the added values, except kinds of records, which the list shows anyway."""
        return [
            (FACET_LABELS[value.facet], value.localized_name)
            for value in self.added_values
            if value.facet in FACET_LABELS
        ]


def rewrite_query(
    typed: str,
    kind: str,
    *,
    as_typed: bool = False,
    correct_spelling: bool = True,
    widen: bool = False,
) -> RewrittenQuery:
    """Return the query for documents of a kind.

    Words that no document has are corrected if all words then have a result together. `widen`
    adds what matches fewer words to few results. `as_typed` changes nothing.
    """
    parsed = parse_query(typed)
    if as_typed:
        return RewrittenQuery(parsed, parsed.root and name_organizations(parsed.root), [])
    exact = expand(parsed)
    if exact.root is None or not relaxing.is_plain(parsed.root):
        return exact
    found = exact
    if not has_results(without_values(exact), kind):
        found = next(found_otherwise(exact, kind, correct_spelling=correct_spelling), exact)
    return widen_few(found, kind) if widen and not found.is_relaxed else found


def found_otherwise(
    exact: RewrittenQuery, kind: str, *, correct_spelling: bool
) -> Iterator[RewrittenQuery]:
    """Yield queries that have results, in place of one whose words have none, the closest first."""
    by_initials, by_initials_alone = (
        replace(query, root=relaxing.with_initialisms(query.root))
        for query in (exact, without_values(exact))
    )
    by_name = replace(exact, root=relaxing.with_names(exact.root), is_by_name=True)
    relaxed = relax(exact) if relaxing.can_relax(exact.parsed.root) else exact
    if has_results(by_initials_alone, kind):
        yield by_initials
    if exact.added_values and has_results(exact, kind):
        yield relaxed
    if has_results(by_name, kind):
        yield by_name
    if correct_spelling:
        for text in corrections_with_results(exact.parsed.text, kind):
            corrected = rewrite_query(text, kind, correct_spelling=False)
            yield replace(corrected, corrected_from=exact.parsed.text)
    if has_results(relaxed, kind):
        yield relaxed


def expand(parsed: ParsedQuery) -> RewrittenQuery:
    """Return the query with named organizations looked up and synonyms added."""
    if parsed.root is None:
        return RewrittenQuery(parsed, None, [])
    named = name_organizations(parsed.root)
    root, added = synonyms.expand_synonyms(named, synonym_loader.current_synonyms())
    return RewrittenQuery(parsed, or_([root, join_compounds(parsed)]), added.wordings, added.values)


def join_compounds(parsed: ParsedQuery) -> Node | None:
    """Return the query with hyphenated words written as one, if a text has these: e-mail, email."""
    if not relaxing.is_plain(parsed.root):
        return None
    text = HYPHENATED.sub(join_known, parsed.text)
    return parse_query(text).root if text != parsed.text else None


def join_known(compound: re.Match[str]) -> str:
    joined = HYPHENS.sub("", compound[0])
    is_known = did_you_mean.is_known(current_snapshot().searcher, joined.lower())
    return joined if is_known else compound[0]


def without_values(query: RewrittenQuery) -> RewrittenQuery:
    """Return the query for the words alone."""
    if not query.added_values:
        return query
    sets = synonym_loader.current_synonyms()
    root, _ = synonyms.expand_synonyms(query.parsed.root, replace(sets, values={}))
    return replace(query, root=or_([root, join_compounds(query.parsed)]))


def relax(query: RewrittenQuery) -> RewrittenQuery:
    """Return the query for any of the words."""
    # Single words as well as the wordings: often only some of the words match.
    words = query.parsed.root.parts
    return replace(query, root=relaxing.any_part(query.root, words), is_relaxed=True)


def widen_few(query: RewrittenQuery, kind: str) -> RewrittenQuery:
    """Return the query for fewer of the words as well, if all have few results."""
    if not isinstance(query.root, And) or not 0 < (found := count(query, kind)) < FEW_RESULTS:
        return query
    for root in relaxing.wider_forms(query.root):
        widened = replace(query, root=root, is_widened=True)
        if (widened_count := count(widened, kind)) >= FEW_RESULTS:
            break
    return widened if widened_count > found else query


def count(query: RewrittenQuery, kind: str) -> int:
    """Return the number of results; the count is cached, so asking again is cheap."""
    counts = current_snapshot().word_counts
    number = counts.get((kind, query.root))
    if number is None:
        number = engine.count(engine.SearchQuery(kind, query.root))
        if len(counts) >= MAX_CACHED_COUNTS:
            counts.clear()
        counts[kind, query.root] = number
    return number


def has_results(query: RewrittenQuery, kind: str) -> bool:
    return bool(count(query, kind))


def corrections_with_results(typed: str, kind: str) -> list[str]:
    """Return the spelling corrections for which some result contains all words."""
    texts = did_you_mean.suggest_corrections(typed, kind, misspelled_only=True)
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

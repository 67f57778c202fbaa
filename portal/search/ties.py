"""Hits of equal score, newest workshop first.

The engine leaves them in the order of its segments, which depends on how an index was built: two
machines would answer with different pages, and a hit could be on two pages or on none.
"""

from collections import Counter

import tantivy

from portal.search.index.reader import Searcher

# More hits of one score than these stay in the engine's order: a page would have to read them all.
MAX_TIES = 100


def search_ranked(
    searcher: Searcher, query: tantivy.Query, *, offset: int, limit: int
) -> tuple[int, list[tantivy.DocAddress]]:
    """Return the number of all hits, and the addresses of `limit` hits from the offset on."""
    # Read far enough to have all ties of the first and of the last hit.
    start = max(offset - MAX_TIES, 0)
    stop = offset + limit + MAX_TIES
    result = searcher.search(query, stop - start, offset=start, count=True)
    hits = result.hits
    if not hits:
        return result.count, []
    ties = Counter(score for score, _ in hits)
    newest = searcher.keys("newest", [address for _, address in hits])
    order = sorted(
        range(len(hits)),
        key=lambda place: (
            -hits[place][0],
            newest[place] if ties[hits[place][0]] <= MAX_TIES else 0,
        ),
    )
    return result.count, [hits[place][1] for place in order][offset - start :][:limit]

"""Asking the index: a question in, the keys of places and the counts of choices out."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import Any

import tantivy
from tantivy import Occur, Query

from portal.search import schema, themes
from portal.search.compiling import compiled
from portal.search.nodes import Node
from portal.search.opened import Opened, Searcher, current, is_caught_up
from reports.models import ThemeStatus

# Fields that keep a report together, in its own order.
NEWEST, OLDEST, LAST_CHANGED = "newest", "oldest", "last_changed"
RELEVANCE = "relevance"
# The engine counts no more values at once; beyond them, the rarest are left out. However few
# are asked for, each part of the index counts all of its own: sums of a few would be wrong.
MOST_CHOICES = 65_000
# Hits of a search that wants all, each search passing over the ones before; and keys of a step.
HITS_AT_ONCE = 20_000
KEYS_AT_ONCE = 500
MOST_REMEMBERED = 500
MOST_NAMES = 5000
NAMES_ALONG = 200


Counts = list[tuple[str, int]]


@dataclass(frozen=True)
class Question:
    """Places of one kind that hold the words, and one of the values of every choice.

    `choices` maps a field of schema.CHOICES to the values of which any will do. A status of
    themes beside themes is that of these themes.
    """

    kind: str
    root: Node | None = None
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: str = RELEVANCE

    @property
    def is_ranked(self) -> bool:
        return self.root is not None and self.sort == RELEVANCE

    @property
    def field_of_order(self) -> str:
        return NEWEST if self.sort == RELEVANCE else self.sort

    def but_for(self, name: str) -> "Question":
        """Return the question under which the choices of a facet are counted."""
        others = {key: values for key, values in self.choices.items() if key != name}
        return replace(self, choices=others)


@dataclass(frozen=True)
class Hits:
    """How many places fit, and the keys of some of them, in their order."""

    total: int
    keys: list[int]


# The engine counts without the interpreter's lock: two passes at once take one's time, and
# meanwhile records are fetched.
COUNTERS = ThreadPoolExecutor(2, thread_name_prefix="counting")


def remembered(
    opened: Opened, question: Question, what: Hashable, count: Callable[[], Any]
) -> Any:
    """Count once for every state of the index, where no words are sought: many ask the same."""
    if question.root is not None:
        return count()
    choices = {name: tuple(sorted(some)) for name, some in question.choices.items()}
    key = (question.kind, tuple(sorted(choices.items())), what)
    found = opened.counted.get(key)
    if found is None:
        found = count()
        if len(opened.counted) >= MOST_REMEMBERED:
            opened.counted.clear()
        opened.counted[key] = found
    return found


def remembered_names(
    kind: str,
    name: str,
    values: Iterable[str],
    soon: Iterable[str],
    called: Callable[[str, list[str]], dict[str, str]],
) -> dict[str, str]:
    """Return what values are called; ask only for those not asked for in this state.

    Lists and charts share what was asked: `called` must give names of one sort, reports.naming.

    Where any has to be asked for, so are those `soon` wanted: one more costs next to nothing.
    """
    now = current()
    # What an index that lags behind still holds may not be public any more.
    if not is_caught_up():
        return called(name, list(values))
    names = now.names.setdefault((kind, name), {})
    found = {value: names[value] for value in values if value in names}
    if unknown := [value for value in values if value not in found]:
        others = [value for value in soon if value not in names][:NAMES_ALONG]
        asked = called(name, [*unknown, *others])
        found |= {value: asked[value] for value in unknown if value in asked}
        if len(names) >= MOST_NAMES:
            names.clear()
        names.update(asked)
    return found


def find(question: Question, *, offset: int = 0, limit: int) -> Hits:
    """Return the places that fit, the best or the newest first, from the offset on."""
    return found_by(current().searcher, question, offset, limit)


def every(question: Question) -> Iterator[list[int]]:
    """Return the keys of all that fit, some at a time, as they are at this moment."""
    return steps_through(current().searcher, question)


def steps_through(asked: Searcher, question: Question) -> Iterator[list[int]]:
    offset = 0
    while keys := found_by(asked, question, offset, HITS_AT_ONCE).keys:
        yield from (
            keys[start : start + KEYS_AT_ONCE]
            for start in range(0, len(keys), KEYS_AT_ONCE)
        )
        offset += HITS_AT_ONCE


def found_by(asked: Searcher, question: Question, offset: int, limit: int) -> Hits:
    order = (
        {}
        if question.is_ranked
        else {"order_by_field": question.field_of_order, "order": tantivy.Order.Asc}
    )
    found = asked.search(
        query_of(question), max(limit, 1), offset=offset, count=True, **order
    )
    addresses = [address for _, address in found.hits[:limit]]
    keys = asked.fast_field_values("key", addresses) if addresses else []
    return Hits(found.count, [int(key) for key in keys])


def count(question: Question) -> int:
    now = current()
    return remembered(
        now, question, "total", lambda: found_by(now.searcher, question, 0, 0).total
    )


def counts(
    question: Question, names: Iterable[str], most: int = MOST_CHOICES
) -> dict[str, Counts]:
    """Return (value, number of places) of every field, the most frequent first.

    Each is counted under every choice but its own.
    """
    return counting(question, names, most)()


def counting(
    question: Question, names: Iterable[str], most: int = MOST_CHOICES
) -> Callable[[], dict[str, Counts]]:
    """Begin what `counts` does, and return what waits for it."""
    now = current()
    names = list(names)
    free = [name for name in names if name not in question.choices]
    # Fields in which nothing is chosen share a pass over the places.
    passes = [(question, tuple(half)) for half in (free[::2], free[1::2]) if half]
    passes += [(question.but_for(name), (name,)) for name in names if name not in free]
    begun = [COUNTERS.submit(counted, now, *one, most) for one in passes]

    def wait():
        return {name: found for one in begun for name, found in one.result().items()}

    return wait


def numbers(kind: str, name: str) -> dict[str, int]:
    """Return the number of places of a kind under every value of a field."""
    now, question = current(), Question(kind)
    return remembered(
        now,
        question,
        ("numbers", name),
        lambda: dict(tally(now.searcher, question, (name,), MOST_CHOICES)[name]),
    )


def counts_among(
    question: Question, name: str, values: Iterable[str]
) -> dict[str, int]:
    """Return the number of places under each of these values of a field, where there are any."""
    wanted = tuple(values)
    if not wanted:
        return {}
    among = replace(question, choices={**question.choices, name: wanted})
    found = tally(current().searcher, among, (name,), MOST_CHOICES)[name]
    # A place may have other values besides.
    return {value: number for value, number in found if value in set(wanted)}


def counted(
    now: Opened, question: Question, names: tuple[str, ...], most: int
) -> dict[str, Counts]:
    def count():
        return tally(now.searcher, question, names, most)

    # All values of a field under some choices are too much to remember for every choice.
    if most == MOST_CHOICES:
        return count()
    return remembered(now, question, (names, most), count)


def tally(
    asked: Searcher, question: Question, names: tuple[str, ...], most: int
) -> dict[str, Counts]:
    fields = {name: themes.field_of(name, question.choices) for name in names}
    wanted = {
        name: {"terms": {"field": field, "size": most, "segment_size": MOST_CHOICES}}
        for name, field in fields.items()
        if field
    }
    answer = asked.aggregate(query_of(question), wanted) if wanted else {}
    found = {
        name: [(one["key"], one["doc_count"]) for one in answer[name]["buckets"]]
        for name in wanted
    }
    return found | {
        name: one_by_one(asked, question, name) for name in names if name not in wanted
    }


def one_by_one(asked: Searcher, question: Question, name: str) -> Counts:
    """Count the values of a field that mean something only beside other choices."""
    found = [
        (value, found_by(asked, narrowed(question, name, value), 0, 0).total)
        for value in ThemeStatus.values
    ]
    return [one for one in found if one[1]]


def narrowed(question: Question, name: str, value: str) -> Question:
    return replace(question, choices={**question.choices, name: (value,)})


def query_of(question: Question) -> Query:
    parts = [(Occur.Must, unranked(any_of("kind", (question.kind,))))]
    for name, values in themes.in_the_index(question.choices).items():
        parts.append((Occur.Must, unranked(any_of(name, values))))
    if question.root is not None:
        parts.append((Occur.Must, compiled(question.root)))
    return Query.boolean_query(parts)


def any_of(name: str, values: tuple[str, ...]) -> Query:
    if len(values) == 1:
        return Query.term_query(schema.schema(), name, values[0], index_option="basic")
    return Query.term_set_query(schema.schema(), name, list(values))


def unranked(query: Query) -> Query:
    """A choice narrows down; it says nothing of how well a place fits."""
    return Query.const_score_query(query, 0.0)

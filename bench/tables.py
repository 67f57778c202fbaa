"""What was measured as Markdown tables. Knows no Django."""

from bench.timing import Timings, quantile

EVERYTHING = "all"
# Digits behind the point say nothing from here on.
WHOLE_FROM = 100
BASELINES = {
    "naive": "naive Django page",
    "fts5": "FTS5 + SQL facets",
    "constant": "constant view",
}


def table(heading: list[str], rows: list[list[str]]) -> str:
    lines = [heading, ["---"] + ["---:"] * (len(heading) - 1), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def costs(sizes: dict[int, dict]) -> str:
    """Tabulate what each size takes to load, to index and to hold, and how fast it is as a whole."""
    heading = [
        *("recommendations", "load s", "load MB", "index s", "index MB"),
        *("memory MB", "p50 ms", "p95 ms", "cold p95 ms", "304 p95 ms"),
    ]
    return table(heading, [cost(size, found) for size, found in sizes.items()])


def cost(size: int, found: dict) -> list[str]:
    everything = of(found, "portal")[EVERYTHING]
    not_modified = Timings(**found["unchanged"])
    return [
        f"{size:,}",
        seconds(found["load"]),
        memory(found["load"]),
        seconds(found["reindex"]),
        f"{found['index']:.0f}" if found["index"] else "–",
        f"{found['memory']:.0f}",
        ms(everything.median),
        ms(everything.p95),
        ms(quantile(everything.cold, 0.95)),
        ms(not_modified.p95) if not_modified.warm else "–",
    ]


def seconds(step: dict | None) -> str:
    return f"{step['seconds']:.0f}" if step else "–"


def memory(step: dict | None) -> str:
    return f"{step['memory']:.0f}" if step else "–"


def kinds(found: dict) -> str:
    """Tabulate one size: the portal, each baseline, and how many times slower each baseline is."""
    heading = ["kind, ms", "cold", "p50", "p95"]
    heading += [f"{name} p50 / p95" for name in BASELINES.values()]
    heading += [f"{name} : portal" for name in BASELINES.values()]
    portal = of(found, "portal")
    others = {name: of(found, name) for name in BASELINES}
    rows = [
        [
            kind,
            ms(quantile(ours.cold, 0.95)),
            ms(ours.median),
            ms(ours.p95),
            *(both(theirs[kind]) for theirs in others.values()),
            *(ratio(theirs[kind], ours) for theirs in others.values()),
        ]
        for kind, ours in portal.items()
    ]
    return table(heading, rows)


def growth(sizes: dict[int, dict]) -> str:
    """Tabulate p95 at the smallest and at the largest size."""
    smallest, largest = min(sizes), max(sizes)
    before, after = of(sizes[smallest], "portal"), of(sizes[largest], "portal")
    rows = [
        [
            kind,
            ms(before[kind].p95),
            ms(after[kind].p95),
            f"{after[kind].p95 / before[kind].p95:.1f}x",
        ]
        for kind in before
    ]
    heading = ["portal, p95 ms", f"{smallest:,}", f"{largest:,}", "growth"]
    return table(heading, rows)


def of(found: dict, who: str) -> dict[str, Timings]:
    """Return somebody's timings by kind, and all of them together at the end."""
    by_kind = {kind: Timings(**one) for kind, one in found["times"][who].items()}
    return by_kind | {EVERYTHING: sum(by_kind.values(), Timings())}


def both(timings: Timings) -> str:
    # What was given up took at least as long as shown.
    sign = "> " if timings.given_up else ""
    return f"{sign}{ms(timings.median)} / {ms(timings.p95)}"


def ratio(theirs: Timings, ours: Timings) -> str:
    sign = "> " if theirs.given_up else ""
    times = theirs.median / ours.median
    return f"{sign}{times:,.0f}x" if times >= WHOLE_FROM else f"{sign}{times:.2g}x"


def ms(milliseconds: float) -> str:
    whole = milliseconds >= WHOLE_FROM
    return f"{milliseconds:,.0f}" if whole else f"{milliseconds:.1f}"

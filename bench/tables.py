"""What was measured as Markdown tables. Knows no Django."""

from bench.timing import Timings, median, p95

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
        *("recommendations", "load s", "load MB", "index s", "index MB", "memory MB"),
        *("new p50", "new p95", "again p50", "again p95", "304 p95"),
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
        *new_and_again(everything),
        ms(p95(not_modified.again)) if not_modified.again else "–",
    ]


def new_and_again(timings: Timings) -> list[str]:
    return [
        ms(one(times))
        for times in (timings.new, timings.again)
        for one in (median, p95)
    ]


def seconds(step: dict | None) -> str:
    return f"{step['seconds']:.0f}" if step else "–"


def memory(step: dict | None) -> str:
    return f"{step['memory']:.0f}" if step else "–"


def kinds(found: dict) -> str:
    """Tabulate one size: the portal, each baseline, and how many times slower each baseline is.

    Pages are kept, so that only what is asked for the first time is compared.
    """
    heading = ["kind, ms", "new p50", "new p95", "again p50", "again p95"]
    heading += [f"{name}, new p50 / p95" for name in BASELINES.values()]
    heading += [f"{name} : portal, new" for name in BASELINES.values()]
    portal = of(found, "portal")
    others = {name: of(found, name) for name in BASELINES}
    rows = [
        [
            kind,
            *new_and_again(ours),
            *(both(theirs[kind]) for theirs in others.values()),
            *(ratio(theirs[kind], ours) for theirs in others.values()),
        ]
        for kind, ours in portal.items()
    ]
    return table(heading, rows)


def growth(sizes: dict[int, dict]) -> str:
    """Tabulate p95 of new questions at the smallest and at the largest size."""
    smallest, largest = min(sizes), max(sizes)
    before, after = of(sizes[smallest], "portal"), of(sizes[largest], "portal")
    rows = [
        [kind, ms(few), ms(many), f"{many / few:.1f}x"]
        for kind in before
        for few, many in [(p95(before[kind].new), p95(after[kind].new))]
    ]
    heading = ["portal, new, p95 ms", f"{smallest:,}", f"{largest:,}", "growth"]
    return table(heading, rows)


def of(found: dict, who: str) -> dict[str, Timings]:
    """Return somebody's timings by kind, and all of them together at the end."""
    by_kind = {kind: Timings(**one) for kind, one in found["times"][who].items()}
    return by_kind | {EVERYTHING: sum(by_kind.values(), Timings())}


def both(timings: Timings) -> str:
    # What was given up took at least as long as shown.
    sign = "> " if timings.given_up else ""
    times = timings.new
    return f"{sign}{ms(median(times))} / {ms(p95(times))}"


def ratio(theirs: Timings, ours: Timings) -> str:
    sign = "> " if theirs.given_up else ""
    times = median(theirs.new) / median(ours.new)
    return f"{sign}{times:,.0f}x" if times >= WHOLE_FROM else f"{sign}{times:.2g}x"


def ms(milliseconds: float) -> str:
    whole = milliseconds >= WHOLE_FROM
    return f"{milliseconds:,.0f}" if whole else f"{milliseconds:.1f}"

"""Measurements as Markdown tables. Imports no Django."""

from bench.timing import Timings, median, p95

EVERYTHING = "all"
# From here on, without decimals.
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
    """Tabulate the load, index and memory of each size, and its overall times."""
    heading = [
        *("recommendations", "load s", "load MB", "index s", "index MB", "memory MB"),
        *("new p50", "new p95", "again p50", "again p95", "304 p95"),
    ]
    return table(heading, [cost(size, result) for size, result in sizes.items()])


def cost(size: int, result: dict) -> list[str]:
    everything = timings_by_kind(result, "portal")[EVERYTHING]
    not_modified = Timings(**result["unchanged"])
    return [
        f"{size:,}",
        seconds(result["load"]),
        memory(result["load"]),
        seconds(result["reindex"]),
        f"{result['index']:.0f}" if result["index"] else "–",
        f"{result['memory']:.0f}",
        *new_and_again(everything),
        ms(p95(not_modified.again)) if not_modified.again else "–",
    ]


def new_and_again(timings: Timings) -> list[str]:
    return [
        ms(statistic(times))
        for times in (timings.new, timings.again)
        for statistic in (median, p95)
    ]


def seconds(step: dict | None) -> str:
    return f"{step['seconds']:.0f}" if step else "–"


def memory(step: dict | None) -> str:
    return f"{step['memory']:.0f}" if step else "–"


def kinds(result: dict) -> str:
    """Tabulate one size: times of the portal and of each baseline, and their ratios.

    Pages are cached, so only first requests are compared.
    """
    heading = ["kind, ms", "new p50", "new p95", "again p50", "again p95"]
    heading += [f"{name}, new p50 / p95" for name in BASELINES.values()]
    heading += [f"{name} : portal, new" for name in BASELINES.values()]
    portal = timings_by_kind(result, "portal")
    others = {name: timings_by_kind(result, name) for name in BASELINES}
    rows = [
        [
            kind,
            *new_and_again(ours),
            *(p50_and_p95(theirs[kind]) for theirs in others.values()),
            *(ratio(theirs[kind], ours) for theirs in others.values()),
        ]
        for kind, ours in portal.items()
    ]
    return table(heading, rows)


def growth(sizes: dict[int, dict]) -> str:
    """Tabulate the p95 of first requests at the smallest and the largest size."""
    smallest, largest = min(sizes), max(sizes)
    before, after = (
        timings_by_kind(sizes[smallest], "portal"),
        timings_by_kind(sizes[largest], "portal"),
    )
    rows = [
        [kind, ms(at_smallest), ms(at_largest), f"{at_largest / at_smallest:.1f}x"]
        for kind in before
        for at_smallest, at_largest in [(p95(before[kind].new), p95(after[kind].new))]
    ]
    heading = ["portal, new, p95 ms", f"{smallest:,}", f"{largest:,}", "growth"]
    return table(heading, rows)


def timings_by_kind(result: dict, system: str) -> dict[str, Timings]:
    """Return {kind: timings} of a system, with the sum of all under EVERYTHING."""
    by_kind = {kind: Timings(**timings) for kind, timings in result["times"][system].items()}
    return by_kind | {EVERYTHING: sum(by_kind.values(), Timings())}


def p50_and_p95(timings: Timings) -> str:
    # Aborted requests took at least as long.
    sign = "> " if timings.given_up else ""
    times = timings.new
    return f"{sign}{ms(median(times))} / {ms(p95(times))}"


def ratio(theirs: Timings, ours: Timings) -> str:
    sign = "> " if theirs.given_up else ""
    times = median(theirs.new) / median(ours.new)
    return f"{sign}{times:,.0f}x" if times >= WHOLE_FROM else f"{sign}{times:.2g}x"


def ms(milliseconds: float) -> str:
    is_whole = milliseconds >= WHOLE_FROM
    return f"{milliseconds:,.0f}" if is_whole else f"{milliseconds:.1f}"

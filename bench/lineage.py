"""python -m bench.lineage [--tune | --speed]: how well earlier and later recommendations are suggested.

Prints recall among the first ten and how often the first is right, on the labeled pairs kept for
judging. `--tune` chooses weights on the other half, and prints them for portal/lineage/weights.py.
`--speed` measures the suggestions for 200 recommendations of the configured database, which `python -m
bench.step load SIZE` has filled.
"""

import argparse
import os
import time
from collections import Counter
from random import Random
from typing import Any

import django

SPEED_SAMPLE = 200
STEPS = 1000


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.lineage", description=__doc__)
    parser.add_argument("--tune", action="store_true", help="choose weights")
    parser.add_argument("--speed", action="store_true", help="measure the configured database")
    arguments = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.config.settings")
    django.setup()
    if arguments.speed:
        measure_speed()
    elif arguments.tune:
        tune()
    else:
        print_quality()


def print_quality() -> None:
    from bench import labeled_pairs  # noqa: PLC0415 -- settings load first
    from portal.lineage.weights import WEIGHTS  # noqa: PLC0415 -- as above

    labeled = labeled_pairs.read_labeled()
    print("| half | pairs | recommendations | recall@10 | first right |\n|--|--:|--:|--:|--:|")
    for name, judged in (("tuning", False), ("judged", True)):
        pairs = Counter(pair.is_judged for pair in labeled.pairs)[judged]
        right = labeled.right_by_key(judged=judged)
        compared = labeled_pairs.compare_all(labeled, list(right))
        quality = labeled_pairs.judge(compared, right, WEIGHTS)
        print(
            f"| {name} | {pairs} | {quality.number} | {quality.recall:.3f} | {quality.first_right:.3f} |"
        )
    print_guesses(labeled)


def print_guesses(labeled: Any) -> None:
    from bench.labeled_pairs import DIFFERENT  # noqa: PLC0415 -- settings load first
    from portal.lineage.kind_guess import guess_kind  # noqa: PLC0415 -- as above

    right: Counter[tuple[str, bool]] = Counter()
    total: Counter[tuple[str, bool]] = Counter()
    for pair in labeled.pairs:
        if pair.label != DIFFERENT:
            texts = (labeled.records[key].text for key in (pair.earlier, pair.later))
            total[pair.label, pair.is_judged] += 1
            right[pair.label, pair.is_judged] += guess_kind(*texts) == pair.label
    print("\n| half | kind | pairs | guessed right |\n|--|--|--:|--:|")
    for (kind, is_judged), number in sorted(total.items(), key=lambda item: item[0][::-1]):
        half = "judged" if is_judged else "tuning"
        print(f"| {half} | {kind} | {number} | {right[kind, is_judged]} |")


def tune() -> None:
    """Change one weight after the other at random, and keep what is not worse."""
    from bench import labeled_pairs  # noqa: PLC0415 -- settings load first
    from portal.lineage.weights import Weights  # noqa: PLC0415 -- as above

    labeled = labeled_pairs.read_labeled()
    right = labeled.right_by_key(judged=False)
    compared = labeled_pairs.compare_all(labeled, list(right))
    rng = Random(2009)
    weights = Weights(*[1.0] * len(Weights._fields))
    best = worth(compared, right, weights)
    for _ in range(STEPS):
        name = rng.choice(Weights._fields)
        factor = rng.uniform(0.5, 2)
        changed = weights._replace(**{name: max(0.05, getattr(weights, name) * factor)})
        value = worth(compared, right, changed)
        if value > best:
            weights, best = changed, value
    print(f"worth {best:.4f}")
    for name, weight in weights._asdict().items():
        print(f"    {name}={weight / sum(weights):.2f},")
    print_thresholds(labeled, weights)


def worth(compared: Any, right: Any, weights: Any) -> float:
    """Return the mean of precision at each right one: higher if all right ones come first."""
    from portal.lineage.similarity import score  # noqa: PLC0415 -- settings load first

    total = 0.0
    for key, own in right.items():
        scored = sorted(((-score(found, weights), other) for other, found in compared[key]))
        hits, precision = 0, 0.0
        for place, (_, other) in enumerate(scored, start=1):
            if other in own:
                hits += 1
                precision += hits / place
        total += precision / len(own)
    return total / len(right)


def print_thresholds(labeled: Any, weights: Any) -> None:
    """Print how many right and wrong candidates of the tuning half have at least a score."""
    from bench import labeled_pairs  # noqa: PLC0415 -- settings load first
    from portal.lineage.similarity import score  # noqa: PLC0415 -- as above

    right = labeled.right_by_key(judged=False)
    compared = labeled_pairs.compare_all(labeled, list(right))
    scored = [
        (score(found, weights), other in right[key])
        for key, own in compared.items()
        for other, found in own
    ]
    total = sum(is_right for _, is_right in scored)
    print("\n| score | right found | wrong per right |\n|--:|--:|--:|")
    for step in range(4, 15):
        above = [is_right for value, is_right in scored if value >= step / 20]
        found = sum(above)
        wrong = (len(above) - found) / found if found else 0
        print(f"| {step / 20:.2f} | {found / total:.3f} | {wrong:.2f} |")


def measure_speed() -> None:
    from portal.lineage import candidates  # noqa: PLC0415 -- settings load first
    from portal.lineage.described import describe  # noqa: PLC0415 -- as above
    from recommendations.models import Recommendation  # noqa: PLC0415 -- as above

    published = Recommendation.objects.published()
    newest = published.order_by("-report__starts_on", "report", "position")
    keys = list(newest.values_list("pk", flat=True)[:SPEED_SAMPLE])
    begin = time.perf_counter()
    found = candidates.suggest(list(describe(keys)), with_drafts=True)
    seconds = time.perf_counter() - begin
    print("| recommendations | among | suggestions | seconds |\n|--:|--:|--:|--:|")
    suggestions = sum(map(len, found.values()))
    print(f"| {len(keys)} | {published.count():,} | {suggestions:,} | {seconds:.2f} |")


if __name__ == "__main__":
    main()

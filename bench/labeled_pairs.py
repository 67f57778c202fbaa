"""Recommendations with labeled pairs, and how well candidates for them are found. Without a database.

The labeled texts are in tests/portal/lineage; half of the subjects, chosen by a hash, are kept for
judging: weights are chosen on the other half.
"""

import hashlib
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import tantivy

from portal.lineage import candidates, similarity
from portal.lineage.described import stems_of
from portal.lineage.similarity import Described, Similarities
from portal.lineage.weights import Weights
from portal.search.index import schema

FOLDER = Path(__file__).parent.parent / "tests" / "portal" / "lineage"
AMONG_FIRST = 10
DIFFERENT = "different"


@dataclass(frozen=True)
class Pair:
    """An earlier and a later recommendation, by key, and the kind of link, or DIFFERENT."""

    earlier: int
    later: int
    label: str
    is_judged: bool


@dataclass
class Labeled:
    """All recommendations and pairs."""

    records: dict[int, Described] = field(default_factory=dict)
    pairs: list[Pair] = field(default_factory=list)

    def right_by_key(self, *, judged: bool) -> dict[int, set[int]]:
        """Return {recommendation: all earlier and later ones of its line} of one half."""
        right: dict[int, set[int]] = defaultdict(set)
        linked = [pair for pair in self.pairs if pair.label != DIFFERENT]
        for forward in (True, False):
            steps: dict[int, set[int]] = defaultdict(set)
            for pair in linked:
                ends = (pair.earlier, pair.later) if forward else (pair.later, pair.earlier)
                steps[ends[0]].add(ends[1])
            for key in list(steps):
                right[key] |= reachable(key, steps)
        wanted = {
            key for pair in linked if pair.is_judged == judged for key in (pair.earlier, pair.later)
        }
        return {key: right[key] for key in sorted(wanted)}


def reachable(start: int, steps: dict[int, set[int]]) -> set[int]:
    found: set[int] = set()
    waiting = [start]
    while waiting:
        for key in steps.get(waiting.pop(), ()):
            if key not in found:
                found.add(key)
                waiting.append(key)
    return found


def read_labeled(folder: Path = FOLDER) -> Labeled:
    labeled = Labeled()
    for path in sorted(folder.glob("labeled_*.toml")):
        for subject in tomllib.loads(path.read_text(encoding="utf-8"))["subject"]:
            add_subject(labeled, subject)
    return labeled


def add_subject(labeled: Labeled, subject: dict) -> None:
    """Add the texts of a subject, and the pairs that they form."""
    keys = []
    is_judged = hashlib.sha256(subject["name"].encode()).digest()[0] % 2 == 1
    shared = {name: frozenset(subject.get(name, ())) for name in ("themes", "instruments")}
    for text in subject["texts"]:
        key = len(labeled.records) + 1
        day = date(2009 + 3 * text["meeting"], 3, 10)
        labeled.records[key] = Described(
            key,
            text["meeting"],
            day,
            text["text"],
            stems_of(text["text"]),
            text["level"],
            addressees=frozenset(text.get("addressees", ())),
            **shared,
        )
        keys.append(key)
    for place, text in enumerate(subject["texts"]):
        for other, label in labels_of(subject["texts"], place, text):
            ends = sorted((keys[other], keys[place]), key=lambda key: labeled.records[key].day)
            labeled.pairs.append(Pair(*ends, label, is_judged))


def labels_of(texts: list[dict], place: int, text: dict) -> Iterator[tuple[int, str]]:
    if text.get("unlike"):
        for other, own in enumerate(texts):
            if not own.get("unlike") and own["meeting"] != text["meeting"]:
                yield other, DIFFERENT
    elif place:
        yield from ((other, text["kind"]) for other in text.get("after", [place - 1]))


def build_searcher(records: dict[int, Described]) -> tantivy.Searcher:
    """Return an index in memory of the records."""
    index = tantivy.Index(schema.schema())
    schema.register_tokenizers(index)
    writer = index.writer(15_000_000, num_threads=1)
    for record in records.values():
        document = {
            "record_type": ["recommendation"],
            "key": [record.key],
            "report_key": [record.report],
            "text": [record.text],
            "addressee": sorted(record.addressees),
            "instrument": sorted(record.instruments),
            "theme": sorted(record.themes),
        }
        writer.add_document(tantivy.Document.from_dict(document, schema.schema()))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    return index.searcher()


# By key of the recommendation: candidates with their similarities.
Compared = dict[int, list[tuple[int, Similarities]]]


def compare_all(labeled: Labeled, keys: list[int]) -> Compared:
    """Return the candidates of recommendations, as the portal finds them, not yet in order."""
    searcher = build_searcher(labeled.records)
    rarity = candidates.rarity_in(searcher)
    compared: Compared = {}
    for key in keys:
        wanted = labeled.records[key]
        hits = candidates.similar_hits(searcher, wanted)
        found = searcher.fast_field_values("key", hits) if hits else []
        others = [labeled.records[one] for one in dict.fromkeys(map(int, found))]
        compared[key] = [
            (one.key, similarity.compare(wanted, one, rarity))
            for one in others
            if candidates.may_be_linked(wanted, one)
        ]
    return compared


@dataclass(frozen=True)
class Quality:
    """Of all recommendations with a right one: what is found, and how often the first is right."""

    number: int
    recall: float
    first_right: float


def judge(compared: Compared, right: dict[int, set[int]], weights: Weights) -> Quality:
    found = wanted = first = 0
    for key, own in right.items():
        ranked = sorted(compared[key], key=lambda one: (-similarity.score(one[1], weights), one[0]))
        best = [other for other, _ in ranked[:AMONG_FIRST]]
        found += len(own.intersection(best))
        wanted += min(len(own), AMONG_FIRST)
        first += bool(best) and best[0] in own
    return Quality(len(right), found / wanted, first / len(right))

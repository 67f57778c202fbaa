"""python -m tests.corpus: a table of how well the importer reads the corpus."""

import sys

from tests.corpus import reading, suggesting
from tests.corpus.accuracy import FIELDS, Score, scores


def main():
    known = reading.vocabulary()
    total = dict.fromkeys(FIELDS, Score())
    faults = 0
    print("| document | format | " + " | ".join(FIELDS) + " | lost or added |")
    print("|---" * (len(FIELDS) + 3) + "|")
    for folder in reading.folders():
        found, lost = reading.read(folder, known)
        here = scores(reading.expected(folder), found)
        total = {field: total[field] + here[field] for field in FIELDS}
        faults += len(lost)
        ending = reading.source_of(folder).suffix
        print(row(folder.name, ending, here, len(lost)))
    print(row("all", "", total, faults))
    print()
    for line in suggesting.table():
        print(line)
    return faults > 0


def row(name, ending, found, lost):
    cells = (
        f"{one.right}/{one.expected}" + extra(one) for one in map(found.get, FIELDS)
    )
    return f"| {name} | {ending} | " + " | ".join(cells) + f" | {lost} |"


def extra(score):
    more = score.found - score.right
    return f" +{more}" if more else ""


if __name__ == "__main__":
    sys.exit(main())

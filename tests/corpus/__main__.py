"""python -m tests.corpus: a table of how well the importer reads the corpus."""

import sys

from tests.corpus import reading, suggesting
from tests.corpus.accuracy import FIELDS, Score, scores


def main():
    known_vocabulary = reading.vocabulary()
    total = dict.fromkeys(FIELDS, Score())
    errors = 0
    print("| document | format | " + " | ".join(FIELDS) + " | lost or added |")
    print("|---" * (len(FIELDS) + 3) + "|")
    for folder in reading.folders():
        actual, lost = reading.read(folder, known_vocabulary)
        folder_scores = scores(reading.expected(folder), actual)
        total = {field: total[field] + folder_scores[field] for field in FIELDS}
        errors += len(lost)
        ending = reading.source_of(folder).suffix
        print(row(folder.name, ending, folder_scores, len(lost)))
    print(row("all", "", total, errors))
    print()
    for line in suggesting.table():
        print(line)
    return errors > 0


def row(name, ending, field_scores, lost):
    cells = (
        f"{score.right}/{score.expected}" + extra(score) for score in map(field_scores.get, FIELDS)
    )
    return f"| {name} | {ending} | " + " | ".join(cells) + f" | {lost} |"


def extra(score):
    more = score.found - score.right
    return f" +{more}" if more else ""


if __name__ == "__main__":
    sys.exit(main())

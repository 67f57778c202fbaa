"""How well the importer reads: found, expected and right, by field."""

from collections import Counter
from dataclasses import dataclass

FIELDS = (
    *("front", "headings", "paragraphs", "speakers", "positions", "organizations"),
    *("recommendations", "levels", "nesting", "issuers", "participants"),
)


@dataclass
class Score:
    """Facts of a kind. What is found and not expected counts as a fault, too."""

    right: int = 0
    found: int = 0
    expected: int = 0

    def __add__(self, other):
        return Score(
            self.right + other.right,
            self.found + other.found,
            self.expected + other.expected,
        )

    @property
    def share(self):
        """Return right facts among all that were found or expected, 1 where there are none."""
        every = self.found + self.expected - self.right
        return self.right / every if every else 1.0

    @property
    def precision(self):
        """Return right facts among those found, None where there are none."""
        return self.right / self.found if self.found else None

    @property
    def recall(self):
        """Return right facts among those expected, None where there are none."""
        return self.right / self.expected if self.expected else None


def scores(expected, found):
    """Return the score of every field: facts that the two have in common, as often as both."""
    theirs, ours = facts(expected), facts(found)
    return {field: score(theirs[field], ours[field]) for field in FIELDS}


def score(expected, found):
    right = sum((Counter(expected) & Counter(found)).values())
    return Score(right, len(found), len(expected))


def facts(report):
    said = [
        (one["text"], each) for one in report["paragraphs"] for each in one["speakers"]
    ]
    asked = report["recommendations"]
    return {
        "front": [
            (key, report.get(key))
            for key in ("title", "kind", "starts_on", "ends_on", "place")
            if report.get(key)
        ],
        "headings": [
            (one["kind"], one["number"], one["title"]) for one in report["headings"]
        ],
        "paragraphs": [(one["number"], one["text"]) for one in report["paragraphs"]],
        "speakers": [(text, who["name"]) for text, who in said if who["name"]],
        "positions": [
            (text, who["name"], who["position"])
            for text, who in said
            if who["position"]
        ],
        "organizations": [
            (text, who["name"], body)
            for text, who in said
            for body in who["organizations"]
        ],
        "recommendations": [one["text"] for one in asked],
        "levels": [(one["text"], one["level"]) for one in asked],
        "nesting": [
            (one["text"], asked[one["parent"]]["text"])
            for one in asked
            if one["parent"] is not None
        ],
        "issuers": [
            (one["text"], body) for one in asked for body in one["organizations"]
        ],
        "participants": [
            (one["name"], one["position"], *one["organizations"])
            for one in report["participants"]
        ],
    }

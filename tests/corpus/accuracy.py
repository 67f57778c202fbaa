"""How well the importer reads: found, expected and right, by field."""

from collections import Counter
from dataclasses import dataclass

FIELDS = (
    *("front", "headings", "paragraphs", "speakers", "positions", "organizations"),
    *("recommendations", "levels", "nesting", "issuers", "participants"),
)


@dataclass
class Score:
    """Counts of facts of a kind. A fact that is found and not expected counts as an error, too."""

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
        union = self.found + self.expected - self.right
        return self.right / union if union else 1.0

    @property
    def precision(self):
        """Return right facts among those found, None where there are none."""
        return self.right / self.found if self.found else None

    @property
    def recall(self):
        """Return right facts among those expected, None where there are none."""
        return self.right / self.expected if self.expected else None


def scores(expected, actual):
    """Return the score of every field: facts that the two have in common, as often as both."""
    expected_facts, actual_facts = facts(expected), facts(actual)
    return {field: score(expected_facts[field], actual_facts[field]) for field in FIELDS}


def score(expected, actual):
    right = sum((Counter(expected) & Counter(actual)).values())
    return Score(right, len(actual), len(expected))


def facts(report):
    speeches = [
        (paragraph["text"], speaker)
        for paragraph in report["paragraphs"]
        for speaker in paragraph["speakers"]
    ]
    recommendations = report["recommendations"]
    return {
        "front": [
            (key, report.get(key))
            for key in ("title", "kind", "starts_on", "ends_on", "place")
            if report.get(key)
        ],
        "headings": [
            (heading["kind"], heading["number"], heading["title"]) for heading in report["headings"]
        ],
        "paragraphs": [
            (paragraph["number"], paragraph["text"]) for paragraph in report["paragraphs"]
        ],
        "speakers": [(text, speaker["name"]) for text, speaker in speeches if speaker["name"]],
        "positions": [
            (text, speaker["name"], speaker["position"])
            for text, speaker in speeches
            if speaker["position"]
        ],
        "organizations": [
            (text, speaker["name"], body)
            for text, speaker in speeches
            for body in speaker["organizations"]
        ],
        "recommendations": [recommendation["text"] for recommendation in recommendations],
        "levels": [
            (recommendation["text"], recommendation["level"]) for recommendation in recommendations
        ],
        "nesting": [
            (recommendation["text"], recommendations[recommendation["parent"]]["text"])
            for recommendation in recommendations
            if recommendation["parent"] is not None
        ],
        "issuers": [
            (recommendation["text"], body)
            for recommendation in recommendations
            for body in recommendation["organizations"]
        ],
        "participants": [
            (participant["name"], participant["position"], *participant["organizations"])
            for participant in report["participants"]
        ],
    }

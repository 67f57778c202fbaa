"""How well the statements that led to recommendations are suggested, for four labeled reports.

Precision is the share of right ones among all that are offered, at most five a recommendation,
those included that have no statement; recall the share of the labeled ones that are offered.
Both are taken over all recommendations of a report together.
"""

from dataclasses import dataclass, replace
from functools import cache

from portal.documents import readers
from portal.imports import curation_file
from portal.imports.parsed_snapshot import ParsedSnapshot, VocabularyKeys
from portal.parsing import pipeline
from portal.rationale.known_words import RationaleVocabulary
from portal.rationale.suggestions import RationaleSuggestions
from tests.corpus import reading, suggesting

FIRST = suggesting.FIRST / "report.txt"
# Kept aside: no weight was chosen by them.
SECOND = reading.CORPUS / "early-warning-workshop-2017" / "report.txt"
THIRD = reading.CORPUS / "skills-seminar-2018" / "report.md"
# Its recommendations avoid the words of the discussion, and of the vocabulary.
REWORDED = suggesting.SECOND / "report.txt"


@dataclass(frozen=True)
class Measured:
    """Counts of statements: offered and right, offered, labeled."""

    right: int
    offered: int
    labeled: int

    @property
    def precision(self):
        return self.right / self.offered

    @property
    def recall(self):
        return self.right / self.labeled


@cache
def numbered_slugs(name, table):
    return {entry["slug"]: key for key, entry in enumerate(reading.entries(name, table), start=1)}


@cache
def vocabulary():
    """Return what the seeds say, without a database."""
    themes = reading.entries("themes", "theme")
    keys = numbered_slugs("themes", "theme")
    return RationaleVocabulary(
        tuple((keys[theme["slug"]], (theme["label"], *theme["other_labels"])) for theme in themes),
        tuple(
            tuple(wording.strip() for wording in line.split("="))
            for theme in themes
            for line in theme.get("synonyms", ())
        ),
    )


def labeled_snapshot(path, *, with_subjects=False):
    """Return the report as imported, with its labels as confirmed links.

    Its subjects are those that an import suggests, or, with `with_subjects`, the curated ones.
    """
    known = suggesting.vocabulary()
    draft = pipeline.parse_report(readers.read(path.name, path.read_bytes()), known)
    curation = curation_file.read_curation_file(path.with_name(curation_file.FILE_NAME))
    if not with_subjects:
        statements = {
            key: {"statements": entry["statements"]}
            for key, entry in curation["recommendations"].items()
        }
        curation = {"recommendations": statements}
    curation_file.apply_curation(draft, curation, known)
    keys = VocabularyKeys(
        numbered_slugs("organizations", "organization"),
        numbered_slugs("themes", "theme"),
        numbered_slugs("instruments", "instrument"),
    )
    return ParsedSnapshot(draft, keys).texts


def measure(snapshot):
    """Compare what is suggested with the labels, of which the suggestions know nothing."""
    unlabeled = replace(snapshot, rationale_link={})
    suggestions = RationaleSuggestions(unlabeled, vocabulary())
    offered = {
        (key, one.paragraph) for key in snapshot.recommendation for one in suggestions.offered(key)
    }
    links = snapshot.rationale_link.values()
    labeled = {(one.recommendation, one.paragraph) for one in links if one.paragraph}
    return Measured(len(offered & labeled), len(offered), len(labeled))

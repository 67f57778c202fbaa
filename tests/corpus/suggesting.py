"""How well themes and addressees are suggested, compared with what people chose for three reports."""

from collections import defaultdict
from dataclasses import replace
from functools import cache

from portal.documents import readers
from portal.imports import curation_file
from portal.parsing import pipeline
from portal.parsing.gazetteer import Gazetteer
from portal.parsing.theme_cues import CueIndex
from tests.corpus import reading
from tests.corpus.accuracy import Score

FIRST = reading.CORPUS.parents[1] / "seeds" / "reports" / "arf-migration-workshop-2015"
# Written and curated before anything was suggested for it, in words that avoid the labels. The
# labels were extended afterwards.
SECOND = reading.CORPUS / "curated-second-report"
# Written and curated before the suggestions were rewritten, and used for no choice since.
THIRD = reading.CORPUS / "curated-third-report"
KINDS = ("recommendations", "paragraphs")
CAVEAT = (
    "Themes suggested in the first report, beside those that people gave it. The vocabulary was\n"
    "written with this report in view: expect less of any other."
)


def vocabulary():
    """Return the vocabulary of the seeds with its themes and instruments."""
    themes = reading.entries("themes", "theme")
    texts = reading.entries("instruments", "instrument")
    return replace(
        reading.vocabulary(),
        themes=Gazetteer.of(
            ((theme["slug"], [theme["label"], *theme["other_labels"]]) for theme in themes),
            any_case=True,
        ),
        theme_cues=CueIndex.of((theme["slug"], theme.get("cues", [])) for theme in themes),
        instruments=Gazetteer.of(
            (instrument["slug"], [instrument["name"], *instrument.get("wordings", [])])
            for instrument in texts
        ),
    )


@cache
def draft_of(folder):
    """Return the report as an import without the curation file parses it."""
    path = folder / "report.txt"
    return pipeline.parse_report(readers.read(path.name, path.read_bytes()), vocabulary())


def suggested(folder=FIRST, field="themes"):
    """Return {kind: {key: slugs}} as an import without the curation file suggests them."""
    draft = draft_of(folder)
    return {
        "recommendations": {
            recommendation.reference: set(getattr(recommendation.subjects, field))
            for recommendation in draft.recommendations
        },
        "paragraphs": {
            paragraph.anchor.removeprefix("p"): set(getattr(paragraph.subjects, field))
            for paragraph in draft.paragraphs
        },
    }


def named_addressees(folder):
    """Return the curated addressees that a recommendation or a point above it names.

    Whoever is to act is often not in the text: people who knew the meeting added 18 of the 28
    addressees of the first report, such as its participants. No import can suggest these.
    """
    texts: dict[str, str] = {}
    for recommendation in draft_of(folder).recommendations:
        above = texts.get(recommendation.parent, "")
        texts[recommendation.reference] = f"{above} {recommendation.text}"
    organizations = vocabulary().organizations
    expected = curated(folder, "addressees")["recommendations"]
    return {
        "recommendations": {
            key: slugs & set(organizations.slugs_in(texts[key])) for key, slugs in expected.items()
        },
        "paragraphs": {},
    }


def curated(folder=FIRST, field="themes"):
    """Return {kind: {key: slugs}} as the curation file gives them."""
    curation = curation_file.read_curation_file(folder / curation_file.FILE_NAME)
    return {
        kind: {key: set(entry.get(field, ())) for key, entry in curation[kind].items()}
        for kind in KINDS
    }


def scores(expected, actual):
    """Return {kind: {theme: score}} of all curated paragraphs and recommendations."""
    result = {}
    for kind in KINDS:
        by_theme = defaultdict(Score)
        for key, curated_themes in expected[kind].items():
            suggested_themes = actual[kind].get(key, set())
            for theme in curated_themes | suggested_themes:
                by_theme[theme] += Score(
                    theme in curated_themes & suggested_themes,
                    theme in suggested_themes,
                    theme in curated_themes,
                )
        result[kind] = dict(by_theme)
    return result


def total(by_theme):
    return sum(by_theme.values(), Score())


def table():
    """Yield the lines of a table: a row for each theme, the total last."""
    theme_scores = scores(curated(), suggested())
    yield CAVEAT
    yield ""
    yield ("| theme | " + " | ".join(f"{kind}, P, R" for kind in KINDS) + " | all, P, R |")
    yield "|---" * (len(KINDS) + 2) + "|"
    themes = sorted({theme for kind in KINDS for theme in theme_scores[kind]})
    for theme in themes:
        yield row(theme, [theme_scores[kind].get(theme, Score()) for kind in KINDS])
    yield row("all", [total(theme_scores[kind]) for kind in KINDS])
    yield ""
    for name, folder in (("first", FIRST), ("second", SECOND), ("third", THIRD)):
        if folder is not FIRST:
            for kind in KINDS:
                yield f"{name} report, themes of {kind}: {score_cell(score_of(folder, 'themes', kind))}"
        yield f"{name} report, addressees: {score_cell(score_of(folder, 'addressees'))}"
    yield f"of those that the first report names: {score_cell(score_of_named(FIRST))}"


def score_of(folder, field, kind="recommendations"):
    """Return the score of a report."""
    return total(scores(curated(folder, field), suggested(folder, field))[kind])


def score_of_named(folder):
    """Return the score of addressees, of those that the text names."""
    by_slug = scores(named_addressees(folder), suggested(folder, "addressees"))
    return total(by_slug["recommendations"])


def row(name, kinds):
    cells = (score_cell(score) for score in [*kinds, sum(kinds, Score())])
    return f"| {name} | " + " | ".join(cells) + " |"


def score_cell(score):
    """Return right, suggested and curated in numbers, then precision and recall."""
    counts = f"{score.right} of {score.found} suggested, {score.expected} curated"
    return f"{counts}, {percent(score.precision)}, {percent(score.recall)}"


def percent(share):
    return "–" if share is None else f"{share:.0%}"

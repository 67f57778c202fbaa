"""How well themes are suggested: beside the curated ones of the first report, unit by unit."""

from collections import defaultdict
from dataclasses import replace

from portal.importing import assignments, parse, readers
from portal.importing.vocabulary import Names
from tests.corpus import reading
from tests.corpus.accuracy import Score

FOLDER = reading.CORPUS.parents[1] / "seeds" / "reports" / "arf-migration-workshop-2015"
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
        themes=Names.of(
            ((one["slug"], [one["label"], *one["other_labels"]]) for one in themes),
            any_case=True,
        ),
        instruments=Names.of(
            (one["slug"], [one["name"], *one.get("wordings", [])]) for one in texts
        ),
    )


def suggested():
    """Return {kind: {key: themes}} as an import without the curation file suggests them."""
    path = FOLDER / "report.txt"
    draft = parse.parse(readers.read(path.name, path.read_bytes()), vocabulary())
    return {
        "recommendations": {
            one.reference: set(one.subjects.themes) for one in draft.recommendations
        },
        "paragraphs": {
            one.anchor.removeprefix("p"): set(one.subjects.themes)
            for one in draft.paragraphs
        },
    }


def curated():
    """Return {kind: {key: themes}} as the curation file gives them."""
    said = assignments.read(FOLDER / assignments.FILE_NAME)
    return {
        kind: {key: set(one["themes"]) for key, one in said[kind].items()}
        for kind in KINDS
    }


def scores(expected, found):
    """Return {kind: {theme: score}} of all units that were curated."""
    result = {}
    for kind in KINDS:
        by_theme = defaultdict(Score)
        for key, right in expected[kind].items():
            guessed = found[kind].get(key, set())
            for theme in right | guessed:
                by_theme[theme] += Score(
                    theme in right & guessed, theme in guessed, theme in right
                )
        result[kind] = dict(by_theme)
    return result


def total(by_theme):
    return sum(by_theme.values(), Score())


def table():
    """Yield the lines of a table: a row for each theme, the total last."""
    found = scores(curated(), suggested())
    yield CAVEAT
    yield ""
    yield (
        "| theme | " + " | ".join(f"{kind}, P, R" for kind in KINDS) + " | all, P, R |"
    )
    yield "|---" * (len(KINDS) + 2) + "|"
    themes = sorted({theme for kind in KINDS for theme in found[kind]})
    for theme in themes:
        yield row(theme, [found[kind].get(theme, Score()) for kind in KINDS])
    yield row("all", [total(found[kind]) for kind in KINDS])


def row(name, kinds):
    cells = (told(one) for one in [*kinds, sum(kinds, Score())])
    return f"| {name} | " + " | ".join(cells) + " |"


def told(score):
    """Return right, suggested and curated in numbers, then precision and recall."""
    counts = f"{score.right} of {score.found} suggested, {score.expected} curated"
    return f"{counts}, {percent(score.precision)}, {percent(score.recall)}"


def percent(share):
    return "–" if share is None else f"{share:.0%}"

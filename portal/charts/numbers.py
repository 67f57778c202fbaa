"""The charts of numbers. Each number is counted in the index, as the list it leads to counts it."""

from collections import Counter
from collections.abc import Iterable
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext, ngettext

from portal.charts.figure import Figure, More
from portal.charts.matrix import ABOVE, BESIDE, Numbers, matrix
from portal.charts.timeline import timeline
from portal.search import engine
from recommendations.models import Recommendation
from reports.filters import YEARS
from reports.models import Organization, Theme, ThemeStatus
from reports.naming import Name, of_vocabulary

ASKED = "recommendation"
THEMES_BY_LEVEL = 12
ORGANIZATIONS = 10
THEMES_BY_ORGANIZATION = 8
MODELS = {"theme": Theme, "addressee": Organization}


def levels_and_themes(**choices: str) -> Figure | None:
    """Return how many recommendations under these choices a theme has at each level.

    Where no level is stated, no list can be narrowed down to that: it is no column.
    """
    under = engine.Question(
        ASKED, choices={name: (value,) for name, value in choices.items()}
    )
    themes = counts_under(under, "theme")
    if not themes:
        return None
    levels = {value: str(label) for value, label in Recommendation.Level.choices}
    found = {
        (theme, level): number
        for level, numbers in crossed(under, "level", levels, "theme")
        for theme, number in numbers
    }
    stated = {theme for theme, _ in found}
    frequent = [theme for theme in most_frequent(themes) if theme in stated]
    rows = called("theme", frequent[:THEMES_BY_LEVEL])
    if not rows:
        return None
    numbers = Numbers(
        rows,
        levels,
        {pair: number for pair, number in found.items() if pair[0] in rows},
        lambda theme, level: listed({"level": level, "theme": theme, **choices}),
        cell_title,
    )
    return Figure(
        name="levels-and-themes",
        title=gettext("Recommendations by theme and level"),
        description=gettext(
            "A row for each theme, a column for each level. The darker a cell, the more recommendations; each number leads to them."
        ),
        note=with_suggested(
            gettext(
                "A recommendation on several themes counts under each. Those whose level is not stated are left out."
            ),
            numbers,
            suggested_under(under, {"level": tuple(levels)}, rows),
        ),
        rows=gettext("Theme"),
        picture=matrix(numbers, BESIDE),
        language=settings.VOCABULARY_LANGUAGE,
        more=more_themes(len(themes) - len(rows), choices),
    )


def organizations_and_themes() -> Figure | None:
    """Return how many recommendations on each theme ask an organization to act."""
    asked = engine.numbers(ASKED, "addressee")
    rows = called("addressee", most_frequent(asked)[:ORGANIZATIONS])
    found = {
        (body, theme): number
        for body, numbers in crossed(engine.Question(ASKED), "addressee", rows, "theme")
        for theme, number in numbers
    }
    themes: Counter[str] = Counter()
    for (_, theme), number in found.items():
        themes[theme] += number
    columns = called("theme", most_frequent(themes)[:THEMES_BY_ORGANIZATION])
    if not columns:
        return None
    numbers = Numbers(
        rows,
        columns,
        {pair: number for pair, number in found.items() if pair[1] in columns},
        lambda body, theme: listed({"addressee": body, "theme": theme}),
        cell_title,
    )
    return Figure(
        name="organizations-and-themes",
        title=gettext("Who is asked to act, and on what"),
        description=gettext(
            "A row for each organization that is asked to act most often, a column for each theme on which these are asked most. The darker a cell, the more recommendations; each number leads to them."
        ),
        note=with_suggested(
            gettext(
                "A recommendation on several themes, or to several organizations, counts under each."
            ),
            numbers,
            sum(
                suggested_under(engine.Question(ASKED), {"addressee": (body,)}, columns)
                for body in rows
            ),
        ),
        rows=gettext("Organization"),
        picture=matrix(numbers, ABOVE),
        language=settings.VOCABULARY_LANGUAGE,
        heads_are_names=True,
        more=more_organizations(len(asked) - len(rows)),
    )


def workshops_by_year() -> Figure | None:
    counted = engine.numbers("report", "year")
    # Others, no list can be narrowed down to.
    found = {
        int(year): number for year, number in counted.items() if int(year) in YEARS
    }
    if not found:
        return None
    return Figure(
        name="years",
        title=gettext("Workshops by year"),
        description=gettext(
            "A bar for each year from the first to the last. The higher a bar, the more reports; each number leads to them."
        ),
        picture=timeline(
            found,
            lambda year: f"{reverse('report-list')}?year={year}",
            lambda year, number: (
                ngettext(
                    "%(year)s: %(number)s report",
                    "%(year)s: %(number)s reports",
                    number,
                )
                % {"year": year, "number": number_format(number)}
            ),
        ),
    )


def crossed(
    under: engine.Question, across: str, values: Iterable[str], down: str
) -> list[tuple[str, engine.Counts]]:
    """Return each value of a facet with the counts of another's values beside it."""
    begun = [
        (value, engine.counting(engine.narrowed(under, across, value), [down]))
        for value in values
    ]
    return [(value, wait()[down]) for value, wait in begun]


def suggested_under(
    under: engine.Question, more: dict[str, tuple[str, ...]], themes: Iterable[str]
) -> int:
    """Return how often the import suggests one of the themes and nobody has confirmed it."""
    if not engine.numbers(under.kind, "theme_suggested"):
        return 0
    choices = {**under.choices, **more, "theme_status": (ThemeStatus.SUGGESTED.value,)}
    question = engine.Question(under.kind, choices=choices)
    found = dict(engine.counts(question, ["theme"])["theme"])
    return sum(found.get(theme, 0) for theme in themes)


def with_suggested(note: str, numbers: Numbers, suggested: int) -> str:
    """Return the note with a sentence on the assignments that nobody has confirmed, if any."""
    if not suggested:
        return note
    counted = sum(numbers.found.values())
    sentence = ngettext(
        "Counted here is %(number)s assignment of a theme; for %(suggested)s, the import suggests the theme and no editor has confirmed it.",
        "Counted here are %(number)s assignments of themes; for %(suggested)s, the import suggests the theme and no editor has confirmed it.",
        counted,
    )
    told = {"number": number_format(counted), "suggested": number_format(suggested)}
    return f"{note} {sentence % told}"


def counts_under(under: engine.Question, name: str) -> dict[str, int]:
    if not under.choices:
        return engine.numbers(under.kind, name)
    return dict(engine.counts(under, [name])[name])


def most_frequent(counts: dict[str, int]) -> list[str]:
    return sorted(counts, key=lambda value: (-counts[value], value))


def called(name: str, values: list[str]) -> dict[str, str]:
    """Return what the values of a facet are called, in their order; unknown ones are left out."""
    names = engine.remembered_names(ASKED, name, values, (), names_of)
    return {value: names[value] for value in values if value in names}


def names_of(name: str, slugs: list[str]) -> dict[str, Name]:
    found = MODELS[name].objects.published().filter(slug__in=slugs)
    return {one.slug: Name(one, of_vocabulary(one)) for one in found}


def listed(query: dict[str, str]) -> str:
    return f"{reverse('recommendation-list')}?{urlencode(query)}"


def cell_title(row: str, column: str, number: int) -> str:
    return ngettext(
        "%(row)s, %(column)s: %(number)s recommendation",
        "%(row)s, %(column)s: %(number)s recommendations",
        number,
    ) % {"row": row, "column": column, "number": number_format(number)}


def more_themes(number: int, choices: dict[str, str]) -> tuple[More, ...]:
    text = ngettext("%(number)s more theme", "%(number)s more themes", number)
    return more(number, text, "theme", choices)


def more_organizations(number: int) -> tuple[More, ...]:
    text = ngettext(
        "%(number)s more organization", "%(number)s more organizations", number
    )
    return more(number, text, "addressee", {})


def more(
    number: int, text: str, facet: str, choices: dict[str, str]
) -> tuple[More, ...]:
    if not number:
        return ()
    query = f"?{urlencode(choices)}" if choices else ""
    page = reverse("recommendation-facet", args=[facet])
    return (More(text % {"number": number_format(number)}, page + query),)

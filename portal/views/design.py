"""Every component of the pages, side by side, for whoever works on them: /design/, in development."""

from datetime import date
from types import SimpleNamespace

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, QueryDict
from django.shortcuts import render

from portal.charts.figure import Figure, Voice
from portal.charts.matrix import BESIDE, Numbers, matrix
from portal.charts.strip import Heading, Said, strip
from portal.charts.timeline import timeline
from portal.parameters import say_unknown
from portal.search.query import understand
from portal.views.samples import of_the_desk
from recommendations.filters import RecommendationFilter
from recommendations.models import Recommendation
from reports.models import (
    Contribution,
    Paragraph,
    Participation,
    Person,
    Report,
    Session,
    Theme,
)

LONG = (
    "Strengthen the capacity of labour attachés, consular officers and border officials of all "
    "participating states to identify victims of trafficking in persons among irregular migrants "
)
PAGES = 7
# Which of the recommendations stands under another.
NESTED = 2


def design(request):
    if not settings.DEBUG:
        raise Http404
    say_unknown(request, ["lefel"])
    pages = Paginator(range(PAGES * 20), 20)
    filters = RecommendationFilter(
        QueryDict("level=national&level=nowhere"), Recommendation.objects.none()
    )
    context = {
        "desk": of_the_desk(),
        "recommendations": [
            recommendation(level, number)
            for number, (level, _) in enumerate(
                [*Recommendation.Level.choices, ("", "")], 1
            )
        ],
        "root": understand("trafficking").root,
        "contributions": [contribution(voice) for voice in ("7", "")],
        "filter": filters,
        "facets": SimpleNamespace(facets=[facet()], query=""),
        "page_obj": pages.page(3),
        "matrix": chart(
            "matrix",
            matrix(
                Numbers(
                    {"a": "Labour mobility", "b": LONG[:60]},
                    dict(Recommendation.Level.choices),
                    {("a", "national"): 1, ("b", "regional"): 12_345, ("b", "all"): 40},
                    lambda row, column: "#charts",
                    lambda row, column, number: f"{row}, {column}: {number}",
                ),
                BESIDE,
            ),
        ),
        "years": chart(
            "years",
            timeline(
                {1999: 1, 2003: 12, 2015: 300},
                lambda year: "#charts",
                lambda year, number: f"{year}: {number}",
            ),
        ),
        "said": chart(
            "said",
            strip(
                [
                    Heading(
                        "Setting the Scene",
                        "#charts",
                        tuple(
                            Said("#charts", f"¶ {label}", str(label), str(label), voice)
                            for voice, label in Paragraph.Voice.choices
                        ),
                    )
                ]
            ),
            [Voice(value, str(label)) for value, label in Paragraph.Voice.choices],
        ),
        "paragraphs": [
            in_reading(paragraph("7", "named")),
            in_reading(paragraph("", "collective")),
        ],
        "in_place": [
            point("1", "regional", [point("1.a", "regional", [])]),
            point("2", "", []),
        ],
        "registered": [theme("Labour mobility", 1_234), theme(LONG, 1)],
        "sought": SimpleNamespace(
            added=["human trafficking"],
            is_loosened=True,
            understood=SimpleNamespace(as_plain_words=True),
        ),
        "alike": [("recruitment", "#search"), ("recruiters", "#search")],
        "sorts": SimpleNamespace(
            sorts=[
                ("relevance", "Best match", "#search", False),
                ("newest", "Newest workshop", "#search", True),
            ]
        ),
        "workshop": report(),
        "route": SimpleNamespace(
            path="/api/v1/recommendations/",
            about="Recommendations under the filters of their page.",
            example="#of-a-record",
            parameters=[
                SimpleNamespace(
                    name="level", about="The level.", rules=["one of four values"]
                )
            ],
        ),
        "naming": {"count": 12, "first": [paragraph("9", "document")]},
        "levels": Recommendation.Level.choices,
        "voices": Paragraph.Voice.choices,
    }
    return render(request, "portal/design.html", context)


def chart(name, picture, legend=()):
    return Figure(
        name,
        "A chart",
        "What its marks mean",
        picture,
        rows="Theme",
        legend=tuple(legend),
    )


def report():
    return Report(
        slug="sample",
        title="Workshop on a Title That Is Long Enough to Need Two Lines on Any Screen",
        starts_on=date(2015, 3, 10),
        ends_on=date(2015, 3, 11),
        place="Nay Pyi Taw, Myanmar",
        series="ARF",
    )


def theme(label, number):
    found = Theme(slug="sample", label=label)
    found.recommendation_count = found.contribution_count = number
    return found


def named(name):
    return SimpleNamespace(name=name, label=name, get_absolute_url="#")


def assigned(label, *, is_suggested=False):
    return SimpleNamespace(theme=named(label), is_suggested=is_suggested)


def recommendation(level, number):
    found = Recommendation(
        report=report(),
        reference=f"21.C.{number}",
        level=level,
        text=LONG * (number % 3 + 1),
    )
    if number == NESTED:
        found.parent = Recommendation(text=LONG)
    found.listed_assignments = [
        assigned("Labour mobility"),
        assigned("Border management", is_suggested=True),
    ]
    found.listed_involvements = []
    return found


def paragraph(number, voice="named"):
    session = Session(
        report=report(),
        kind="session",
        number="1",
        title="Setting the Scene",
        anchor="s1",
    )
    found = Paragraph(
        report=session.report,
        session=session,
        number=number,
        anchor=f"p{number}",
        text=LONG * 4,
        voice=voice,
    )
    found.listed_assignments = [assigned("Recruitment")]
    return found


def in_reading(found):
    """Return what the reading view needs of a paragraph, which cannot be read without a key."""
    return SimpleNamespace(
        report=found.report,
        anchor=found.anchor,
        number=found.number,
        called=found.called,
        voice=found.voice,
        text=found.text,
        get_absolute_url="#reading",
        get_voice_display=found.get_voice_display,
        listed_assignments=found.listed_assignments,
        listed_speaking=[],
        contributions=SimpleNamespace(
            all=[contribution(found.number)] if found.voice == "named" else []
        ),
        headlines=[],
    )


def point(reference, level, points):
    return SimpleNamespace(
        report=report(),
        reference=reference,
        number=reference,
        level=level,
        stated_level=level or "Level not stated",
        text=LONG,
        get_absolute_url="#reading",
        points=SimpleNamespace(all=points),
    )


def contribution(number):
    said = paragraph(number)
    person = Person(slug="sample", name="Maria Theresa dela Rosa-Macalintal")
    participation = Participation(person=person, position="Deputy Director General")
    participation.listed_affiliations = [
        SimpleNamespace(organization=named("Office of the Special Envoy"))
    ]
    return Contribution(paragraph=said, participation=participation)


def facet():
    choices = [
        SimpleNamespace(
            label=f"{LONG[:60]} {number}" if number % 3 == 0 else f"Theme {number}",
            count=12_345 // number,
            chosen=number == 2,
            only_link="#",
            add_link="#",
            remove_link="#",
            can_be_added=True,
        )
        for number in range(1, 9)
    ]
    return SimpleNamespace(
        name="theme", label="Theme", choices=choices, has_more=True, is_filtered=True
    )

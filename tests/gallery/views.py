"""The gallery page."""

from pathlib import Path
from types import SimpleNamespace

from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.template import engines

from portal.content.printed_source import PrintedSource
from portal.content.uncertain_places import UncertainPlace
from portal.content.word_diff import word_diff
from portal.search.query.parser import parse_query
from portal.site.charts.bar_chart import bar_chart
from portal.site.charts.figure import Figure, SessionStrip, Voice, VoiceMark
from portal.site.charts.heatmap import CrossTable, heatmap
from portal.web.query_parameters import set_unknown
from recommendations.filters import RecommendationFilter
from recommendations.models import Recommendation
from reports.labels import LocalizedLabel
from reports.models import Paragraph, Report
from tests.builders.citations import cite_statement
from tests.gallery import lineage_sample
from tests.gallery.additions_sample import additions
from tests.gallery.comparison_sample import comparison
from tests.gallery.facet_sample import faceted_list
from tests.gallery.follow_up_sample import follow_up
from tests.gallery.past_sample import past_card
from tests.gallery.record_samples import (
    LONG,
    TranslatedRecord,
    contribution,
    for_reading_view,
    named_record,
    paragraph,
    recommendation,
    recommendation_with_nested,
    report,
    row,
    theme,
)
from tests.gallery.samples import editor_samples

TEMPLATE = Path(__file__).with_name("gallery.html")
PAGES = 7


def gallery(request):
    set_unknown(request, ["lefel"])
    filters = RecommendationFilter(
        QueryDict("level=national&level=nowhere"), Recommendation.objects.none()
    )
    context = {
        "editor": editor_samples(),
        "uncertain_places": [
            UncertainPlace("", "3", Paragraph(number="12", report=Report(slug="sample"))),
            UncertainPlace("", "", None),
        ],
        "recommendations": [
            recommendation(level, number)
            for number, (level, _) in enumerate([*Recommendation.Level.choices, ("", "")], 1)
        ],
        "root": parse_query("trafficking").root,
        "contributions": [*map(contribution, ("7", ""))],
        "filter": filters,
        "facets": faceted_list(),
        "page_obj": Paginator(range(PAGES * 20), 20).page(3),
        "briefings": ["docx", "pdf"],
        "heatmap": figure(
            "heatmap",
            heatmap(
                CrossTable(
                    {"a": "Labour mobility", "b": LONG[:60]},
                    dict(Recommendation.Level.choices),
                    {("a", "national"): 1, ("b", "regional"): 12_345, ("b", "all"): 40},
                    lambda row, column: "#charts",
                    lambda row, column, count: f"{row}, {column}: {count}",
                )
            ),
        ),
        "bar_chart": figure(
            "years",
            bar_chart(
                {1999: 1, 2003: 12, 2015: 300},
                lambda year: "#charts",
                lambda year, count: f"{year}: {count}",
            ),
        ),
        "voice_strip": figure(
            "voices",
            (
                SessionStrip(
                    "Setting the Scene",
                    "#charts",
                    tuple(
                        VoiceMark("#charts", f"¶ {label}", str(label), str(label), voice)
                        for voice, label in Paragraph.Voice.choices
                    ),
                ),
            ),
            [Voice(value, str(label)) for value, label in Paragraph.Voice.choices],
        ),
        "paragraphs": [
            for_reading_view(paragraph("7", "named")),
            for_reading_view(paragraph("", "collective")),
            *map(row, ("Port", "Marwick")),
        ],
        "recommendation_tree": [
            recommendation_with_nested(
                "1", "regional", [recommendation_with_nested("1.a", "regional", [])]
            ),
            recommendation_with_nested("2", "", []),
        ],
        "entities": [theme("Labour mobility", 1_234), theme(LONG, 1)],
        "translated_record": TranslatedRecord(),
        "rationale": [
            SimpleNamespace(paragraph=for_reading_view(paragraph(number, voice)), excerpt=LONG)
            for number, voice in (("7", "named"), ("", "collective"))
        ],
        "linked_places": [
            SimpleNamespace(
                get_absolute_url="#paragraph",
                localized_name=LocalizedLabel("Paragraph 21", "en"),
                is_suggested=is_suggested,
                report=report,
            )
            for is_suggested, report in ((False, None), (True, Report(slug="sample", title=LONG)))
        ],
        "linked_records": [named_record("Myanmar"), TranslatedRecord()],
        "comparison": comparison(filters, recommendation("national", 1)),
        "memberships": {
            "groups": [(TranslatedRecord(), "since 1967"), (named_record("ASEAN"), "")],
            "members": [(named_record("Myanmar"), "from 1997 to 2001")],
            "slug": "asean",
            "statement_count": 2,
        },
        "rewritten_query": SimpleNamespace(
            added_wordings=["human trafficking"],
            added_names=[("Theme", "Trafficking and smuggling"), ("Level", "Regional")],
            is_by_name=True,
            is_widened=True,
            is_expanded=True,
            is_relaxed=True,
            parsed=SimpleNamespace(is_fallback=True, text="human trafficking"),
            corrected_from="humn traficking",
        ),
        "additions": additions(LONG),
        "suggestions": [("recruitment", "#search"), ("recruiters", "#search")],
        "past_card": past_card(LONG),
        "follow_up": follow_up(LONG, recommendation("national", 1)),
        "sorts": SimpleNamespace(
            sorts=[
                ("relevance", "Best match", "#search", False),
                ("newest", "Newest workshop", "#search", True),
            ]
        ),
        "workshop": report(),
        "printed": PrintedSource(
            before="Words before it. ",
            text=LONG,
            after=" Words after it.",
            pages=range(3, 4),
            changes=word_diff("Training is dear.", "Training is cheap."),
        ),
        "citation": cite_statement(),
        "route": SimpleNamespace(
            path="/api/v1/recommendations/",
            about="Recommendations under the filters of their page.",
            example="#of-a-record",
            parameters=[
                SimpleNamespace(name="level", about="The level.", rules=["one of four values"])
            ],
        ),
        "mentions": {"count": 12, "first": [paragraph("9", "document")]},
        "line": lineage_sample.line(),
        "lineage": lineage_sample.section(),
        "levels": Recommendation.Level.choices,
        "voices": Paragraph.Voice.choices,
    }
    template = engines["django"].from_string(TEMPLATE.read_text(encoding="utf-8"))
    return HttpResponse(template.render(context, request))


def figure(name, chart, legend=()):
    return Figure(
        name,
        "A chart",
        "What its marks mean",
        chart,
        rows="Theme",
        legend=tuple(legend),
    )

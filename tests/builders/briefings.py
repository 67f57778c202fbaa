"""Records for briefings, and briefings of them."""

from datetime import date

from django.http import QueryDict

from portal.content.rationale_records import rationale_prefetch
from portal.exports.briefing import briefing_builder
from portal.search.filtersets import RecommendationSearch, StatementSearch
from recommendations.models import Recommendation
from reports.models import Statement
from tests.builders.records import (
    make_contribution,
    make_organization,
    make_paragraph,
    make_person,
    make_recommendation,
    make_report,
    make_session,
    make_theme,
)

PATHS = {"recommendations": "/recommendations/", "statements": "/statements/"}
KINDS = {
    "recommendations": (
        briefing_builder.RECOMMENDATIONS,
        RecommendationSearch,
        Recommendation.objects.published()
        .for_listing()
        .prefetch_related(rationale_prefetch(with_speakers=True)),
    ),
    "statements": (
        briefing_builder.STATEMENTS,
        StatementSearch,
        Statement.objects.published().for_listing(),
    ),
}


def make_two_workshops():
    """Make the published reports of two workshops, the later with points below another."""
    early = make_report(
        status="published",
        title="Seminar on <Fees> & Wages",
        starts_on=date(2012, 6, 30),
        ends_on=None,
        place="",
    )
    make_recommendation(early, text="Cap fees", level="national", reference="1")
    late = make_report(status="published", title="Seminar on Skills")
    session = make_session(late, title="Training")
    paragraph = make_paragraph(
        session, number="4", label="4.", voice="named", text="Training is dear."
    )
    make_contribution(paragraph, person=make_person("Ana Cruz"))
    skills, drafts = make_theme("Skills"), make_theme("Drafts")
    above = make_recommendation(
        late,
        text="Train people",
        level="regional",
        reference="5.1",
        addressees=[make_organization("Myanmar")],
        themes=[skills],
        suggested=[drafts],
    )
    make_recommendation(late, text="in care", level="regional", reference="5.1.a", parent=above)
    make_recommendation(late, text="Say no level", level="", reference="5.2")
    return early, late


def brief(name, query=""):
    """Return the briefing of a list under these parameters."""
    kind, filterset_class, queryset = KINDS[name]
    filterset = filterset_class(QueryDict(query), queryset)
    url = PATHS[name] + filterset.query_string
    return briefing_builder.build_briefing(kind, filterset.qs.iter_all(), filterset, url)

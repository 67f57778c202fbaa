"""What each list starts from, all of it through the gate, with what a shape reads of every record."""

from django.db.models import Prefetch

from portal.counting import counted
from recommendations.models import Recommendation
from reports.models import (
    Annex,
    Contribution,
    Instrument,
    Organization,
    Participation,
    Person,
    Report,
    Session,
    Theme,
)


def recommendations():
    found = Recommendation.objects.published().for_listing()
    return found.select_related("report", "parent", "paragraph").prefetch_related(
        "instruments"
    )


def contributions():
    return Contribution.objects.published().for_listing()


def reports():
    return Report.objects.published().newest_first()


def in_full(found):
    """Add to reports what their shape counts and lists."""
    return found.annotate(
        session_count=counted(Session, "report"),
        participant_count=counted(Participation, "report"),
        contribution_count=counted(Contribution, "participation__report"),
        recommendation_count=counted(Recommendation, "report"),
    ).prefetch_related(
        Prefetch("co_chairs", Organization.objects.order_by("name")),
        Prefetch("annexes", Annex.objects.order_by("label")),
    )


def speakers():
    meetings = Participation.objects.published().with_affiliations()
    found = Person.objects.published().as_listed()
    return found.prefetch_related(
        Prefetch("participations", meetings.order_by("-report__starts_on", "pk"))
    )


def organizations():
    return public("part_of", Organization, Organization).order_by("name")


def themes():
    return public("broader", Theme, Theme).order_by("label")


def instruments():
    return public("adopted_by", Instrument, Organization).order_by("name")


def public(relation, model, related):
    """Return the published records of a kind, each with a relation that the gate lets through."""
    shown = Prefetch(relation, related.objects.published())
    return model.objects.published().prefetch_related(shown)

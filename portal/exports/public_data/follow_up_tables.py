"""The tables of rounds, of the reports that they ask about, and of what bodies reported."""

from django.db.models import Case, F, Q, When

from portal.exports.public_data.schema import DataTable
from portal.exports.public_data.table_parts import column, report_slug, slug_of
from recommendations.models import FollowUp, Round
from reports.models.querysets import PUBLISHED


def records():
    """Return the public records, without the anchors of evidence in unpublished reports."""
    is_public = Q(evidence_paragraph__report__status=PUBLISHED)
    anchor = Case(When(is_public, then=F("evidence_paragraph__anchor")))
    return FollowUp.objects.published().annotate(public_anchor=anchor).order_by("pk")


ROUNDS = DataTable(
    "rounds",
    "The rounds in which stakeholders were asked what became of recommendations.",
    lambda: Round.objects.published().about_public_reports().order_by("slug"),
    ("slug",),
    (
        column("slug", "Identifies the round, also in addresses."),
        column("series", "Series of the workshops."),
        column("name", "Name."),
        column("starts_on", "First day.", kind="date"),
        column("ends_on", "Last day.", kind="date"),
        column("questions", "What stakeholders were asked."),
    ),
    page="/rounds/{slug}/",
)
ROUND_REPORTS = DataTable(
    "round_reports",
    "The reports whose recommendations a round asked about.",
    lambda: Round.reports.through.objects.filter(
        round__status=PUBLISHED, report__status=PUBLISHED
    ).order_by("round__slug", "report__slug"),
    ("round", "report"),
    (slug_of("rounds", "round__slug", "round", "Slug of the round."), report_slug()),
)
FOLLOW_UP = DataTable(
    "follow_up",
    "What bodies reported: one row for each record. A later record of the same recommendation, round, "
    "body and side corrects an earlier one, which has a smaller id.",
    records,
    ("id",),
    (
        column("id", "Identifies the record, also in the API.", "pk", kind="integer"),
        report_slug("recommendation__report__"),
        column("recommendation", "Its reference.", "recommendation__reference"),
        slug_of("rounds", "submission__round__slug", "round", "Slug of the round."),
        column(
            "side",
            "government, employers, workers, civil-society, international or secretariat.",
            "submission__side",
        ),
        slug_of(
            "organizations",
            "submission__organization__slug",
            "organization",
            "Slug of the body that reports.",
        ),
        column("response", "accepted, partly, noted or not-accepted; empty if not stated."),
        column("status", "not-begun, under-way, done or dropped; empty if not stated."),
        slug_of(
            "organizations", "responsible__slug", "responsible", "Slug of the responsible body."
        ),
        column("due_on", "Day on which it is due.", kind="date"),
        column("text", "What was done."),
        column("evidence_url", "A link given as evidence."),
        column("evidence_file", "Name of a file given as evidence.", "evidence_file__name"),
        slug_of(
            "reports",
            "evidence_paragraph__report__slug",
            "evidence_report",
            "Slug of a report of which a paragraph is given as evidence.",
        ),
        column("evidence_paragraph", "Anchor of that paragraph.", "public_anchor"),
        column("recorded_at", "When it was recorded (UTC)."),
    ),
)

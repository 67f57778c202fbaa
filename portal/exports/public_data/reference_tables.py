"""The tables of what joins two records: cross-references, rationale, lineage, memberships."""

from portal.exports.public_data.schema import DataTable
from portal.exports.public_data.table_parts import column, report_slug, slug_of
from recommendations.cross_references import CrossReference
from recommendations.lineage import LineageLink
from recommendations.rationale import RationaleLink
from reports.models import Organization
from reports.models.memberships import Membership

CROSS_REFERENCES = DataTable(
    "cross_references",
    "Words of a text that refer to another place, such as “paragraph 21”.",
    lambda: CrossReference.objects.published().order_by("report__slug", "pk"),
    ("id",),
    (
        column("id", "Identifies the cross-reference.", "pk", kind="integer"),
        report_slug(),
        column("paragraph", "Anchor of the paragraph with the words.", "paragraph__anchor"),
        column(
            "recommendation",
            "Reference of the recommendation with the words, if they are not in a paragraph.",
            "recommendation__reference",
        ),
        column("phrase", "The reference as printed."),
        column("words", "The part of it that stands for this target."),
        column("status", "confirmed by an editor, or suggested by the portal."),
        slug_of("reports", "other_report__slug", "target_report", "The target, if another report."),
        column(
            "target_other_paragraph",
            "Anchor of a paragraph of the other report.",
            "other_paragraph__anchor",
        ),
        column("target_session", "Anchor of a session.", "target_session__anchor"),
        column("target_paragraph", "Anchor of a paragraph.", "target_paragraph__anchor"),
        column(
            "target_recommendation",
            "Reference of a recommendation.",
            "target_recommendation__reference",
        ),
        column("target_annex", "Label of an annex.", "target_annex__label"),
    ),
)
RATIONALE_LINKS = DataTable(
    "rationale_links",
    "Statements that led to recommendations, as editors confirmed.",
    lambda: RationaleLink.objects.published().order_by(
        "report__slug", "recommendation__position", "paragraph__session__position", "pk"
    ),
    ("id",),
    (
        column("id", "Identifies the link.", "pk", kind="integer"),
        report_slug(),
        column("recommendation", "Its reference.", "recommendation__reference"),
        column(
            "paragraph",
            "Anchor of the paragraph that led to it; empty if none did.",
            "paragraph__anchor",
        ),
    ),
)
LINEAGE = DataTable(
    "lineage",
    "Recommendations that say again what an earlier one said, as editors have confirmed.",
    lambda: LineageLink.objects.published().order_by(
        "earlier__report__slug", "earlier__position", "pk"
    ),
    ("id",),
    (
        column("id", "Identifies the link.", "pk", kind="integer"),
        report_slug("earlier__report__"),
        column("recommendation", "Reference of the earlier one.", "earlier__reference"),
        slug_of("reports", "later__report__slug", "later_report", "The report of the later one."),
        column("later_recommendation", "Its reference.", "later__reference"),
        column(
            "kind",
            "repeated, strengthened, narrowed, merged or split: how the later one relates; none: no "
            "later report says the same.",
        ),
    ),
)
MEMBERSHIPS = DataTable(
    "memberships",
    "Members of groups of States or bodies, with the dates of their membership.",
    lambda: Membership.objects.filter(
        group__in=Organization.objects.published(), member__in=Organization.objects.published()
    ).order_by("group__slug", "member__slug", "since"),
    ("id",),
    (
        column("id", "Identifies the membership.", "pk", kind="integer"),
        slug_of("organizations", "group__slug", "group", "Slug of the group."),
        slug_of("organizations", "member__slug", "member", "Slug of the member."),
        column("since", "Year or day of the beginning; empty if it has always been a member."),
        column("until", "Year or day of the end; empty if it still is a member."),
    ),
)

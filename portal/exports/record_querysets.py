"""Public records with everything that portal.exports.record_json reads of them."""

from django.db.models import Prefetch

from portal.content.rationale_records import led_to_prefetch, rationale_prefetch
from portal.content.referring_records import listed_references
from portal.content.uncertain_places import uncertain_notes
from portal.exports import declared_fields
from portal.exports.follow_up_json import listed_follow_ups
from portal.lineage.listed import listed_lineage
from portal.search.aggregates import count_annotation
from recommendations.models import Recommendation
from reports.models import (
    Annex,
    Attachment,
    Contribution,
    ImportNote,
    Organization,
    Participation,
    Report,
    Session,
    SourceDocument,
    Statement,
)


def recommendations():
    published = Recommendation.objects.published().for_listing()
    related = published.select_related("report", "parent", "paragraph")
    return related.prefetch_related(
        *declared_fields.prefetches("recommendation"),
        *listed_references(of_paragraphs=False),
        listed_follow_ups(),
        rationale_prefetch(),
        *listed_lineage(),
    )


def contributions():
    return with_paragraphs(Contribution.objects.published().for_listing())


def statements():
    return with_paragraphs(Statement.objects.published().for_listing())


def with_paragraphs(spoken):
    """Add what the serializers read of the paragraphs."""
    return spoken.prefetch_related(
        *declared_fields.prefetches("paragraph", "paragraph__"),
        *listed_references("paragraph__", of_paragraphs=True),
        led_to_prefetch("paragraph__"),
    )


def reports():
    return Report.objects.published().newest_first()


def with_details(queryset):
    """Add the counts and lists of reports that the serializer reads."""
    return queryset.annotate(
        session_count=count_annotation(Session, "report"),
        participant_count=count_annotation(Participation, "report"),
        contribution_count=count_annotation(Contribution, "participation__report"),
        recommendation_count=count_annotation(Recommendation, "report"),
    ).prefetch_related(
        Prefetch("co_chairs", Organization.objects.order_by("name")),
        Prefetch("annexes", Annex.objects.order_by("label")),
        Prefetch("attachments", Attachment.objects.in_listing_order()),
        Prefetch("source", sources_with_uncertain_notes()),
    )


def sources_with_uncertain_notes():
    """Return the files of reports, without text and content."""
    notes = uncertain_notes(ImportNote.objects.all())
    return SourceDocument.objects.defer(
        "content", "text", "pages", "disagreements"
    ).prefetch_related(Prefetch("notes", notes, to_attr="uncertain_notes"))

"""Read the statements that led to public recommendations, and what a paragraph led to."""

from typing import Any

from django.db.models import Prefetch, QuerySet

from recommendations.models import RationaleLink, Recommendation
from reports.models import Organization, Paragraph
from reports.models.people import prefetch_affiliations


def rationale_prefetch(*, with_speakers: bool = False) -> Prefetch:
    """Return the prefetch of what led to recommendations, on request with the speakers."""
    links = RationaleLink.objects.published().in_order_of_statements()
    if with_speakers:
        links = links.prefetch_related(Prefetch("paragraph", spoken_paragraphs()))
    else:
        links = links.select_related("paragraph")
    return Prefetch("rationale_links", links, to_attr="listed_rationale")


def spoken_paragraphs() -> QuerySet[Paragraph]:
    """Return paragraphs with those who speak in them."""
    return Paragraph.objects.prefetch_related(
        "contributions__participation__person",
        prefetch_affiliations("contributions__participation__"),
        Prefetch("speaking_organizations", Organization.objects.with_labels()),
    ).defer("spans", "text_markdown")


def led_to_prefetch(path: str = "") -> Prefetch:
    """Return the prefetch of the recommendations to which paragraphs led."""
    links = RationaleLink.objects.published().select_related("recommendation")
    ordered = links.exclude(paragraph=None).order_by("recommendation__position")
    return Prefetch(f"{path}rationale_links", ordered, to_attr="listed_led_to")


def statements_behind(recommendation: Any) -> list[Paragraph] | None:
    """Return the paragraphs that led to a recommendation: an empty list if an editor has confirmed
    that none did, and None if nothing is known. Needs `rationale_prefetch`.
    """
    links = recommendation.listed_rationale
    if not links:
        return None
    paragraphs = [link.paragraph for link in links if link.paragraph]
    for paragraph in paragraphs:
        # Known, so that it is not read again.
        paragraph.report = recommendation.report
    return paragraphs


def led_to(paragraph: Any) -> list[Recommendation]:
    """Return the recommendations to which a paragraph led, in order. Needs `led_to_prefetch`."""
    recommendations = [link.recommendation for link in paragraph.listed_led_to]
    for recommendation in recommendations:
        recommendation.report = paragraph.report
    return recommendations

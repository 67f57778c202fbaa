"""What refers to a public record, and what it refers to, each place once."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch

from recommendations.models import CrossReference
from reports.models import Report


@dataclass(frozen=True)
class LinkedPlace:
    """A place at the other end of references; `report` is set if the place is in another report."""

    place: Any
    is_suggested: bool
    report: Report | None

    def get_absolute_url(self) -> str:
        return self.place.get_absolute_url()  # type: ignore[no-any-return]

    @property
    def localized_name(self) -> Any:
        return self.place.localized_name


def references_of(record: Any) -> dict[str, list[LinkedPlace]]:
    """Return the places that a paragraph or recommendation refers to, and those that refer to it."""
    from_here = CrossReference.objects.published().filter(**{record._meta.model_name: record.pk})
    return {
        "refers_to": linked_places(from_here.for_listing(), "target", record.report),
        "referred_to_by": places_referring_to(record),
    }


def places_referring_to(record: Any) -> list[LinkedPlace]:
    references = CrossReference.objects.published().referring_to(record).for_listing()
    return linked_places(references, "source", getattr(record, "report", record))


def linked_places(
    references: Iterable[CrossReference], end: str, report: Report
) -> list[LinkedPlace]:
    """Return the places at one end, each once: confirmed if any reference to or from it is."""
    places: dict[str, LinkedPlace] = {}
    for reference in sorted(references, key=lambda one: one.is_suggested):
        place = getattr(reference, f"{end}_place")
        is_own = place.report == report or place.record == place.report
        linked = LinkedPlace(place, reference.is_suggested, None if is_own else place.report)
        places.setdefault(place.get_absolute_url(), linked)
    return list(places.values())


def confirmed_references() -> Prefetch:
    """Return the prefetch of the references whose words are links in the texts of a page."""
    references = CrossReference.objects.published().confirmed().for_listing()
    return Prefetch("cross_references", references, to_attr="confirmed_references")


def listed_references(path: str = "", *, of_paragraphs: bool) -> list[Prefetch]:
    """Return the prefetches of all references from and to records, for the API."""
    names = ["cross_references", "referring"]
    names += ["referring_elsewhere"] if of_paragraphs else []
    references = CrossReference.objects.published().for_listing()
    return [Prefetch(f"{path}{name}", references, to_attr=f"listed_{name}") for name in names]

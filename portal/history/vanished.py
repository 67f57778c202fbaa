"""Addresses within a report that readers had, and have no more: they answer that something is gone."""

from portal.history.snapshot import Data
from reports.models import Gone, Person, Report


def tell(report: Report, before: Data | None, after: Data) -> None:
    """Remember what of the published state before is not there any more; forget what is back."""
    there = addresses(after)
    if before:
        for address, text in addresses(before).items():
            if address not in there:
                Gone.objects.update_or_create(
                    report=report, address=address, defaults={"text": text}
                )
    Gone.objects.filter(report=report, address__in=there).delete()


def addresses(data: Data) -> dict[str, str]:
    """Return the addresses of pages of their own within the report, and what stands there."""
    people = [one["person_id"] for one in data["participation"]]
    return (
        {
            f"recommendations/{one['reference']}": one["text"]
            for one in data["recommendation"]
        }
        | {
            f"sessions/{one['anchor']}": one["heading"] or one["title"]
            for one in data["session"]
        }
        | {
            f"speakers/{slug}": name
            for slug, name in Person.objects.filter(pk__in=people).values_list(
                "slug", "name"
            )
        }
    )

"""Record the URLs of a report that a publication removes; they answer with status 410."""

from portal.content.snapshot import Snapshot
from reports.models import Person, RemovedUrl, Report


def record_removed_urls(report: Report, before: Snapshot | None, after: Snapshot) -> None:
    """Store the paths that only the state before has, and delete those that are back."""
    current = item_urls(after)
    if before:
        for path, text in item_urls(before).items():
            if path not in current:
                RemovedUrl.objects.update_or_create(
                    report=report, path=path, defaults={"text": text}
                )
    RemovedUrl.objects.filter(report=report, path__in=current).delete()


def item_urls(snapshot: Snapshot) -> dict[str, str]:
    """Return the text of each page within the report, by path."""
    people = [record.person_id for record in snapshot.participation.values()]
    names = Person.objects.filter(pk__in=people).values_list("slug", "name")
    return (
        {
            f"recommendations/{record.reference}": record.text
            for record in snapshot.recommendation.values()
        }
        | {
            f"sessions/{session.anchor}": session.heading or session.title
            for session in snapshot.session.values()
        }
        | {
            f"paragraphs/{paragraph.anchor}": paragraph.text
            for paragraph in snapshot.paragraph.values()
        }
        | {f"speakers/{slug}": name for slug, name in names}
    )

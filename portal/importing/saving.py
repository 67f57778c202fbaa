"""A draft on its way into the database."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import models

from portal.importing.parsed import Draft
from reports.models import Instrument, Organization, Paragraph, Report, Session, Theme


@dataclass
class Saving:
    """One draft on its way into the database, and the records made of it so far."""

    report: Report
    draft: Draft
    organizations: Mapping[str, Organization] = field(
        default_factory=lambda: by_slug(Organization)
    )
    themes: Mapping[str, Theme] = field(default_factory=lambda: by_slug(Theme))
    instruments: Mapping[str, Instrument] = field(
        default_factory=lambda: by_slug(Instrument)
    )
    sessions: list[Session] = field(default_factory=list)
    # By the identity of what was read: its anchor may not be the one it is stored under.
    paragraphs: dict[int, Paragraph] = field(default_factory=dict)
    # By the model of the relation; stored all at once.
    links: dict[type[models.Model], list[models.Model]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def __post_init__(self) -> None:
        self.read_at = {one.anchor: one for one in self.draft.paragraphs}

    def paragraph_at(self, anchor: str) -> Paragraph | None:
        """Return the record of the paragraph that the draft has at an anchor, as it was read."""
        read = self.read_at.get(anchor)
        return self.paragraphs.get(id(read)) if read else None


def by_slug(model: type[models.Model]) -> dict[str, models.Model]:
    return {record.slug: record for record in model._base_manager.all()}

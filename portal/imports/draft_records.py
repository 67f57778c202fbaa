"""The database records created so far from a parsed draft."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import models

from portal.parsing.parsed_report import ParsedReport
from reports.models import Instrument, Organization, Paragraph, Report, Session, Theme


@dataclass
class DraftRecords:
    """A draft, its report, the vocabulary by slug, and the records created so far."""

    report: Report
    draft: ParsedReport
    organizations: Mapping[str, Organization] = field(default_factory=lambda: by_slug(Organization))
    themes: Mapping[str, Theme] = field(default_factory=lambda: by_slug(Theme))
    instruments: Mapping[str, Instrument] = field(default_factory=lambda: by_slug(Instrument))
    sessions: list[Session] = field(default_factory=list)
    # By the `id()` of the parsed paragraph, as it may be stored under another anchor.
    paragraphs: dict[int, Paragraph] = field(default_factory=dict)
    # Unsaved rows of many-to-many tables by through model, saved in bulk.
    links: dict[type[models.Model], list[models.Model]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def __post_init__(self) -> None:
        self.parsed_by_anchor = {paragraph.anchor: paragraph for paragraph in self.draft.paragraphs}

    def paragraph_at(self, anchor: str) -> Paragraph | None:
        """Return the record of the paragraph that has this anchor in the draft."""
        parsed = self.parsed_by_anchor.get(anchor)
        return self.paragraphs.get(id(parsed)) if parsed else None


def by_slug(model: type[models.Model]) -> dict[str, models.Model]:
    return {record.slug: record for record in model._base_manager.all()}

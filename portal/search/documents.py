"""What of a report can be found, with which words and choices: rows of the database, as the index wants them."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import QuerySet

from portal.search.linked import chosen_themes, links, slugs, themes_of
from recommendations.models import (
    Involvement,
    Recommendation,
    RecommendationTheme,
)
from reports.models import (
    Contribution,
    Organization,
    Paragraph,
    ParagraphTheme,
    PublicationDates,
    Report,
)
from reports.models.people import Affiliation

Place = dict[str, list]
# Room for a million reports and as many places in each.
BITS = 20
LATEST_MILLISECOND = 2**43


@dataclass
class Workshop:
    """What every place of a report has in common."""

    key: int
    slug: str
    series: str
    starts_on: date
    published_at: datetime
    names: str
    # By kind and key, of what has changed since the report was first published.
    changed: dict[tuple[str, int], datetime]

    def place(self, kind: str, key: int, position: int, **more) -> Place:
        """Return what the index keeps of one place: every value a list."""
        day = self.starts_on.toordinal()
        changed = self.changed.get((kind, key), self.published_at)
        within = (self.key % 2**BITS << BITS) | min(position, 2**BITS - 1)
        common = {
            "kind": [kind],
            "key": [key],
            "report_key": [self.key],
            "newest": [(date.max.toordinal() - day << 2 * BITS) | within],
            "oldest": [(day << 2 * BITS) | within],
            # Within a millisecond, the order in which they are put in: as printed.
            "last_changed": [LATEST_MILLISECOND - int(changed.timestamp() * 1000)],
            "report": [self.slug],
            "series": [self.series],
            "year": [str(self.starts_on.year)],
            "report_names": [self.names],
            "year_names": [str(self.starts_on.year)],
        }
        given = common | more
        return {
            name: [value for value in values if value not in ("", None)]
            for name, values in given.items()
        }


@dataclass
class Bodies:
    """Slugs and printed forms of organizations, each read once."""

    slugs: dict[int, str] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)

    def know(self, keys: set[int]) -> None:
        missing = keys - self.slugs.keys()
        if not missing:
            return
        for body in Organization.objects.filter(pk__in=missing):
            self.slugs[body.pk] = body.slug
            self.names[body.pk] = "\n".join(body.printed_forms)

    def of(self, keys: Collection[int]) -> dict[str, list]:
        """Return the choices and words that a place has of these organizations."""
        self.know(set(keys))
        return {
            "organization": sorted({self.slugs[key] for key in keys}),
            "organization_names": [self.names[key] for key in sorted(set(keys))],
        }


def places_of(reports: Collection[int]) -> Iterator[Place]:
    """Yield every place of those of the reports that are published."""
    workshops = {one.key: one for one in workshops_of(reports)}
    bodies = Bodies()
    for kind in (report_places, recommendation_places, spoken_places, other_places):
        yield from kind(workshops, bodies)


def workshops_of(reports: Collection[int]) -> Iterator[Workshop]:
    changed = defaultdict(dict)
    dates = PublicationDates.objects.filter(report__in=reports)
    for key, *record, at in dates.values_list("report", "kind", "key", "changed_at"):
        changed[key][tuple(record)] = at
    for report in Report.objects.published().filter(pk__in=reports):
        names = f"{report.title}\n{report.series}\n{report.place}\n{report.slug}"
        yield Workshop(
            report.pk,
            report.slug,
            report.series,
            report.starts_on,
            report.published_at,
            names,
            changed[report.pk],
        )


def report_places(workshops: dict[int, Workshop], bodies: Bodies) -> Iterator[Place]:
    chairs = links(
        Report.co_chairs.through.objects, "report_id", "organization_id", workshops
    )
    for key, summary, kind in Report.objects.filter(pk__in=workshops).values_list(
        "pk", "summary", "kind"
    ):
        workshop = workshops[key]
        bodies.know(set(chairs[key]))
        chaired_by = [bodies.names[body] for body in chairs[key]]
        text = ["\n".join([workshop.names, kind, summary, *chaired_by])]
        yield workshop.place(
            "report",
            key,
            0,
            text=text,
            text_as_written=text,
            **bodies.of(chairs[key]),
        )


def recommendation_places(
    workshops: dict[int, Workshop], bodies: Bodies
) -> Iterator[Place]:
    rows = list(
        Recommendation.objects.filter(report__in=workshops)
        .order_by("report", "position")
        .values_list(
            *("pk", "report_id", "position", "level", "text"),
            *("reference", "label", "parent_id", "paragraph__voice"),
        )
    )
    of_these = {"recommendation__report__in": list(workshops)}
    themes = themes_of(RecommendationTheme, "recommendation_id", of_these)
    instruments = slugs(
        Recommendation.instruments.through, "recommendation_id", "instrument", of_these
    )
    involved, addressed = defaultdict(list), defaultdict(list)
    for key, body, role in Involvement.objects.filter(**of_these).values_list(
        "recommendation_id", "organization_id", "role"
    ):
        involved[key].append(body)
        if role == Involvement.Role.ADDRESSEE:
            addressed[key].append(body)
    for key, report, position, level, text, reference, label, parent, voice in rows:
        bodies.know(set(involved[key]))
        words = [text, reference, *([label] if label else [])]
        yield workshops[report].place(
            "recommendation",
            key,
            position,
            text=words,
            text_as_written=words,
            level=[level],
            level_names=[level],
            standing=["nested" if parent else "headline"],
            voice=[voice] if voice else [],
            instrument=instruments[key],
            **chosen_themes(themes[key]),
            addressee=[bodies.slugs[body] for body in addressed[key]],
            **bodies.of(involved[key]),
        )


def spoken_places(workshops: dict[int, Workshop], bodies: Bodies) -> Iterator[Place]:
    """Yield the contributions: a paragraph once for each who speaks in it."""
    rows = list(
        # What is equal in an order stands as it was said anew: as printed.
        Contribution.objects.filter(participation__report__in=workshops)
        .order_by(
            "paragraph__report",
            "paragraph__session__position",
            "paragraph__position",
            "pk",
        )
        .values_list(
            *("pk", "paragraph_id", "participation_id"),
            *("participation__person__slug", "participation__person__name"),
            *("participation__printed_name", "participation__short_forms"),
        )
    )
    affiliated = links(
        Affiliation.objects.order_by("order"),
        "participation_id",
        "organization_id",
        workshops,
        through="participation__report__in",
    )
    said_in = paragraphs_of(workshops, [row[1] for row in rows])
    for key, paragraph, participation, slug, *names in rows:
        # An import in between may have replaced it; that change comes next.
        if paragraph not in said_in:
            continue
        report, position, common = said_in[paragraph]
        forms = ["\n".join(names)]
        yield workshops[report].place(
            "contribution",
            key,
            position,
            speaker=[slug],
            speakers=forms,
            speakers_as_written=forms,
            **common,
            **bodies.of(affiliated[participation]),
        )


def other_places(workshops: dict[int, Workshop], bodies: Bodies) -> Iterator[Place]:
    """Yield the paragraphs in which nobody in person speaks."""
    silent = Paragraph.objects.filter(report__in=workshops, contributions=None)
    named = links(
        Paragraph.organizations.through.objects,
        "paragraph_id",
        "organization_id",
        workshops,
        through="paragraph__report__in",
    )
    for key, (report, position, common) in paragraphs_of(
        workshops, silent.values("pk")
    ).items():
        yield workshops[report].place(
            "paragraph", key, position, **common, **bodies.of(named[key])
        )


def paragraphs_of(
    workshops: dict[int, Workshop], keys: Collection[int] | QuerySet
) -> dict[int, tuple[int, int, dict]]:
    """Return report, position and what the index keeps of each paragraph, by its key."""
    of_these = {"paragraph__report__in": list(workshops)}
    themes = themes_of(ParagraphTheme, "paragraph_id", of_these)
    instruments = slugs(
        Paragraph.instruments.through, "paragraph_id", "instrument", of_these
    )
    found = {}
    for (
        key,
        report,
        text,
        voice,
        position,
        kind,
        anchor,
        session_position,
    ) in Paragraph.objects.filter(pk__in=keys).values_list(
        "pk",
        "report_id",
        "text",
        "voice",
        "position",
        "session__kind",
        "session__anchor",
        "session__position",
    ):
        common = {
            "text": [text],
            "text_as_written": [text],
            "voice": [voice],
            **chosen_themes(themes[key]),
            "instrument": instruments[key],
            "session": [f"{workshops[report].slug}/{anchor}"],
            "session_kind": [kind],
        }
        # A thousand paragraphs to a session and as many sessions.
        found[key] = (report, session_position * 1024 + position, common)
    return found

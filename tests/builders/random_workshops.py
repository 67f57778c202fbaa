"""Workshops with randomly chosen links, for invariants of any portal."""

import random
from datetime import UTC, datetime
from itertools import combinations

from django.db import connection

from recommendations.models import Involvement, LineageLink, Recommendation
from reports.models import Contribution, PublicationDates, Report
from tests.builders.follow_up import make_published_record
from tests.builders.lineage import make_link
from tests.builders.public_follow_up import make_random_follow_up
from tests.builders.records import (
    make_contribution,
    make_instrument,
    make_membership,
    make_organization,
    make_paragraph,
    make_person,
    make_recommendation,
    make_report,
    make_session,
    make_theme,
)

# On which a report or one of its later versions was published, at the first moment of the day.
PUBLICATION_DAYS = ("2020-01-01", "2021-06-15", "2022-12-31")
DAYS = (
    (2015, "ARF", "published"),
    (2016, "ARF", "published"),
    (2016, "Bali Process", "published"),
    (2017, "ARF", "draft"),
)
LEVELS = ["", "national", "bilateral", "regional", "all"]
WORDS = ["labour", "labor", "migrant", "migration", "recruitment", "fees", "rights"]


def analyze():
    """Let PostgreSQL count its rows, as it does by itself a minute after a commit."""
    if connection.vendor == "postgresql":
        # Not the catalogs that all databases share: a test of another worker would wait for them.
        tables = connection.introspection.django_table_names(only_existing=True)
        connection.cursor().execute(f"ANALYZE {', '.join(map(connection.ops.quote_name, tables))}")


def make_workshops(rng):
    """Make three published workshops and a draft; `rng` is a random.Random."""
    # Of its own: what `rng` chooses stays the same whatever the days are.
    chance = random.Random(2020)
    themes = make_themes()
    organizations = make_organizations()
    make_groups(organizations)
    instruments = [make_instrument() for _ in range(2)]
    people = [make_person() for _ in range(3)]

    def some(records):
        return rng.sample(records, rng.randint(0, 2))

    def some_themes():
        picked = some(themes)
        confirmed = rng.randint(0, len(picked))
        return {"themes": picked[:confirmed], "suggested": picked[confirmed:]}

    for year, series, status in DAYS:
        report = make_report(
            status=status,
            starts_on=f"{year}-03-01",
            ends_on=None,
            series=series,
            published_at=first_moment(chance.choice(PUBLICATION_DAYS[:2])),
        )
        sessions = [make_session(report, kind=rng.choice(["session", "opening"])) for _ in range(2)]
        agreed = [make_paragraph(sessions[0], voice=voice) for voice in ("agreed", "co_chairs")]
        for _ in range(3):
            paragraph = make_paragraph(rng.choice(sessions), voice="named", **some_themes())
            paragraph.speaking_organizations.set(some(organizations))
        for number in range(6):
            paragraph = make_paragraph(
                rng.choice(sessions),
                voice="named",
                **some_themes(),
                instruments=some(instruments),
            )
            contribution = make_contribution(paragraph, person=rng.choice(people))
            contribution.participation.organizations.set(some(organizations))
            words = " ".join(rng.sample(WORDS, 4))
            make_recommendation(
                report,
                paragraph=rng.choice([None, paragraph, *agreed]),
                text=f"Wish number {number}: {words}",
                level=rng.choice(LEVELS),
                **some_themes(),
                instruments=some(instruments),
                addressees=some(organizations),
                named=some(organizations),
            )
        add_later_records(report, chance)
    add_lineage(organizations, chance)
    make_random_follow_up(Report.objects.all(), organizations, random.Random(2030))
    analyze()


def make_themes():
    """Make a tree: the first above the second and third, the second above the fourth."""
    themes = [make_theme() for _ in range(4)]
    for narrower, broader in ((1, 0), (2, 0), (3, 1)):
        themes[narrower].broader = themes[broader]
        themes[narrower].save()
    return themes


def first_moment(day):
    return datetime.fromisoformat(day).replace(tzinfo=UTC)


def add_later_records(report, chance):
    """Say of some records that a later version of the report added them."""
    paragraphs = report.paragraphs.all()
    records = {
        "recommendation": report.recommendations.all(),
        "paragraph": paragraphs,
        "contribution": Contribution.objects.filter(paragraph__in=paragraphs),
    }
    PublicationDates.objects.bulk_create(
        PublicationDates(
            report=report,
            kind=kind,
            key=record.pk,
            first_published_at=first_moment(chance.choice(PUBLICATION_DAYS[1:])),
            changed_at=first_moment(PUBLICATION_DAYS[-1]),
        )
        for kind, added in records.items()
        for record in added
        if chance.random() < 0.3
    )


def add_issuers(organizations, chance):
    """Let some recommendations be made by one of the organizations."""
    for recommendation in Recommendation.objects.order_by("pk"):
        if chance.random() < 0.5:
            Involvement.objects.create(
                recommendation=recommendation,
                organization=chance.choice(organizations),
                role=Involvement.Role.ISSUER,
            )


def add_lineage(organizations, chance):
    """Link some recommendations with later ones, of drafts as well, and follow some up."""
    add_issuers(organizations, chance)
    rows = Recommendation.objects.select_related("report").order_by("report__starts_on", "pk")
    for earlier, later in combinations(rows, 2):
        if earlier.report.starts_on < later.report.starts_on and chance.random() < 0.05:
            make_link(earlier, later)
    for recommendation in rows:
        is_linked = LineageLink.objects.filter(earlier=recommendation).exists()
        if not is_linked and chance.random() < 0.3:
            make_link(recommendation)
        if chance.random() < 0.2:
            make_published_record(recommendation)


def make_groups(organizations):
    """Make two groups with members for years around the days of the workshops, or always."""
    groups = [make_organization(kind=kind) for kind in ("group", "process")]
    laos, nepal, ministry, mission, parent, office = organizations
    for group, member, since, until in (
        (0, laos, "2016-03-01", ""),
        (0, nepal, "1997", "2015"),
        (0, office, "2016", "2016-02-29"),
        (0, office, "2017", ""),
        (1, parent, "", "2015-03-01"),
        (1, ministry, "2015-03-02", ""),
        (1, mission, "", ""),
        (1, nepal, "2016", ""),
    ):
        make_membership(groups[group], member, since, until)


def make_organizations():
    """Return two States, a ministry and an embassy of the first, an office and its parent."""
    states = [
        make_organization(name, kind="state", country=country)
        for name, country in (("Laos", "LAO"), ("Nepal", "NPL"))
    ]
    bodies = [make_organization(kind=kind, country="LAO") for kind in ("ministry", "mission")]
    parent = make_organization(kind="intergovernmental")
    return [*states, *bodies, parent, make_organization(kind="intergovernmental", part_of=parent)]

"""Statements: everything that was said, each paragraph once for each of its speakers."""

from collections import defaultdict
from enum import IntEnum

from django.db import models
from django.utils.functional import cached_property

from reports.database_views import DatabaseView
from reports.models.contributions import SpokenQuerySet
from reports.models.labels import LabelsPrefetch
from reports.models.organizations import Organization
from reports.models.paragraphs import Paragraph
from reports.models.people import Participation


class Origin(IntEnum):
    """The table that a statement comes from.

    The primary key of the statement combines the key of its row there with this number.
    """

    CONTRIBUTION = 0
    SPEAKING_ORGANIZATION = 1
    PARAGRAPH = 2


# One more than today's tables need, so that keys stay valid if another comes.
ORIGINS = 4

STATEMENT_VIEW = DatabaseView(
    name="reports_statement",
    tables=frozenset(
        {
            "reports_contribution",
            "reports_paragraph",
            "reports_paragraph_speaking_organizations",
        }
    ),
    select=f"""
        SELECT c.id * {ORIGINS} + {Origin.CONTRIBUTION:d} AS id,
            {Origin.CONTRIBUTION:d} AS origin, c.id AS row_key, c.paragraph_id AS paragraph_id,
            c.participation_id AS participation_id, CAST(NULL AS bigint) AS organization_id
        FROM reports_contribution c
        UNION ALL
        SELECT o.id * {ORIGINS} + {Origin.SPEAKING_ORGANIZATION:d},
            {Origin.SPEAKING_ORGANIZATION:d}, o.id, o.paragraph_id,
            CAST(NULL AS bigint), o.organization_id
        FROM reports_paragraph_speaking_organizations o
        UNION ALL
        SELECT p.id * {ORIGINS} + {Origin.PARAGRAPH:d}, {Origin.PARAGRAPH:d}, p.id, p.id,
            CAST(NULL AS bigint), CAST(NULL AS bigint)
        FROM reports_paragraph p
        WHERE NOT EXISTS (SELECT 1 FROM reports_contribution c WHERE c.paragraph_id = p.id)
            AND NOT EXISTS (
                SELECT 1 FROM reports_paragraph_speaking_organizations o
                WHERE o.paragraph_id = p.id
            )
    """,  # noqa: S608 -- numbers of this module
)


class StatementQuerySet(SpokenQuerySet):
    report_path = "paragraph__report"
    order_of_speakers = ("origin", "row_key")

    def in_bulk(self, keys):
        """Return {key: statement}; each table of the view is queried by its own primary key."""
        rows_by_origin = defaultdict(list)
        for key in keys:
            row, origin = divmod(key, ORIGINS)
            rows_by_origin[origin].append(row)
        return {
            statement.pk: statement
            for origin, rows in rows_by_origin.items()
            for statement in self.filter(origin=origin, row_key__in=rows)
        }

    def for_listing(self):
        listed = super().for_listing().select_related("organization")
        return listed.prefetch_related(LabelsPrefetch(Organization, "organization__"))


class Statement(models.Model):
    """One paragraph in one voice: by one person, by one State or body, or by neither.

    A row of a view over contributions, speaking organizations and paragraphs: read-only.
    """

    id = models.BigIntegerField(primary_key=True)
    origin = models.PositiveSmallIntegerField()
    row_key = models.BigIntegerField()
    paragraph = models.ForeignKey(Paragraph, models.DO_NOTHING, related_name="statements")
    participation = models.ForeignKey(
        Participation, models.DO_NOTHING, null=True, related_name="statements"
    )
    organization = models.ForeignKey(
        Organization, models.DO_NOTHING, null=True, related_name="statements"
    )

    objects = StatementQuerySet.as_manager()

    class Meta:
        managed = False
        db_table = STATEMENT_VIEW.name

    def __str__(self):
        return f"{self.paragraph.display_name}, {self.paragraph.report}"

    def get_absolute_url(self):
        return self.paragraph.page_url

    @property
    def dated_record(self):
        """(kind, key) of the record whose dates of publication are those of the statement."""
        if self.origin == Origin.CONTRIBUTION:
            return "contribution", self.row_key
        return "paragraph", self.paragraph_id

    @property
    def voice(self):
        return self.paragraph.voice

    @property
    def person(self):
        return self.participation.person if self.participation_id else None

    @cached_property
    def organizations(self):
        """On whose behalf it was said: the organization, or those of the person at that time."""
        if self.organization_id:
            return [self.organization]
        if not self.participation_id:
            return []
        return [link.organization for link in self.participation.listed_affiliations]

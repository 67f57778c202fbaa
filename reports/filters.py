"""Filter sets of reports, statements and contributions, shared by pages, feeds, exports and the API."""

from operator import attrgetter

from django.utils.translation import gettext_lazy as _

from reports.facets import FacetedFilterSet
from reports.models import (
    Contribution,
    Instrument,
    Paragraph,
    Person,
    Report,
    Session,
    Statement,
)
from reports.publication_filter import (
    PublishedSinceFilter,
    added_time,
    added_time_of_statement,
)
from reports.record_filters import (
    BodyFilter,
    GroupsFilter,
    OrganizationCountriesFilter,
    OrganizationsFilter,
    RecordsFilter,
    SectorsFilter,
    SessionsFilter,
    ThemesFilter,
    ThemeStatusFilter,
)
from reports.search_filter import SearchFilter
from reports.value_filters import ChoicesFilter, ValuesFilter, YearsFilter


class ReportFilter(FacetedFilterSet):
    q = SearchFilter(["title", "place", "summary"])
    series = ValuesFilter(_("Series"), "series")
    year = YearsFilter("starts_on")
    published_since = PublishedSinceFilter("", added_time("report"))

    facet_columns = {"series": "series", "year": "starts_on__year"}
    # /reports/<word>/ is the URL of a report.
    has_facet_pages = False
    choice_limit = 500

    class Meta:
        model = Report
        fields = []


# The organizations on whose behalf something is said.
SPEAKERS_OF_CONTRIBUTION = ("participation__organizations__slug",)
SPEAKERS_OF_STATEMENT = ("organization__slug", *SPEAKERS_OF_CONTRIBUTION)


# The first day of the workshop.
DAY = "paragraph__report__starts_on"


class SpokenFilter(FacetedFilterSet):
    """The filters of statements and contributions."""

    q = SearchFilter(["paragraph__text", "participation__person__name"])
    speaker = RecordsFilter(
        _("Speaker"),
        "participation__person__slug",
        Person.objects.published,
        lambda person: "",
    )
    theme = ThemesFilter("paragraph__theme_assignments")
    theme_status = ThemeStatusFilter("paragraph__theme_assignments")
    body = BodyFilter()
    session = SessionsFilter()
    session_kind = ChoicesFilter(
        _("Kind of session"),
        Session.Kind.choices,
        field_name="paragraph__session__kind",
    )
    instrument = RecordsFilter(
        _("Instrument"), "paragraph__instruments__slug", Instrument.objects.published
    )
    report = RecordsFilter(
        _("Report"),
        "paragraph__report__slug",
        Report.objects.published,
        attrgetter("language"),
    )
    series = ValuesFilter(_("Series"), "paragraph__report__series")
    year = YearsFilter("paragraph__report__starts_on")

    several_per_record = ("country", "group", "kind", "organization", "theme", "instrument")


SPOKEN_COLUMNS = {
    "theme": "paragraph__theme_assignments__theme__slug",
    "theme_status": "paragraph__theme_assignments__status",
    "session_kind": "paragraph__session__kind",
    "session": "session_key",
    "instrument": "paragraph__instruments__slug",
    "report": "paragraph__report__slug",
    "series": "paragraph__report__series",
    "year": "paragraph__report__starts_on__year",
}


class ContributionFilter(SpokenFilter):
    country = OrganizationCountriesFilter(*SPEAKERS_OF_CONTRIBUTION)
    kind = SectorsFilter(*SPEAKERS_OF_CONTRIBUTION)
    organization = OrganizationsFilter(*SPEAKERS_OF_CONTRIBUTION)
    group = GroupsFilter(*SPEAKERS_OF_CONTRIBUTION, day=DAY)
    published_since = PublishedSinceFilter("paragraph__report__", added_time("contribution"))

    facet_columns = {
        "speaker": "participation__person__slug",
        "organization": SPEAKERS_OF_CONTRIBUTION,
        "country": SPEAKERS_OF_CONTRIBUTION,
        "group": (*SPEAKERS_OF_CONTRIBUTION, DAY),
        "kind": SPEAKERS_OF_CONTRIBUTION,
        **SPOKEN_COLUMNS,
    }

    class Meta:
        model = Contribution
        fields = []


class StatementFilter(SpokenFilter):
    country = OrganizationCountriesFilter(*SPEAKERS_OF_STATEMENT)
    kind = SectorsFilter(*SPEAKERS_OF_STATEMENT)
    organization = OrganizationsFilter(*SPEAKERS_OF_STATEMENT)
    group = GroupsFilter(*SPEAKERS_OF_STATEMENT, day=DAY)
    voice = ChoicesFilter(_("Voice"), Paragraph.Voice.choices, field_name="paragraph__voice")
    published_since = PublishedSinceFilter("paragraph__report__", added_time_of_statement())

    # In the order of the page.
    facet_columns = {
        "theme": SPOKEN_COLUMNS["theme"],
        "country": SPEAKERS_OF_STATEMENT,
        "voice": "paragraph__voice",
        "organization": SPEAKERS_OF_STATEMENT,
        "group": (*SPEAKERS_OF_STATEMENT, DAY),
        "kind": SPEAKERS_OF_STATEMENT,
        "speaker": "participation__person__slug",
        **SPOKEN_COLUMNS,
    }

    class Meta:
        model = Statement
        fields = []

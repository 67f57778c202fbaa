"""The parameters of each list and their bounds. The filter sets of the pages interpret them.

Names and docstrings of the classes that routes use are part of the OpenAPI document.
"""

from typing import Annotated

from ninja import Field, Path, Schema
from pydantic import create_model

from portal.api.errors import BadQueryError
from portal.search.archive.moments import MAX_LENGTH as MAX_AS_OF_LENGTH
from portal.search.filtersets import (
    RECOMMENDATION_SORTS,
    ContributionSearch,
    RecommendationSearch,
    ReportSearch,
    StatementSearch,
)
from portal.search.indexed_filterset import AS_TYPED, SORTS
from portal.search.query.written_query import MAX_WRITTEN_LENGTH
from recommendations.filters import NO_LEVEL
from recommendations.follow_up_filters import YES
from recommendations.models import FollowUp, Recommendation, Side
from recommendations.repetition import Repetition
from reports.choices import MAX_VALUES_PER_FACET
from reports.list_parameters import ALONE
from reports.models import Organization, Paragraph, Session, ThemeStatus
from reports.search_filter import MAX_SEARCH_CHARACTERS
from reports.selection_filters import ALL, NOT
from reports.value_filters import MAX_VALUE_LENGTH, YEARS

MAX_ID = 2**63 - 1
LAST_PAGE = 1000
MAX_RESULTS = 100
DEFAULT_RESULTS = 50
MAX_CHOICE_LENGTH = 20
MAX_SESSION_KEY_LENGTH = 160
SORT_ORDER = (
    "Sort order. The default is best match first for a search with words, otherwise newest "
    "workshop first."
)
QUERY_SYNTAX = (
    "Words, “phrases”, OR, -not, word*, speaker:, organization:, report:, theme:, level:, year:. "
    "Any input is accepted: invalid syntax is searched as plain words."
)
SPELLING = (
    "`typed`: search for the words as they are. Nothing is corrected, no other wordings or named "
    "values are added, and no results with fewer of the words follow."
)
PUBLISHED_SINCE = (
    "A day, such as 2026-01-31: results were published for the first time on this day (UTC) or later, "
    "with their report or, if a later version of the report added them, with that version."
)
NO_NUL = r"^[^\x00]*$"


def enum_field(values):
    """Return a str type with an enum in the OpenAPI document; the filter rejects other values.

    The empty string means that nothing is chosen, as in the forms of the pages.
    """
    enum = {"enum": ["", *(str(value) for value in values)]}
    return Annotated[str, Field(max_length=MAX_CHOICE_LENGTH, json_schema_extra=enum)]


def repeatable(description, **options):
    return Field([], max_length=MAX_VALUES_PER_FACET, description=description, **options)


Id = Annotated[int, Path(ge=1, le=MAX_ID, description="Id of the object.")]
Value = Annotated[str, Field(max_length=MAX_VALUE_LENGTH, pattern=NO_NUL)]
SessionKey = Annotated[str, Field(max_length=MAX_SESSION_KEY_LENGTH, pattern=NO_NUL)]
Level = enum_field([*Recommendation.Level.values, NO_LEVEL])
Sector = enum_field(Organization.Sector.values)
Repeated = enum_field(Repetition.values)
Body = enum_field([ALONE])
Spelling = enum_field([AS_TYPED])
SessionKind = enum_field(Session.Kind.values)
Status = enum_field(ThemeStatus.values)
Voice = enum_field(Paragraph.Voice.values)
Year = enum_field(YEARS)
FollowUpStatus = enum_field(FollowUp.Status.values)
Response = enum_field(FollowUp.Response.values)
StakeholderSide = enum_field(Side.values)
Overdue = enum_field([YES])
Words = Annotated[str, Field(max_length=MAX_SEARCH_CHARACTERS, pattern=NO_NUL)]
# An empty string means that no day is chosen.
Day = Annotated[str, Field(pattern=r"^([0-9]{4}-[0-9]{2}-[0-9]{2})?$")]
Sort = enum_field(name for name, _ in SORTS)
RecommendationSort = enum_field(name for name, _ in RECOMMENDATION_SORTS)


class PageParams(Schema):
    page: int = Field(
        1,
        ge=1,
        le=LAST_PAGE,
        description="Page number. A page past the last is empty.",
    )
    limit: int = Field(
        DEFAULT_RESULTS,
        ge=1,
        le=MAX_RESULTS,
        description="Results per page.",
    )


class Named(PageParams):
    q: str = Field(
        "",
        max_length=MAX_SEARCH_CHARACTERS,
        pattern=NO_NUL,
        description="Parts of a name; a name must contain all of them.",
    )


class Search(PageParams):
    """Parameters of the search over all kinds of records."""

    q: Words = Field(min_length=1, description=QUERY_SYNTAX)
    spelling: Spelling = Field("", description=SPELLING)


class SearchParams(PageParams):
    """Parameters of the lists that are answered from the index."""

    q: Words = Field("", description=QUERY_SYNTAX)
    spelling: Spelling = Field("", description=SPELLING)
    as_of: str = Field(
        "",
        max_length=MAX_AS_OF_LENGTH,
        pattern=NO_NUL,
        description="A day such as 2026-11-28, or a moment: what was public then, without what has "
        "since been withdrawn (`left_out`). Filters match the values of that time, words are searched as typed, "
        "and `facets` is empty.",
    )
    searched: str = Field(
        "",
        max_length=MAX_WRITTEN_LENGTH,
        pattern=NO_NUL,
        description="With `as_of`, in place of `q`: the search with everything that the site added "
        "to it. Take it from `permalink`.",
    )
    series: list[Value] = repeatable("Workshop series as printed, such as ARF.")
    year: list[Year] = repeatable("Years in which the workshop began.")
    published_since: Day = Field("", description=PUBLISHED_SINCE)
    sort: Sort = Field("", description=SORT_ORDER)


def with_selections(filterset_class):
    """Return a class decorator that adds `not_NAME` and `all_NAME` for the facets of the list."""

    def decorate(schema):
        fields = schema.model_fields
        combined = {
            prefix + name: (fields[name].annotation, repeatable(sentence.format(name)))
            for prefix, names, sentence in (
                (ALL, filterset_class.several_per_record, "Results have each of these: `{}`."),
                (NOT, filterset_class.facet_columns, "Results have none of these: `{}`."),
            )
            for name in names
        }
        return create_model(schema.__name__, __base__=schema, __doc__=schema.__doc__, **combined)

    return decorate


@with_selections(ReportSearch)
class Reports(SearchParams):
    """Reports have no filters of their own."""


class ReportContentParams(SearchParams):
    """Parameters of recommendations, statements and contributions."""

    theme: list[Value] = repeatable("Slugs of themes; each includes its narrower themes.")
    theme_status: list[Status] = repeatable(
        "Status of the chosen themes, or of any theme if none is chosen: suggested by the import, "
        "or confirmed by an editor."
    )
    organization: list[Value] = repeatable(
        "Slugs of organizations; each includes those that speak for it: a State includes its "
        "ministries, agencies and embassies, and a body includes its parts."
    )
    group: list[Value] = repeatable(
        "Slugs of groups of which an organization, or the State for which it speaks, was a member "
        "on the first day of the workshop."
    )
    body: Body = Field("", description="`alone` excludes those that speak for the organization.")
    instrument: list[Value] = repeatable("Slugs of instruments.")
    report: list[Value] = repeatable("Slugs of reports.")


class FollowUpValues(PageParams):
    """Values of follow-up records."""

    status: list[FollowUpStatus] = repeatable("What bodies say of its progress.")
    response: list[Response] = repeatable("How bodies respond.")
    side: list[StakeholderSide] = repeatable("Stakeholder sides that report.")
    round: list[Value] = repeatable("Slugs of rounds.")
    overdue: list[Overdue] = repeatable(
        "`yes`: due before today and, in the newest record of the body, neither done nor dropped."
    )


@with_selections(RecommendationSearch)
class Recommendations(FollowUpValues, ReportContentParams):
    """Chosen `status`, `response`, `side`, `round` and `overdue` must all hold for one record: the
    newest of a body or, with `round`, its newest in that round.
    """

    level: list[Level] = repeatable("Levels at which to act; `none` if the report states none.")
    addressee: list[Value] = repeatable("Slugs of organizations asked to act.")
    issuer: list[Value] = repeatable("Slugs of organizations that made the recommendations.")
    repeated: list[Repeated] = repeatable(
        "Confirmed lineage: the first of a line, made before, made again later, confirmed not to have "
        "been made again, or neither made again nor followed up so far."
    )
    voice: list[Voice] = repeatable("Voices of the paragraphs that contain the recommendations.")
    sort: RecommendationSort = Field("", description=SORT_ORDER)


class SpokenParams(ReportContentParams):
    """Parameters of statements and contributions."""

    speaker: list[Value] = repeatable("Slugs of speakers.")
    country: list[Value] = repeatable(
        "Countries (ISO 3166-1 alpha-3) whose State, ministries, agencies or embassies speak."
    )
    kind: list[Sector] = repeatable("Kinds of the organizations that speak.")
    session: list[SessionKey] = repeatable("Keys of sessions, such as report-slug/session-1.")
    session_kind: list[SessionKind] = repeatable("Kinds of sessions.")


@with_selections(StatementSearch)
class Statements(SpokenParams):
    voice: list[Voice] = repeatable("Voices.")


@with_selections(ContributionSearch)
class Contributions(SpokenParams):
    pass


def reject_unknown_params(request, params=Schema):
    """Raise BadQueryError for unknown parameters and for repeated single-value parameters.

    An ignored misspelled filter would return all records as if they matched.
    """
    fields = type(params).model_fields if isinstance(params, Schema) else {}
    reasons = [(name, "is an unknown parameter") for name in request.GET if name not in fields]
    reasons += [
        (name, "may be given only once")
        for name in request.GET
        if name in fields
        and not isinstance(fields[name].get_default(), list)
        and len(request.GET.getlist(name)) > 1
    ]
    if reasons:
        raise BadQueryError(422, reasons)

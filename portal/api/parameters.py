"""What may be asked of each list, and its bounds. What a value means, the pages' own filters say."""

from typing import Annotated

from ninja import Field, Path, Schema

from portal.api.problems import RefusedError
from portal.search.lists import SORTS
from recommendations.models import Recommendation
from reports.facets import VALUES_PER_FACET
from reports.filters import LONGEST_VALUE, YEARS
from reports.models import Paragraph, Session, ThemeStatus
from reports.words import SEARCH_CHARACTERS

LARGEST_ID = 2**63 - 1
LAST_PAGE = 1000
MOST_RESULTS = 100
USUAL_RESULTS = 50
LONGEST_CHOICE = 20
LONGEST_SESSION = 160
NO_NUL = r"^[^\x00]*$"


def one_of(values):
    """Describe a text that is one of the values; the filter refuses any other, with the reason.

    An empty one is none chosen: so the pages' forms say it.
    """
    known = {"enum": ["", *(str(value) for value in values)]}
    return Annotated[str, Field(max_length=LONGEST_CHOICE, json_schema_extra=known)]


def several(about, **more):
    return Field([], max_length=VALUES_PER_FACET, description=about, **more)


Id = Annotated[int, Path(ge=1, le=LARGEST_ID, description="The object's id.")]
Value = Annotated[str, Field(max_length=LONGEST_VALUE, pattern=NO_NUL)]
SessionKey = Annotated[str, Field(max_length=LONGEST_SESSION, pattern=NO_NUL)]
Level = one_of(Recommendation.Level.values)
SessionKind = one_of(Session.Kind.values)
Status = one_of(ThemeStatus.values)
Voice = one_of(Paragraph.Voice.values)
Year = one_of(YEARS)
Sort = one_of(name for name, _ in SORTS)


class Paged(Schema):
    page: int = Field(
        1,
        ge=1,
        le=LAST_PAGE,
        description="Which page; one past the last is empty.",
    )
    limit: int = Field(
        USUAL_RESULTS,
        ge=1,
        le=MOST_RESULTS,
        description="How many results make a page.",
    )


class Named(Paged):
    q: str = Field(
        "",
        max_length=SEARCH_CHARACTERS,
        pattern=NO_NUL,
        description="Parts of a name; all of them have to be in it.",
    )


class Searched(Paged):
    """What every list can be searched and narrowed by that follows the calendar of workshops."""

    q: str = Field(
        "",
        max_length=SEARCH_CHARACTERS,
        pattern=NO_NUL,
        description="Words, “phrases”, OR, -not, word*, speaker:, organization:, report:, theme:, level:, year:. "
        "Nothing typed is an error; what does not parse is sought as plain words.",
    )
    series: list[Value] = several("Series of workshops, as printed: ARF.")
    year: list[Year] = several("Years in which the workshop began.")
    sort: Sort = Field(
        "",
        description="The order. Left out: the best match first where words are sought, "
        "else the newest workshop.",
    )


class Reports(Searched):
    """Reports have no filters of their own."""


class InReports(Searched):
    """What is found in reports can be narrowed by what it is about."""

    theme: list[Value] = several("Slugs of themes.")
    theme_status: list[Status] = several(
        "Whether a theme is suggested by the import or confirmed by people: the chosen "
        "themes, or, with none chosen, at least one."
    )
    organization: list[Value] = several("Slugs of organizations, in any role.")
    report: list[Value] = several("Slugs of reports.")


class Recommendations(InReports):
    level: list[Level] = several("Levels on which to act.")
    addressee: list[Value] = several("Slugs of organizations asked to act.")
    voice: list[Voice] = several("Whose words give the recommendation.")
    instrument: list[Value] = several("Slugs of instruments.")


class Contributions(InReports):
    speaker: list[Value] = several("Slugs of speakers.")
    session: list[SessionKey] = several("Keys of sessions: report-slug/session-1.")
    session_kind: list[SessionKind] = several("Kinds of sessions.")
    instrument: list[Value] = several("Slugs of instruments.")


def refuse_strangers(request, asked=Schema):
    """Refuse a parameter that nobody reads, or one that says twice what can be said once.

    A filter that is misspelled would give everything, and a program would believe it.
    """
    fields = type(asked).model_fields if isinstance(asked, Schema) else {}
    reasons = [
        (name, "is no parameter here") for name in request.GET if name not in fields
    ]
    reasons += [
        (name, "can be given once")
        for name in request.GET
        if name in fields
        and not isinstance(fields[name].get_default(), list)
        and len(request.GET.getlist(name)) > 1
    ]
    if reasons:
        raise RefusedError(422, reasons)

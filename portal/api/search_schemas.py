"""Schemas of the search. Their docstrings are descriptions in the OpenAPI document."""

from typing import Generic, TypeVar

from ninja import Field, Schema

from portal.api import schemas
from portal.api.pagination import ParsedQuery
from portal.search.autocomplete import KINDS_WITHOUT_REPORTS

Item = TypeVar("Item")


class NamedRecord(schemas.Link):
    """A person, organization, theme or instrument whose name has the words."""

    kind: str = Field(json_schema_extra={"enum": [kind.key for kind in KINDS_WITHOUT_REPORTS]})


class Group(Schema, Generic[Item]):
    """The results of one kind."""

    count: int = Field(description="Number of results on all pages.")
    results: list[Item]
    list_url: str | None = Field(
        description="URL of the list with these results, which has filters; null without results."
    )


class SearchResults(Schema):
    """The results of a search in groups, and how its words were interpreted."""

    count: int = Field(description="Number of results of all groups, on all pages.")
    query: str = Field(description="The words that were searched: as typed, or corrected.")
    understood: ParsedQuery
    did_you_mean: list[str] = Field(
        description="Other spellings that have results, if these words have none."
    )
    by_name: list[NamedRecord] = Field(
        description="The first records of each kind whose names have the words, on every page."
    )
    recommendations: Group[schemas.Recommendation]
    statements: Group[schemas.Statement]
    reports: Group[schemas.Report]
    next: str | None = Field(
        description="URL of the next page; null on the last page of the longest group, and on the "
        "last one that may be requested."
    )

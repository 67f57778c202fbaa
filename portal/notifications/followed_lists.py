"""The lists that can be followed, and what was added to them in a period."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import BadRequest
from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.search import engine
from portal.search.filtersets import (
    ContributionSearch,
    RecommendationSearch,
    ReportSearch,
    StatementSearch,
)
from portal.search.indexed_filterset import IndexedFilterSet
from recommendations.models import Recommendation
from reports.choices import Choice
from reports.models import Contribution, Report, Statement

LISTED_RECORDS = 30
TEXT_CHARACTERS = 300
# Parameters of a list that do not choose records.
ARRANGEMENT = ("page", "sort")


@dataclass(frozen=True)
class AddedRecord:
    """A record as an email and its preview show it."""

    report: Report
    title: str
    text: str
    path: str

    @property
    def url(self) -> str:
        return settings.BASE_URL + self.path


@dataclass(frozen=True)
class FollowedList:
    """A list. `name` is the last part of the path of its page, and what addresses name."""

    name: str
    title: str | Promise
    filterset: type[IndexedFilterSet]
    records: Callable[[], QuerySet]
    describe: Callable[[Any], AddedRecord]

    def url(self, kind: str) -> str:
        """Return the path of the list's page (kind "list") or feed."""
        return reverse(f"site:{self.filterset.record_type}-{kind}")


@dataclass(frozen=True)
class Additions:
    """What was added to a list: the first records by report, and the number of all."""

    total: int
    by_report: list[tuple[Report, list[AddedRecord]]]

    @property
    def is_cut(self) -> bool:
        return self.total > sum(len(records) for _, records in self.by_report)


@dataclass(frozen=True)
class FilteredList:
    """A list under filters, which is what somebody follows."""

    followed: FollowedList
    filters: IndexedFilterSet

    @classmethod
    def of(cls, name: str, parameters: QueryDict) -> "FilteredList":
        """Return the list under these parameters; raise BadRequest if it does not accept one."""
        followed = LISTS.get(name)
        if followed is None:
            raise BadRequest(gettext("There is no list “%(name)s”.") % {"name": name})
        filters = followed.filterset(parameters, followed.records())
        filters.refuse_errors()
        return cls(followed, filters)

    @property
    def query(self) -> str:
        """The filters as a query string, the same for all orders in which they can be given."""
        pairs = [
            (name, value)
            for name, values in self.filters.data.lists()
            for value in values
            if name not in ARRANGEMENT
        ]
        return urlencode(sorted(set(pairs)))

    @property
    def list_path(self) -> str:
        return self.with_query(self.followed.url("list"), "sort=added")

    @property
    def feed_path(self) -> str:
        return self.with_query(self.followed.url("feed"))

    @property
    def list_url(self) -> str:
        """The page of the list, last added first."""
        return settings.BASE_URL + self.list_path

    def with_query(self, path: str, *more: str) -> str:
        query = "&".join(filter(None, (self.query, *more)))
        return f"{path}?{query}" if query else path

    @property
    def choices(self) -> list[Choice]:
        """The chosen values of all filters, those that are excluded last."""
        chosen = [choice for _label, choice in self.filters.active_choices]
        return sorted(chosen, key=lambda choice: choice.is_excluded)

    @property
    def title(self) -> str:
        """The list and its filters, in the language in force."""
        chosen = [
            f"{gettext('not')} {choice.label}" if choice.is_excluded else str(choice.label)
            for choice in self.choices
        ]
        words = [f"“{self.filters.search_text}”"] if self.filters.search_text else []
        return ": ".join(filter(None, (str(self.followed.title), ", ".join([*words, *chosen]))))

    def added_between(self, after: datetime, until: datetime) -> Additions:
        """Return what was published for the first time after one moment and until another.

        What was corrected, moved or imported again since keeps the time of its first publication.
        """
        results = self.filters.sorted_by(engine.ADDED, added=(after, until))
        total = results.count()
        listed = results[0:LISTED_RECORDS] if total else []
        return Additions(total, group_by_report(map(self.followed.describe, listed)))


def group_by_report(records: Iterable[AddedRecord]) -> list[tuple[Report, list[AddedRecord]]]:
    groups: dict[int, tuple[Report, list[AddedRecord]]] = {}
    for record in records:
        groups.setdefault(record.report.pk, (record.report, []))[1].append(record)
    return list(groups.values())


def shorten(text: str) -> str:
    return Truncator(text).chars(TEXT_CHARACTERS)


def describe_report(report: Report) -> AddedRecord:
    return AddedRecord(report, "", "", report.get_absolute_url())


def describe_recommendation(recommendation: Recommendation) -> AddedRecord:
    return AddedRecord(
        recommendation.report,
        recommendation.number,
        shorten(recommendation.text),
        recommendation.get_absolute_url(),
    )


def describe_statement(statement: Statement) -> AddedRecord:
    return describe_spoken(statement, statement.person or statement.organization)


def describe_contribution(contribution: Contribution) -> AddedRecord:
    return describe_spoken(contribution, contribution.participation.person)


def describe_spoken(spoken: Statement | Contribution, speaker: Any) -> AddedRecord:
    paragraph = spoken.paragraph
    name = getattr(speaker, "localized_name", None) or paragraph.get_voice_display()
    return AddedRecord(paragraph.report, name, shorten(paragraph.text), paragraph.page_url)


LISTS = {
    followed.name: followed
    for followed in (
        FollowedList(
            "recommendations",
            _("Recommendations"),
            RecommendationSearch,
            lambda: Recommendation.objects.published().for_listing(),
            describe_recommendation,
        ),
        FollowedList(
            "statements",
            _("Statements"),
            StatementSearch,
            lambda: Statement.objects.published().for_listing(),
            describe_statement,
        ),
        FollowedList(
            "contributions",
            _("Contributions"),
            ContributionSearch,
            lambda: Contribution.objects.published().for_listing(),
            describe_contribution,
        ),
        FollowedList(
            "reports", _("Reports"), ReportSearch, Report.objects.published, describe_report
        ),
    )
}

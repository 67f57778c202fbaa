"""The page of a list as it was on a day, from the stored values: no record of the present is shown."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from django.core.paginator import InvalidPage
from django.http import Http404
from django.shortcuts import render
from django.utils.dateparse import parse_date
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from portal.exports.archive.past_list import PastList
from portal.exports.archive.record_values import ShownRecord
from portal.search.indexed_filterset import ROWS_PER_PAGE
from portal.web import query_parameters
from portal.web.pagination import CappedPaginator
from recommendations.models import Recommendation
from reports.models import Paragraph

TITLES = {
    "recommendation": _("Recommendations"),
    "statement": _("Statements"),
    "contribution": _("Contributions"),
    "report": _("Reports"),
}


# As the lists count them.
COUNTS = {
    "recommendation": lambda n: ngettext(
        "%(number)s recommendation", "%(number)s recommendations", n
    ),
    "statement": lambda n: ngettext("%(number)s statement", "%(number)s statements", n),
    "contribution": lambda n: ngettext("%(number)s contribution", "%(number)s contributions", n),
    "report": lambda n: ngettext("%(number)s report", "%(number)s reports", n),
}


class PastPaginator(CappedPaginator):
    most_pages = 1000


@dataclass(frozen=True)
class PastCard:
    """A record as the page shows it; `item` is what the API showed."""

    item: dict[str, Any]
    language: str
    # The report of the record; for a report, its own values.
    report: dict[str, Any]
    tag: str = ""
    # Who speaks; if that is nobody in particular, the voice says whose words it is.
    speaker: str = ""
    voice: str = ""

    @property
    def path(self):
        """The address without the host, which may have changed since."""
        url = urlsplit(self.item["url"])
        return urlunsplit(("", "", url.path, url.query, url.fragment))

    @property
    def first_day(self):
        return parse_date(self.report["starts_on"])

    @property
    def last_day(self):
        return parse_date(self.item.get("ends_on") or "") if "ends_on" in self.item else None


def past_page(request, filterset_class):
    """Return the page. PastListError, a BadRequest, says why there is none."""
    past = PastList(filterset_class, request.GET)
    query_parameters.set_unknown(request, [])
    paginator = PastPaginator(past, ROWS_PER_PAGE)
    try:
        page = paginator.page(request.GET.get("page") or 1)
    except InvalidPage:
        raise Http404 from None
    context = {
        "past": past,
        "kind": past.kind,
        "title": TITLES[past.kind],
        "page_obj": page,
        "count": count_in_words(past.kind, paginator.count),
        "cards": [card_of(past.kind, shown) for shown in page.object_list],
        "has_tables": past.kind in past.as_of.run.headings,
    }
    return render(request, "site/past_list.html", context)


def count_in_words(kind: str, number: int) -> str:
    return COUNTS[kind](number) % {"number": number_format(number)}


def card_of(kind: str, shown: ShownRecord) -> PastCard:
    item = shown.item
    if kind == "report":
        return PastCard(item, shown.language, item)
    if kind == "recommendation":
        level = item["level"] or ""
        return PastCard(
            item, shown.language, item["report"], tag=label_of(Recommendation.Level, level)
        )
    named = [item["speaker"]] if item["speaker"] else []
    names = ", ".join(one["name"] for one in [*named, *item["organizations"]])
    voice = label_of(Paragraph.Voice, item["voice"])
    return PastCard(item, shown.language, item["report"], speaker=names, voice=voice)


def label_of(choices: Any, value: str) -> str:
    """Return the label of a value, or the value if this program does not know it."""
    return str(dict(choices.choices).get(value, value))

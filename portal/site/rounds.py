"""Rounds of follow-up: their list with the progress over rounds, and each with its matrix."""

from dataclasses import dataclass
from itertools import groupby

from django.core.paginator import InvalidPage
from django.db.models import Count, Q, Sum
from django.db.models.functions import Length
from django.http import Http404, QueryDict
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language

from portal.exports import follow_up_json, round_matrix
from portal.exports.briefing_export import offered_briefings
from portal.site.follow_up_summary import records_url
from portal.site.round_figures import progress_figures, total_figures
from portal.site.round_files import COUNTRY, chosen_country
from portal.web.pagination import CappedPaginator
from portal.web.query_parameters import accept_parameters
from recommendations.follow_up_list import FollowUpFilter, count_by
from recommendations.models import Side, Submission
from reports.country_names import country_name
from reports.models import Organization

ROWS_PER_PAGE = 50


class MatrixPaginator(CappedPaginator):
    most_pages = 200


def rounds(request):
    """List the rounds of every series, with the progress over them."""
    # nosemgrep: public-record-without-gate -- names only published submissions
    is_public = Q(submissions__in=Submission.objects.naming_in_public())
    counted = follow_up_json.rounds().annotate(
        bodies=Count("submissions__organization", filter=is_public, distinct=True)
    )
    by_series = sorted(counted, key=lambda one: one.series)
    series = [(name, list(own)) for name, own in groupby(by_series, lambda one: one.series)]
    context = {"series": [(name, own, progress_figures(own)) for name, own in series]}
    return render(request, "site/round_list.html", context)


@accept_parameters(COUNTRY, "page")
def round_page(request, slug):
    round_ = get_object_or_404(follow_up_json.rounds(), slug=slug)
    country = chosen_country(request)
    paginator = MatrixPaginator(round_matrix.recommendations_of(round_), ROWS_PER_PAGE)
    try:
        page = paginator.page(request.GET.get("page") or 1)
    except InvalidPage:
        raise Http404 from None
    records = round_matrix.records_of(round_, country)
    matrix = round_matrix.matrix_of(
        list(page.object_list), round_matrix.records_of(round_), timezone.localdate(), country
    )
    reporters = reporters_of(round_, country)
    query = f"?{urlencode({COUNTRY: country})}" if country else ""
    context = {
        "round": round_,
        "page_obj": page,
        "matrix": matrix,
        "is_nameless": bool(country) and matrix.is_of_one_body,
        "totals": total_figures(round_, country),
        "country": country,
        "country_name": country and country_name(country, get_language()),
        "countries": countries_of(round_),
        "submissions": reporters,
        "body_count": len({one.organization.pk for one in reporters}),
        "submission_count": records.order_by().values("submission").distinct().count(),
        "query": query,
        "records_url": records_url({"round": slug} | ({COUNTRY: country} if country else {})),
        "briefings": offered_briefings(paginator.count, records.count(), length_of(records)),
    }
    return render(request, "site/round.html", context)


def length_of(records):
    """Return the number of characters that the bodies wrote."""
    lengths = records.order_by().aggregate(total=Sum(Length("text")))
    return lengths["total"] or 0


def countries_of(round_):
    """Return (country, name) of those whose bodies reported in the round, by name."""
    counts = FollowUpFilter(QueryDict(urlencode({"round": round_.slug}))).counts(COUNTRY)
    named = [(country, country_name(country, get_language())) for country, _number in counts]
    return sorted(named, key=lambda pair: pair[1])


@dataclass(frozen=True)
class Reporter:
    """A body that reported for a side, and the number of its current records."""

    organization: Organization
    side: str
    number: int

    @property
    def get_side_display(self):
        return Side(self.side).label


def reporters_of(round_, country):
    """Return who reported, by side and name; a body may have sent in several submissions."""
    records = round_matrix.records_of(round_, country)
    numbers = count_by(records, "submission__organization", "submission__side")
    keys = [organization for organization, _side in numbers]
    organizations = Organization.objects.with_labels().in_bulk(keys)
    reporters = [
        Reporter(organizations[organization], side, number)
        for (organization, side), number in numbers.items()
    ]
    ranks = list(Side.values)
    return sorted(reporters, key=lambda one: (ranks.index(one.side), one.organization.name))

"""The files of a round: its matrix as tables, and its recommendations with their follow-up as a briefing."""

from django.conf import settings
from django.core.exceptions import BadRequest
from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext

from portal.content.rationale_records import rationale_prefetch
from portal.exports import follow_up_json, round_matrix
from portal.exports.briefing import briefing_builder, pdf, round_pack
from portal.exports.briefing_export import (
    briefing_response,
    refuse_too_many,
    refuse_too_many_records,
)
from portal.exports.csv_export import csv_response
from portal.exports.xlsx_export import Layout, UnwritableTableError, xlsx_response
from portal.web.query_parameters import accept_parameters
from recommendations.models import Recommendation
from reports.country_names import country_name, is_country

COUNTRY = "country"


def chosen_country(request):
    """Return the country whose bodies the matrix shows, or nothing. Raise BadRequest for another value."""
    # nosemgrep: undeclared-query-parameter -- views that call it declare it
    country = request.GET.get(COUNTRY, "").strip()
    if country and not is_country(country):
        raise BadRequest(gettext("“%(value)s” is not a country.") % {"value": country[:20]})
    return country


def read_request(request, slug):
    """Return the public round and the chosen country. Raise BadRequest for an unknown parameter."""
    if request.unknown_parameters:
        raise BadRequest(f"Unknown parameter “{request.unknown_parameters[0]}”.")
    return get_object_or_404(follow_up_json.rounds(), slug=slug), chosen_country(request)


def whole_table(round_, country):
    recommendations = list(round_matrix.recommendations_of(round_))
    records = round_matrix.records_of(round_)
    matrix = round_matrix.matrix_of(recommendations, records, timezone.localdate(), country)
    return round_matrix.table_of(matrix)


@accept_parameters(COUNTRY)
def matrix_csv(request, slug):
    round_, country = read_request(request, slug)
    return csv_response(whole_table(round_, country), file_name(round_, country))


@accept_parameters(COUNTRY)
def matrix_xlsx(request, slug):
    round_, country = read_request(request, slug)
    facts = [
        (gettext("Address"), settings.BASE_URL + page_path(round_, country)),
        (gettext("Data as of"), timezone.localdate()),
        *stated(round_, country),
    ]
    try:
        table, name = whole_table(round_, country), file_name(round_, country)
        layout = Layout(round_.name, gettext("About this table"), is_landscape=True)
        return xlsx_response(table, name, facts, layout)
    except UnwritableTableError as error:
        raise BadRequest(str(error)) from None


def file_name(round_, country):
    return "-".join(filter(None, ("follow-up", round_.slug, country)))


def stated(round_, country):
    """Return (label, value) of what a file says about its content."""
    facts = [(gettext("Round"), f"{round_.series}: {round_.name}")]
    if country:
        facts.append((gettext("Country"), country_name(country, get_language())))
    return facts


@accept_parameters(COUNTRY)
def round_briefing(request, slug, ending):
    """Send the recommendations of the round with what became of each, as a document."""
    if ending == "pdf" and not pdf.is_available():
        raise Http404
    round_, country = read_request(request, slug)
    recommendations = round_matrix.recommendations_of(round_)
    refuse_too_many(ending, recommendations.count())
    own = round_matrix.records_of(round_, country)
    refuse_too_many_records(ending, own.count())
    records = follow_up_json.records().filter(pk__in=own.values("pk"))
    # nosemgrep: public-record-without-gate -- narrowed to published ones below
    listed = Recommendation.objects.for_listing().prefetch_related(
        rationale_prefetch(with_speakers=True),
        Prefetch("follow_ups", records, to_attr="listed_follow_ups"),
    )
    kind = briefing_builder.RECOMMENDATIONS._replace(
        title=lambda: f"{round_.series}: {round_.name}"
    )

    def build():
        shown = list(listed.filter(pk__in=recommendations.values("pk")).in_document_order())
        reported = round_pack.add_tables(shown, timezone.localdate())
        pack = briefing_builder.briefing_of(
            kind, shown, stated(round_, country), page_path(round_, country)
        )
        return round_pack.with_cover(pack, round_, reported)

    return briefing_response(ending, build, file_name(round_, country))


def page_path(round_, country):
    """Return the path of the page whose content a file has."""
    query = f"?{COUNTRY}={country}" if country else ""
    return reverse("site:round", args=[round_.slug]) + query

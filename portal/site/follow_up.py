"""The list of follow-up records, and the files that are evidence of them."""

from django.http import Http404
from django_filters.views import FilterView

from portal.exports import follow_up_json
from portal.search.indexed_filterset import ROWS_PER_PAGE
from portal.web import query_parameters
from portal.web.file_response import stored_file_response
from portal.web.pagination import CappedPaginator
from recommendations.follow_up_list import FollowUpFilter, in_listing_order
from recommendations.models import EvidenceFile, FollowUp


class RecordPaginator(CappedPaginator):
    most_pages = 1000


class FollowUpList(FilterView):
    """The records that no later one of the same round corrects, under the filters of the request.

    An invalid value answers 400 with the reason and without rows; a missing page answers 404.
    """

    filterset_class = FollowUpFilter
    paginate_by = ROWS_PER_PAGE
    paginator_class = RecordPaginator
    template_name = "site/follow_up_list.html"

    def get_queryset(self):
        return in_listing_order(follow_up_json.records().current())

    def get_filterset(self, filterset_class):
        filters = super().get_filterset(filterset_class)
        query_parameters.set_unknown(self.request, filters.unknown_parameters)
        return filters

    def get_paginator(self, *args, **options):
        paginator = super().get_paginator(*args, **options)
        if not self.filterset.is_bound or self.filterset.is_valid():
            # Its facets are counted anyway.
            paginator.count = self.filterset.number_of_results
        return paginator

    def get_context_data(self, **context):
        context = super().get_context_data(**context)
        mark_overdue(context["object_list"], self.filterset.day)
        return context

    def render_to_response(self, context, **response):
        if self.filterset.is_bound and not self.filterset.is_valid():
            response["status"] = 400
        return super().render_to_response(context, **response)


def mark_overdue(records, day):
    """Set `is_overdue` of records of a list, and the `paragraph` that readers see as evidence."""
    latest = FollowUp.objects.published().latest().overdue(day)
    overdue = set(
        latest.filter(pk__in=[record.pk for record in records]).values_list("pk", flat=True)
    )
    for record in records:
        record.is_overdue = record.pk in overdue
        record.paragraph = follow_up_json.public_evidence(record)


def evidence(request, key):
    """Send the file that a public record gives as evidence, as a download that browsers never open."""
    public = FollowUp.objects.published().exclude(evidence_file=None)
    # nosemgrep: public-record-without-gate -- of a published record
    file = EvidenceFile.objects.filter(pk__in=public.filter(pk=key).values("evidence_file")).first()
    if file is None:
        raise Http404
    return stored_file_response(request, file)

"""The list and the pages of speakers."""

from django.shortcuts import redirect, render
from django.views.generic import ListView

from portal.search.aggregates import contributions_by, contributions_for
from portal.site.entities import MEETINGS_SHOWN, RECORDS_SHOWN
from portal.web import query_parameters
from reports import removed_urls
from reports.merge_redirects import canonical_by_slug
from reports.models import Participation, Person
from reports.search_filter import MAX_SEARCH_CHARACTERS, SearchFilter

PEOPLE_PER_PAGE = 200


class SpeakerList(ListView):
    """People by name, filtered by the words in `q`; a missing page answers 404."""

    paginate_by = PEOPLE_PER_PAGE
    context_object_name = "people"
    template_name = "site/speaker_list.html"

    def setup(self, request, *args, **options):
        super().setup(request, *args, **options)
        unknown = query_parameters.find_unknown(request.GET, ("q", self.page_kwarg))
        query_parameters.set_unknown(request, unknown)

    @property
    def search_text(self):
        # nosemgrep: undeclared-query-parameter -- setup declares it
        return self.request.GET.get("q", "")[:MAX_SEARCH_CHARACTERS].strip()

    def get_queryset(self):
        people = Person.objects.published().in_listing_order()
        return SearchFilter(Person.name_columns).filter(people, self.search_text)

    def get_context_data(self, **context):
        context = super().get_context_data(search_text=self.search_text, **context)
        counts = contributions_by("speaker")
        newest = newest_participations(context["people"])
        for person in context["people"]:
            person.contribution_count = counts.get(person.slug, 0)
            # Distinguishes people of the same name, and shows the role of those who said nothing.
            person.newest_participation = newest.get(person.pk)
        return context


def newest_participations(people):
    """Return {person key: participation} in the newest public workshop of each person."""
    participations = Participation.objects.published().filter(person__in=people)
    oldest_first = participations.with_affiliations().order_by("report__starts_on", "pk")
    return {participation.person_id: participation for participation in oldest_first}


def speaker(request, slug):
    person = Person.objects.published().filter(slug=slug).first()
    if person is None:
        canonical = canonical_by_slug("person", slug)
        if canonical:
            return redirect(canonical, permanent=True)
        return removed_urls.gone_person_response(request, slug)
    participations = Participation.objects.published().filter(person=person)
    contributions = contributions_for("speaker", slug)
    newest = participations.with_affiliations().order_by("-report__starts_on")
    shown = newest[:MEETINGS_SHOWN]
    other_names = [
        printed_form
        for participation in shown
        for printed_form in participation.other_printed_forms
    ]
    context = {
        "person": person,
        # As printed in published reports: aliases may come from a draft.
        "other_names": list(dict.fromkeys(other_names)),
        "participations": shown,
        "participation_count": participations.count(),
        "contributions": contributions[:RECORDS_SHOWN],
        "contribution_count": contributions.count(),
    }
    return render(request, "site/speaker.html", context)

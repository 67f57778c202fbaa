"""Those who took part, and what they said."""

from django.shortcuts import redirect, render
from django.views.generic import ListView

from portal import parameters
from portal.counting import contributions_by, said_under
from portal.registers.heirs import heir_at
from portal.views.registers import MEETINGS_SHOWN, SHOWN
from reports import gone
from reports.models import Participation, Person
from reports.words import SEARCH_CHARACTERS, WordsFilter

PEOPLE_PER_PAGE = 200


class SpeakerList(ListView):
    """People by name, those whose names hold the words in `q`; a page that is not there gives 404."""

    paginate_by = PEOPLE_PER_PAGE
    context_object_name = "people"
    template_name = "reports/speaker_list.html"

    def setup(self, request, *args, **options):
        super().setup(request, *args, **options)
        unknown = parameters.unknown_among(request.GET, ("q", self.page_kwarg))
        parameters.say_unknown(request, unknown)

    @property
    def words(self):
        return self.request.GET.get("q", "")[:SEARCH_CHARACTERS].strip()

    def get_queryset(self):
        people = Person.objects.published().as_listed()
        return WordsFilter(Person.name_columns).filter(people, self.words)

    def get_context_data(self, **context):
        context = super().get_context_data(words=self.words, **context)
        said = contributions_by("speaker")
        for person in context["people"]:
            person.contribution_count = said.get(person.slug, 0)
        return context


def speaker(request, slug):
    person = Person.objects.published().filter(slug=slug).first()
    if person is None:
        united_with = heir_at("person", slug)
        if united_with:
            return redirect(united_with, permanent=True)
        return gone.answer_for_person(request, slug)
    took_part = Participation.objects.published().filter(person=person)
    said = said_under("speaker", slug)
    newest = took_part.with_affiliations().order_by("-report__starts_on")
    participations = newest[:MEETINGS_SHOWN]
    forms = [form for one in participations for form in one.forms]
    context = {
        "person": person,
        # As published reports print it: aliases may come from a draft.
        "other_names": list(dict.fromkeys(forms)),
        "participations": participations,
        "participation_count": took_part.count(),
        "contributions": said[:SHOWN],
        "contribution_count": said.count(),
    }
    return render(request, "reports/speaker.html", context)

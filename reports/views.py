"""The pages of those who took part, and of what they said."""

from django.shortcuts import get_object_or_404, render

from reports.models import Contribution, Participation, Person, Report


def participants(request, slug):
    report = get_object_or_404(Report.objects.published(), slug=slug)
    context = {
        "report": report,
        "participations": report.participations.with_affiliations().as_listed(),
        "missing_list": report.annexes.filter(
            subject__icontains="participants", session=None
        ).first(),
    }
    return render(request, "reports/participants.html", context)


def speakers(request):
    context = {
        "people": Person.objects.published().with_contribution_count().as_listed()
    }
    return render(request, "reports/speaker_list.html", context)


def speaker(request, slug):
    person = get_object_or_404(Person.objects.published(), slug=slug)
    took_part = Participation.objects.published().filter(person=person)
    said = Contribution.objects.published().filter(participation__person=person)
    participations = took_part.with_affiliations().order_by("-report__starts_on")
    forms = [form for one in participations for form in one.forms]
    context = {
        "person": person,
        # As published reports print it: aliases may come from a draft.
        "other_names": list(dict.fromkeys(forms)),
        "participations": participations,
        "contributions": said.for_listing().as_printed(),
    }
    return render(request, "reports/speaker.html", context)

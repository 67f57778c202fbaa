"""The form of a round: create it, change it."""

from django import forms
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render

from portal.accounts import form_recovery
from portal.accounts.roles import Permission
from portal.content.refusals import SaveRefusedError
from portal.editor.follow_up.choice_fields import RecordsChoice
from portal.editor.follow_up.look_up import STALE_ROUND, get_round
from portal.editor.form_meta import base_version
from portal.editor.messages import add_message
from portal.editor.view_decorator import editor_view
from portal.follow_up import rounds
from portal.follow_up.rounds import RoundFields
from recommendations.models import Round
from reports.models import Report
from reports.text import clean_line, clean_text

MAX_NAME_LENGTH = 200
MAX_QUESTIONS_LENGTH = 10_000


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self):
        super().__init__(format="%Y-%m-%d")


class ReportChoice(RecordsChoice):
    """The published reports, the latest first."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, report):
        day = report.starts_on.isoformat() if report.starts_on else "no date"
        return f"{report.title} ({', '.join(filter(None, (report.series, day)))})"


class RoundForm(forms.Form):
    """What an editor enters about a round."""

    name = forms.CharField(max_length=MAX_NAME_LENGTH)
    series = forms.CharField(max_length=MAX_NAME_LENGTH)
    starts_on = forms.DateField(label="From", widget=DayInput)
    ends_on = forms.DateField(label="To", widget=DayInput)
    questions = forms.CharField(
        max_length=MAX_QUESTIONS_LENGTH, required=False, widget=forms.Textarea({"rows": 5})
    )
    reports = ReportChoice(Report.objects.none())

    def __init__(self, *args, follow_up_round=None, **options):
        super().__init__(*args, **options)
        asked = follow_up_round.reports.all() if follow_up_round else Report.objects.none()
        known = Report.objects.published() | Report.objects.filter(pk__in=asked.values("pk"))
        self.fields["reports"].queryset = known.filter(next_of=None).newest_first()

    def clean_name(self):
        return self.required_line("name")

    def clean_series(self):
        return self.required_line("series")

    def required_line(self, name):
        """Return the cleaned line; one of only invisible characters counts as missing."""
        line = clean_line(self.cleaned_data[name])
        if not line:
            raise ValidationError(self.fields[name].error_messages["required"], code="required")
        return line

    def clean_questions(self):
        return clean_text(self.cleaned_data["questions"])

    def clean(self):
        starts_on, ends_on = (self.cleaned_data.get(name) for name in ("starts_on", "ends_on"))
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", ValidationError("The last day is before the first."))

    def round_fields(self):
        return RoundFields(**self.cleaned_data | {"reports": tuple(self.cleaned_data["reports"])})


@editor_view(Permission.ROUNDS, Permission.ROUNDS)
def new_round(request):
    if request.method != "POST":
        form = RoundForm(form_recovery.recover_form(request), initial={"series": last_series()})
        return render_form(request, form)
    form = RoundForm(request.POST)
    if not form.is_valid():
        return render_form(request, form, status=422)
    created = rounds.create(fields=form.round_fields(), by=request.user)
    add_message(request, f"“{created}” was created as a draft. Ask bodies below, then publish it.")
    return redirect("editor:round", created.slug)


@editor_view(Permission.ROUNDS, Permission.ROUNDS)
def edit_round(request, round_slug):
    stored = get_round(round_slug)
    if request.method != "POST":
        returned = form_recovery.recover_form(request)
        form = RoundForm(returned, initial=initial_of(stored), follow_up_round=stored)
        return render_form(request, form, stored)
    form = RoundForm(request.POST, follow_up_round=stored)
    if not form.is_valid():
        return render_form(request, form, stored, status=422)
    try:
        saved = rounds.change(
            follow_up_round=stored,
            version=base_version(request),
            fields=form.round_fields(),
            by=request.user,
        )
    except SaveRefusedError as error:
        return render_form(request, form, stored, error=str(error), status=422)
    except rounds.StaleSaveError:
        return render_form(request, form, stored, error=STALE_ROUND, status=409)
    add_message(request, f"“{saved}” was saved.")
    return redirect("editor:round", saved.slug)


def initial_of(stored):
    names = ("name", "series", "starts_on", "ends_on", "questions")
    return {name: getattr(stored, name) for name in names} | {"reports": stored.reports.all()}


def last_series():
    """Return the series of the latest round, or of the latest report."""
    for rows in (Round.objects.order_by("-pk"), Report.objects.published().newest_first()):
        if series := rows.exclude(series="").values_list("series", flat=True).first():
            return series
    return ""


def render_form(request, form, stored=None, *, error="", status=200):
    series = Report.objects.exclude(series="").values_list("series", flat=True)
    context = {
        "follow_up_round": stored,
        "form": form,
        "error": error,
        "series_names": sorted(set(series), key=str.casefold),
    }
    return render(request, "editor/follow_up/round_form.html", context, status=status)

"""What reports and contributions can be narrowed by. One class serves every outlet."""

from operator import attrgetter

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django_filters import (
    MultipleChoiceFilter,
    TypedMultipleChoiceFilter,
)

from reports.facets import VALUES_PER_FACET, FacetedFilterSet
from reports.models import (
    Contribution,
    Instrument,
    Organization,
    Person,
    Report,
    Session,
    Theme,
    ThemeStatus,
)
from reports.naming import AsWritten, Name, of_vocabulary, unknown_in
from reports.words import WordsFilter

LONGEST_VALUE = 120
# Fixed, so that no request has to ask which years there are.
YEARS = range(1900, 2100)


def few_values(values):
    if len(values) > VALUES_PER_FACET:
        raise ValidationError(
            _("Choose at most %(most)s values."), params={"most": VALUES_PER_FACET}
        )


class ChoicesFilter(AsWritten, MultipleChoiceFilter):
    """A facet over a fixed list of values: a level, a voice."""

    is_recorded = False

    def __init__(self, label, choices, **options):
        options.setdefault("error_messages", {"invalid_choice": unknown_in(label)})
        super().__init__(
            label=label, choices=choices, validators=[few_values], **options
        )

    def called(self, values):
        return {str(value): str(label) for value, label in self.extra["choices"]}

    def in_order(self, values):
        return [str(value) for value, _ in self.extra["choices"] if value in values]


class YearsField(forms.TypedMultipleChoiceField):
    """Knows its years without a list of them, which every request would copy."""

    def valid_value(self, value):
        return value in {str(year) for year in YEARS}


class YearsFilter(AsWritten, TypedMultipleChoiceFilter):
    """A facet over the years of a date, the newest first."""

    field_class = YearsField

    def __init__(self, column):
        super().__init__(
            label=_("Year"),
            field_name=f"{column}__year",
            coerce=int,
            validators=[few_values],
            error_messages={"invalid_choice": unknown_in(_("Year"))},
        )

    def in_order(self, values):
        return sorted(values, key=int, reverse=True)


class AnyValueField(forms.MultipleChoiceField):
    def valid_value(self, value):
        return len(value) <= LONGEST_VALUE


class ValuesFilter(AsWritten, MultipleChoiceFilter):
    """A facet over the values of a column, under which there may be nothing."""

    field_class = AnyValueField

    def __init__(self, label, column):
        super().__init__(
            label=label,
            field_name=column,
            validators=[few_values],
            error_messages={"invalid_choice": unknown_in(label)},
        )


class RecordsField(forms.MultipleChoiceField):
    """Knows its choices only once some are made: `called` returns those that there are."""

    def __init__(self, *args, called, **options):
        super().__init__(*args, **options)
        self.called = called

    def validate(self, value):
        few_values(value)
        if unknown := set(value) - set(self.called(value) if value else ()):
            raise ValidationError(
                self.error_messages["invalid_choice"],
                code="invalid_choice",
                params={"value": min(unknown)},
            )


class RecordsFilter(MultipleChoiceFilter):
    """A facet over published records, chosen by slug.

    `language_of` returns the language of what a record is called; without it, that is the
    vocabulary's.
    """

    field_class = RecordsField
    is_recorded = True

    def __init__(self, label, column, published, language_of=of_vocabulary):
        super().__init__(
            label=label,
            field_name=column,
            called=self.called,
            error_messages={"invalid_choice": unknown_in(label)},
        )
        self.published = published
        self.language_of = language_of

    def named(self, slugs):
        """Return the published records of these slugs."""
        return {one.slug: one for one in self.published().filter(slug__in=slugs)}

    def called(self, values):
        return {
            value: Name(one, self.language_of(one))
            for value, one in self.named(values).items()
        }

    def alike(self, text, values):
        return self.keys_like(text) & set(values)

    def keys_like(self, text):
        # All of a region's reports may be alike: no record of them is made.
        return set(self.called_like(text).values_list("slug", flat=True))

    def called_like(self, text):
        published = self.published()
        return WordsFilter(published.model.name_columns).filter(published, text)


class ThemesFilter(RecordsFilter):
    """A facet over themes. With a `theme_status` chosen, an assignment has to have it."""

    def __init__(self, assignments):
        super().__init__(
            _("Theme"), f"{assignments}__theme__slug", Theme.objects.published
        )
        self.assignments = assignments

    def filter(self, records, slugs):
        if not slugs:
            return records
        statuses = self.parent.form.cleaned_data.get("theme_status")
        assigned = {f"{self.assignments}__theme__slug__in": slugs}
        if statuses:
            assigned[f"{self.assignments}__status__in"] = statuses
        return records.filter(**assigned).distinct()


class ThemeStatusFilter(ChoicesFilter):
    """A facet over the status of a record's themes: of those chosen, or else of any."""

    def __init__(self, assignments):
        super().__init__(
            _("Theme status"), ThemeStatus.choices, field_name=f"{assignments}__status"
        )

    def filter(self, records, statuses):
        # The filter of themes asks for both of one and the same assignment.
        is_asked_for = self.parent.form.cleaned_data.get("theme")
        return records if is_asked_for else super().filter(records, statuses)


class SessionsFilter(RecordsFilter):
    """A facet over published sessions, chosen by report and anchor: report-slug/session-1."""

    def __init__(self):
        super().__init__(
            _("Session"),
            "session_key",
            Session.objects.published,
            attrgetter("report.language"),
        )

    def named(self, keys):
        pairs = [key.partition("/") for key in keys]
        # More than these pairs, but a condition for each would be too many for a query.
        near = self.published().filter(
            report__slug__in={slug for slug, _, _ in pairs},
            anchor__in={anchor for _, _, anchor in pairs},
        )
        found = {one.key: one for one in near.select_related("report")}
        return {key: found[key] for key in keys if key in found}

    def called(self, values):
        return {
            key: Name(one.in_its_language, one.report.language)
            for key, one in self.named(values).items()
        }

    def keys_like(self, text):
        pairs = self.called_like(text).values_list("report__slug", "anchor")
        return {f"{slug}/{anchor}" for slug, anchor in pairs}


class ReportFilter(FacetedFilterSet):
    q = WordsFilter(["title", "place", "summary"])
    series = ValuesFilter(_("Series"), "series")
    year = YearsFilter("starts_on")

    facet_columns = {"series": "series", "year": "starts_on__year"}
    # There is no page of all choices: an address of reports with a word behind it is a report's.
    choices_shown = 500

    class Meta:
        model = Report
        fields = []


class ContributionFilter(FacetedFilterSet):
    q = WordsFilter(["paragraph__text", "participation__person__name"])
    speaker = RecordsFilter(
        _("Speaker"),
        "participation__person__slug",
        Person.objects.published,
        lambda person: "",
    )
    organization = RecordsFilter(
        _("Organization"),
        "participation__organizations__slug",
        Organization.objects.published,
    )
    theme = ThemesFilter("paragraph__theme_assignments")
    theme_status = ThemeStatusFilter("paragraph__theme_assignments")
    session = SessionsFilter()
    session_kind = ChoicesFilter(
        _("Kind of session"),
        Session.Kind.choices,
        field_name="paragraph__session__kind",
    )
    instrument = RecordsFilter(
        _("Instrument"), "paragraph__instruments__slug", Instrument.objects.published
    )
    report = RecordsFilter(
        _("Report"),
        "paragraph__report__slug",
        Report.objects.published,
        attrgetter("language"),
    )
    series = ValuesFilter(_("Series"), "paragraph__report__series")
    year = YearsFilter("paragraph__report__starts_on")

    facet_columns = {
        "speaker": "participation__person__slug",
        "organization": "participation__organizations__slug",
        "theme": "paragraph__theme_assignments__theme__slug",
        "theme_status": "paragraph__theme_assignments__status",
        "session_kind": "paragraph__session__kind",
        "session": "session_key",
        "instrument": "paragraph__instruments__slug",
        "report": "paragraph__report__slug",
        "series": "paragraph__report__series",
        "year": "paragraph__report__starts_on__year",
    }

    class Meta:
        model = Contribution
        fields = []

"""Filters of reports and contributions, shared by pages, feeds, exports and the API."""

from operator import attrgetter

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django_filters import (
    MultipleChoiceFilter,
    TypedMultipleChoiceFilter,
)

from reports.facets import MAX_VALUES_PER_FACET, FacetedFilterSet
from reports.labels import LiteralLabels, LocalizedLabel, unknown_value_message, vocabulary_language
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
from reports.search_filter import SearchFilter

MAX_VALUE_LENGTH = 120
# Fixed, so that no request has to query the years.
YEARS = range(1900, 2100)


def validate_max_choices(values):
    if len(values) > MAX_VALUES_PER_FACET:
        raise ValidationError(
            _("Choose at most %(most)s values."), params={"most": MAX_VALUES_PER_FACET}
        )


class ChoicesFilter(LiteralLabels, MultipleChoiceFilter):
    """A facet over a fixed list of values: a level, a voice."""

    has_cacheable_labels = False

    def __init__(self, label, choices, **options):
        options.setdefault("error_messages", {"invalid_choice": unknown_value_message(label)})
        super().__init__(label=label, choices=choices, validators=[validate_max_choices], **options)

    def labels(self, values):
        return {str(value): str(label) for value, label in self.extra["choices"]}

    def sort_values(self, values):
        return [str(value) for value, _ in self.extra["choices"] if value in values]


class YearsField(forms.TypedMultipleChoiceField):
    """Accepts every year without a list of choices, which every request would copy."""

    def valid_value(self, value):
        return value in {str(year) for year in YEARS}


class YearsFilter(LiteralLabels, TypedMultipleChoiceFilter):
    """A facet over the years of a date, the newest first."""

    field_class = YearsField

    def __init__(self, column):
        super().__init__(
            label=_("Year"),
            field_name=f"{column}__year",
            coerce=int,
            validators=[validate_max_choices],
            error_messages={"invalid_choice": unknown_value_message(_("Year"))},
        )

    def sort_values(self, values):
        return sorted(values, key=int, reverse=True)


class AnyValueField(forms.MultipleChoiceField):
    def valid_value(self, value):
        return len(value) <= MAX_VALUE_LENGTH


class ValuesFilter(LiteralLabels, MultipleChoiceFilter):
    """A facet over the values of a column; unknown values match nothing."""

    field_class = AnyValueField

    def __init__(self, label, column):
        super().__init__(
            label=label,
            field_name=column,
            validators=[validate_max_choices],
            error_messages={"invalid_choice": unknown_value_message(label)},
        )


class RecordsField(forms.MultipleChoiceField):
    """Looks up the chosen values instead of listing all: `labels` returns the known ones."""

    def __init__(self, *args, labels, **options):
        super().__init__(*args, **options)
        self.labels = labels

    def validate(self, value):
        validate_max_choices(value)
        if unknown := set(value) - set(self.labels(value) if value else ()):
            raise ValidationError(
                self.error_messages["invalid_choice"],
                code="invalid_choice",
                params={"value": min(unknown)},
            )


class RecordsFilter(MultipleChoiceFilter):
    """A facet over published records, chosen by slug.

    `get_language` returns the language of a record's label: by default the vocabulary's.
    """

    field_class = RecordsField
    has_cacheable_labels = True

    def __init__(self, label, column, published, get_language=vocabulary_language):
        super().__init__(
            label=label,
            field_name=column,
            labels=self.labels,
            error_messages={"invalid_choice": unknown_value_message(label)},
        )
        self.published = published
        self.get_language = get_language

    def records_by_value(self, slugs):
        """Return {slug: published record}."""
        published = self.published().filter(slug__in=slugs)
        return {record.slug: record for record in published}

    def labels(self, values):
        return {
            value: LocalizedLabel(record, self.get_language(record))
            for value, record in self.records_by_value(values).items()
        }

    def search_labels(self, text, values):
        return self.matching_keys(text) & set(values)

    def matching_keys(self, text):
        # There may be thousands of matches: no model instances.
        return set(self.matching_records(text).values_list("slug", flat=True))

    def matching_records(self, text):
        published = self.published()
        return SearchFilter(published.model.name_columns).filter(published, text)


class ThemesFilter(RecordsFilter):
    """A facet over themes; a chosen `theme_status` must hold for the same assignment."""

    def __init__(self, assignments):
        super().__init__(_("Theme"), f"{assignments}__theme__slug", Theme.objects.published)
        self.assignments = assignments

    def filter(self, records, slugs):
        if not slugs:
            return records
        statuses = self.parent.form.cleaned_data.get("theme_status")
        conditions = {f"{self.assignments}__theme__slug__in": slugs}
        if statuses:
            conditions[f"{self.assignments}__status__in"] = statuses
        return records.filter(**conditions).distinct()


class ThemeStatusFilter(ChoicesFilter):
    """A facet over the status of a record's themes: of the chosen themes, or else of any."""

    def __init__(self, assignments):
        super().__init__(
            _("Theme status"), ThemeStatus.choices, field_name=f"{assignments}__status"
        )

    def filter(self, records, statuses):
        # ThemesFilter applies theme and status to the same assignment.
        has_themes = self.parent.form.cleaned_data.get("theme")
        return records if has_themes else super().filter(records, statuses)


class SessionsFilter(RecordsFilter):
    """A facet over published sessions, chosen by report and anchor: report-slug/session-1."""

    def __init__(self):
        super().__init__(
            _("Session"),
            "session_key",
            Session.objects.published,
            attrgetter("report.language"),
        )

    def records_by_value(self, keys):
        pairs = [key.partition("/") for key in keys]
        # A superset of the pairs: one condition per pair would be too many for a query.
        candidates = self.published().filter(
            report__slug__in={slug for slug, _, _ in pairs},
            anchor__in={anchor for _, _, anchor in pairs},
        )
        by_key = {session.key: session for session in candidates.select_related("report")}
        return {key: by_key[key] for key in keys if key in by_key}

    def labels(self, values):
        return {
            key: LocalizedLabel(session.heading_in_report_language, session.report.language)
            for key, session in self.records_by_value(values).items()
        }

    def matching_keys(self, text):
        pairs = self.matching_records(text).values_list("report__slug", "anchor")
        return {f"{slug}/{anchor}" for slug, anchor in pairs}


class ReportFilter(FacetedFilterSet):
    q = SearchFilter(["title", "place", "summary"])
    series = ValuesFilter(_("Series"), "series")
    year = YearsFilter("starts_on")

    facet_columns = {"series": "series", "year": "starts_on__year"}
    # There is no page of all choices: /reports/<word>/ is the URL of a report.
    choice_limit = 500

    class Meta:
        model = Report
        fields = []


class ContributionFilter(FacetedFilterSet):
    q = SearchFilter(["paragraph__text", "participation__person__name"])
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

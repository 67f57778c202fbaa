"""Admin of themes and instruments."""

from django import forms
from django.contrib import admin

from reports.admin.base import EntityAdmin
from reports.admin.labels import LABELS_FIELDSET, LabeledForm
from reports.models import Instrument, Theme


class ThemeForm(LabeledForm):
    permanent_fields = ("slug",)

    def clean_broader(self):
        broader = self.cleaned_data["broader"]
        if broader and broader == self.instance:
            raise forms.ValidationError("A theme cannot be broader than itself.")
        return broader


class InstrumentForm(LabeledForm):
    permanent_fields = ("slug",)


@admin.register(Theme)
class ThemeAdmin(EntityAdmin):
    form = ThemeForm
    fieldsets = (
        (
            "The theme",
            {
                "fields": (
                    *("label", "slug", "definition", "other_labels"),
                    *("cues", "synonyms", "broader"),
                )
            },
        ),
        LABELS_FIELDSET,
        ("Reports", {"fields": ("named_in",)}),
    )
    readonly_fields = ("named_in",)
    list_display = ("label", "broader", "definition")
    list_filter = (("broader", admin.RelatedOnlyFieldListFilter),)
    list_select_related = ("broader",)
    search_fields = ("label", "other_labels", "slug")
    ordering = ("label", "pk")

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"slug": ("label",)}


@admin.register(Instrument)
class InstrumentAdmin(EntityAdmin):
    form = InstrumentForm
    fieldsets = (
        (
            "The text",
            {"fields": ("name", "slug", "kind", "code", "year", "adopted_by", "wordings")},
        ),
        ("Elsewhere", {"fields": ("url", "ilo_number", "sdg_goal")}),
        LABELS_FIELDSET,
        ("Reports", {"fields": ("named_in",)}),
    )
    readonly_fields = ("named_in",)
    list_display = ("name", "kind", "code", "of_year", "adopted_by")
    list_filter = ("kind",)
    list_select_related = ("adopted_by",)
    search_fields = ("name", "code", "wordings", "slug")
    ordering = ("name", "pk")

    @admin.display(description="year", ordering="year")
    def of_year(self, instrument):
        # As text: without a thousands separator.
        return str(instrument.year or "")

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"slug": ("name",)}

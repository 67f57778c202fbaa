"""People, organizations, and who took part in which workshop as what."""

import re

from django import forms
from django.contrib import admin

from reports.admin.base import RecordAdmin, SharedAdmin, ShortRows, ViewOnly
from reports.admin.versions import VersionedForm
from reports.models import Organization, Participation, Person
from reports.models.people import Affiliation

ALPHA_3 = re.compile("[A-Z]{3}")


class NamedForm(VersionedForm):
    permanent = ("slug",)


class OrganizationForm(NamedForm):
    def clean_country(self):
        country = self.cleaned_data["country"].upper()
        if country and not ALPHA_3.fullmatch(country):
            raise forms.ValidationError(
                "Write three letters from A to Z, such as MMR for Myanmar."
            )
        return country

    def clean_part_of(self):
        whole = self.cleaned_data["part_of"]
        if whole and whole == self.instance:
            raise forms.ValidationError("An organization is no part of itself.")
        return whole


class ParticipationForm(VersionedForm):
    guarded_by = "report"


class AffiliationForm(VersionedForm):
    guarded_by = "participation.report"


class AffiliationRows(ShortRows):
    model = Affiliation
    form = AffiliationForm
    fields = ("organization", "order")
    autocomplete_fields = ("organization",)
    ordering = ("order", "pk")
    verbose_name_plural = "organizations at that meeting, in the order printed"

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        return rows.select_related("organization", "participation__report")


class TookPartRows(ViewOnly, ShortRows):
    """Where somebody took part: typed in on the participation's own page."""

    model = Participation
    fields = ("report", "role", "position")
    ordering = ("-report__starts_on", "pk")
    show_change_link = True
    verbose_name_plural = "took part in"

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("report", "person")


@admin.register(Person)
class PersonAdmin(SharedAdmin):
    form = NamedForm
    fields = ("name", "sort_name", "slug", "aliases")
    inlines = (TookPartRows,)
    list_display = ("name", "sort_name", "slug")
    search_fields = ("name", "aliases", "slug")
    ordering = ("sort_name", "name", "pk")

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"slug": ("name",)}


@admin.register(Organization)
class OrganizationAdmin(SharedAdmin):
    form = OrganizationForm
    fieldsets = (
        ("The organization", {"fields": ("name", "acronym", "slug", "aliases")}),
        ("What it is", {"fields": ("kind", "country", "part_of")}),
    )
    autocomplete_fields = ("part_of",)
    list_display = ("name", "acronym", "kind", "country", "part_of")
    list_filter = ("kind", "country")
    list_select_related = ("part_of",)
    search_fields = ("name", "acronym", "aliases", "slug")
    ordering = ("name", "pk")

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"slug": ("name",)}


@admin.register(Participation)
class ParticipationAdmin(RecordAdmin):
    form = ParticipationForm
    fixed = ("report",)
    fieldsets = (
        ("Who took part", {"fields": ("report", "person", "role")}),
        (
            "As of that meeting",
            {"fields": ("printed_name", "short_forms", "position", "introduced_as")},
        ),
    )
    autocomplete_fields = ("report", "person")
    inlines = (AffiliationRows,)
    list_display = ("person", "role", "position", "report")
    list_filter = ("role", ("report", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("person", "report")
    search_fields = (
        "person__name",
        "printed_name",
        "position",
        "report__title",
        "report__slug",
    )
    ordering = ("report", "person__sort_name", "pk")

"""People and organizations."""

import re

from django import forms
from django.contrib import admin
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe

from reports.admin.base import RegisterAdmin
from reports.admin.versions import VersionedForm
from reports.models import Organization, Person

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


@admin.register(Person)
class PersonAdmin(RegisterAdmin):
    form = NamedForm
    fields = ("name", "sort_name", "slug", "aliases", "took_part_in")
    readonly_fields = ("took_part_in",)
    list_display = ("name", "sort_name", "slug")
    search_fields = ("name", "aliases", "slug")
    ordering = ("sort_name", "name", "pk")

    @admin.display(description="took part in", empty_value="no workshop yet")
    def took_part_in(self, person):
        meetings = person.participations.filter(report__next_of=None)
        return format_html_join(
            mark_safe("<br>"),
            "{}, {}",
            (
                (one.report, one.position or one.get_role_display())
                for one in meetings.select_related("report")
            ),
        )

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"slug": ("name",)}


@admin.register(Organization)
class OrganizationAdmin(RegisterAdmin):
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

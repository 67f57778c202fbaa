"""Admin of people and organizations."""

import re

from django import forms
from django.contrib import admin

from reports.admin.base import EntityAdmin, links_to_reports, send_record_saved
from reports.admin.labels import LABELS_FIELDSET
from reports.admin.memberships import MembershipForm
from reports.admin.optimistic_locking import VersionedForm
from reports.models import MergeRecord, Organization, Person

COUNTRY_CODE = re.compile("[A-Z]{3}")


class MergeableMethods:
    """Refuses the addresses of merged records."""

    permanent_fields = ("slug",)

    def clean_slug(self):
        """Refuse the slug of a merged record: it redirects unless the merge is undone."""
        slug = self.cleaned_data["slug"]
        merges = MergeRecord.objects.filter(
            entity_type=self.instance._meta.model_name, merged_slug=slug, undone_at=None
        )
        if slug != self.instance.slug and (merge := merges.first()):
            raise forms.ValidationError(
                f"“{merge.merged_name}” had this address and was merged into “{merge.target_name}”."
            )
        return slug


class PersonForm(MergeableMethods, VersionedForm):
    pass


class OrganizationForm(MergeableMethods, MembershipForm):
    def clean_country(self):
        country = self.cleaned_data["country"].upper()
        if country and not COUNTRY_CODE.fullmatch(country):
            raise forms.ValidationError("Enter three letters from A to Z, such as MMR for Myanmar.")
        return country

    def clean_part_of(self):
        whole = self.cleaned_data["part_of"]
        if whole and whole == self.instance:
            raise forms.ValidationError("An organization cannot be part of itself.")
        return whole


@admin.register(Person)
class PersonAdmin(EntityAdmin):
    form = PersonForm
    merge_type = "person"
    fields = ("name", "sort_name", "slug", "aliases", "took_part_in")
    readonly_fields = ("took_part_in",)
    list_display = ("name", "sort_name", "address")
    search_fields = ("name", "aliases", "slug")
    ordering = ("sort_name", "name", "pk")

    @admin.display(description="took part in", empty_value="no workshop yet")
    def took_part_in(self, person):
        participations = person.participations.filter(report__next_of=None)
        return links_to_reports(
            (
                participation.report,
                f", {participation.position or participation.get_role_display()}",
            )
            for participation in participations.select_related("report")
        )

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"slug": ("name",)}


@admin.register(Organization)
class OrganizationAdmin(EntityAdmin):
    form = OrganizationForm
    merge_type = "organization"
    fieldsets = (
        ("The organization", {"fields": ("name", "acronym", "slug", "aliases")}),
        ("Classification", {"fields": ("kind", "country", "part_of")}),
        ("Groups", {"fields": ("member_of", "members")}),
        ("Elsewhere", {"fields": ("website", "ror_id")}),
        LABELS_FIELDSET,
        ("Reports", {"fields": ("named_in",)}),
    )
    readonly_fields = ("named_in",)
    list_display = ("name", "acronym", "kind", "country", "part_of")
    list_filter = ("kind", "country")
    list_select_related = ("part_of",)
    search_fields = ("name", "acronym", "aliases", "slug")
    ordering = ("name", "pk")

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        for other, before in form.others_before:
            send_record_saved(other, before, request.user)

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"slug": ("name",)}

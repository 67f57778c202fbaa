"""What every page and every row of the administration has in common."""

from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets
from django.db import transaction
from django.forms.formsets import INITIAL_FORM_COUNT
from django.forms.models import _get_foreign_key

from reports.admin.belonging import (
    count_edit,
    is_public,
    report_of,
    reports_showing,
    tell,
)
from reports.admin.versions import VERSION, VersionedForm, VersionedFormSet
from reports.models import Report

ROWS_PER_PAGE = 50
EDITABLE_ROWS = 40
TOO_MANY = "too many to type over here, each on its own page"


class RecordOptions:
    """For pages and rows alike.

    `leaves_with_draft` keeps what has an address of its own: it can be deleted only
    while its report is a draft.
    """

    form = VersionedForm
    leaves_with_draft = False

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or not self.has_change_permission(request, obj):
            return fieldsets
        if VERSION in flatten_fieldsets(fieldsets):
            return fieldsets
        (name, options), *others = fieldsets
        fields = [*options["fields"], VERSION]
        return [(name, {**options, "fields": fields}), *others]

    def get_autocomplete_fields(self, request):
        """Leave out what is short enough for a plain list, as soon as the report is known."""
        fields = super().get_autocomplete_fields(request)
        if "object_id" not in request.resolver_match.kwargs:
            return fields
        return [name for name in fields if name not in self.form.within_report]

    def has_delete_permission(self, request, obj=None):
        allowed = super().has_delete_permission(request, obj)
        if not (allowed and self.leaves_with_draft):
            return allowed
        report = report_of(obj)
        return report is None or report.status == Report.Status.DRAFT

    def get_view_on_site_url(self, obj=None):
        url = super().get_view_on_site_url(obj)
        return url if url and is_public(obj) else None


class RecordAdmin(RecordOptions, admin.ModelAdmin):
    """The pages of one kind of record. Every save and deletion tells the reports it shows in."""

    list_per_page = ROWS_PER_PAGE
    # What says to which report a record belongs cannot be changed afterwards.
    fixed = ()

    def get_readonly_fields(self, request, obj=None):
        fields = super().get_readonly_fields(request, obj)
        return [*fields, *self.fixed] if obj else fields

    def get_object(self, request, object_id, from_field=None):
        found = super().get_object(request, object_id, from_field)
        saving = (
            request.method == "POST" and transaction.get_connection().in_atomic_block
        )
        if found is None or not saving:
            return found
        # Whoever saves anything of a report holds the report, so that what the forms
        # compare is what is stored, and nobody stores in between.
        guard = report_of(found) or found
        everyone = type(guard)._base_manager
        everyone.select_for_update(no_key=True).filter(pk=guard.pk).first()
        return super().get_object(request, object_id, from_field)

    def save_model(self, request, obj, form, change):
        if change:
            form.guard.claim(form.cleaned_data[VERSION])
        super().save_model(request, obj, form, change)
        if not change and report_of(obj) != obj:
            count_edit([report_of(obj)])

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        tell(reports_showing(form.instance))

    def delete_model(self, request, obj):
        self.delete_and_tell(
            [obj], lambda: super(RecordAdmin, self).delete_model(request, obj)
        )

    def delete_queryset(self, request, queryset):
        self.delete_and_tell(
            queryset,
            lambda: super(RecordAdmin, self).delete_queryset(request, queryset),
        )

    @transaction.atomic
    def delete_and_tell(self, records, delete):
        gone = set(records)
        showing = {report for record in gone for report in reports_showing(record)}
        delete()
        left = sorted(showing - gone, key=lambda report: report.pk)
        count_edit(left)
        tell(left)


class SharedAdmin(RecordAdmin):
    """Records that many reports name: they cannot be deleted under them."""

    def get_deleted_objects(self, objs, request):
        shown, counts, refused, protected = super().get_deleted_objects(objs, request)
        for record in objs:
            protected += [
                f"“{record}” is named in the report “{report}”"
                for report in reports_showing(record)
            ]
        return shown, counts, refused, protected


def was_sent(posted, prefix, key):
    """Say whether a form's rows came with their fields, or there were none."""
    empty = posted[f"{prefix}-{INITIAL_FORM_COUNT}"] == "0"
    return empty or f"{prefix}-0-{key}" in posted


class Rows(RecordOptions, admin.StackedInline):
    """Rows with a label beside every field.

    A browser sends every field of every row, and a server takes a thousand at most: where
    there are many, they are shown and not sent, and each is edited on its own page.
    """

    formset = VersionedFormSet
    extra = 0
    show_change_link = True
    many = None

    def has_change_permission(self, request, obj=None):
        allowed = super().has_change_permission(request, obj)
        return allowed and not self.are_many(request, obj)

    def has_add_permission(self, request, obj=None):
        allowed = super().has_add_permission(request, obj)
        return allowed and not self.are_many(request, obj)

    def has_delete_permission(self, request, obj=None):
        allowed = super().has_delete_permission(request, obj)
        return allowed and not self.are_many(request, obj)

    def get_formset(self, request, obj=None, **options):
        formset = super().get_formset(request, obj, **options)
        if self.are_many(request, obj):
            formset.is_sent = False
            self.verbose_name_plural = f"{self.verbose_name_plural}: {TOO_MANY}"
        return formset

    def are_many(self, request, obj):
        # Options of rows live as long as their request, so the answer is kept in them.
        if self.many is None and isinstance(obj, self.parent_model):
            key = _get_foreign_key(self.parent_model, self.model, self.fk_name)
            prefix = key.remote_field.get_accessor_name()
            if f"{prefix}-{INITIAL_FORM_COUNT}" in request.POST:
                # What the page let the editor type counts, not how many rows there are now.
                self.many = not was_sent(request.POST, prefix, self.model._meta.pk.name)
            else:
                rows = self.model._base_manager.filter(**{key.name: obj})
                self.many = rows[EDITABLE_ROWS:].exists()
        return bool(self.many)


class ShortRows(RecordOptions, admin.TabularInline):
    """Rows of two or three fields under the headings of a table."""

    formset = VersionedFormSet
    extra = 0


class ViewOnly:
    """What is shown and never typed."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

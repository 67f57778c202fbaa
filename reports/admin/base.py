"""What every page of the registers has in common."""

from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets
from django.db import transaction

from reports.admin.belonging import is_public, reports_showing, tell
from reports.admin.versions import VERSION, VersionedForm
from reports.signals import record_saved

ROWS_PER_PAGE = 50


class RegisterAdmin(admin.ModelAdmin):
    """The pages of one register. Every save and deletion tells the reports it shows in."""

    form = VersionedForm
    list_per_page = ROWS_PER_PAGE

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or not self.has_change_permission(request, obj):
            return fieldsets
        if VERSION in flatten_fieldsets(fieldsets):
            return fieldsets
        (name, options), *others = fieldsets
        fields = [*options["fields"], VERSION]
        return [(name, {**options, "fields": fields}), *others]

    def get_view_on_site_url(self, obj=None):
        url = super().get_view_on_site_url(obj)
        return url if url and is_public(obj) else None

    def get_object(self, request, object_id, from_field=None):
        found = super().get_object(request, object_id, from_field)
        saving = (
            request.method == "POST" and transaction.get_connection().in_atomic_block
        )
        if found is None or not saving:
            return found
        # So that what the form compares is what is stored, and nobody stores in between.
        everyone = type(found)._base_manager
        everyone.select_for_update(no_key=True).filter(pk=found.pk).first()
        return super().get_object(request, object_id, from_field)

    def save_model(self, request, obj, form, change):
        before = None
        if change:
            before = type(obj)._base_manager.filter(pk=obj.pk).values().first()
            form.instance.claim(form.cleaned_data[VERSION])
        super().save_model(request, obj, form, change)
        note(obj, before, request.user)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        tell(reports_showing(form.instance))

    @transaction.atomic
    def changelist_view(self, request, extra_context=None):
        """Do what is done from the list as a whole, its line in the trail with it."""
        return super().changelist_view(request, extra_context)

    def delete_model(self, request, obj):
        self.delete_queryset(request, type(obj)._base_manager.filter(pk=obj.pk))

    @transaction.atomic
    def delete_queryset(self, request, queryset):
        showing = {report for one in queryset for report in reports_showing(one)}
        for record in queryset:
            before = type(record)._base_manager.filter(pk=record.pk).values().first()
            record_saved.send(
                type(record), record=record, before=before, after=None, by=request.user
            )
        queryset.delete()
        tell(sorted(showing, key=lambda report: report.pk))

    def get_deleted_objects(self, objs, request):
        shown, counts, refused, protected = super().get_deleted_objects(objs, request)
        for record in objs:
            protected += [
                f"“{record}” is named in the report “{report}”"
                for report in reports_showing(record)
            ]
        return shown, counts, refused, protected


def note(record, before, by):
    after = type(record)._base_manager.filter(pk=record.pk).values().first()
    record_saved.send(type(record), record=record, before=before, after=after, by=by)

"""The base class of the entity admins."""

from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets
from django.db import transaction
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe
from django.utils.text import capfirst

from reports.admin.optimistic_locking import VERSION_FIELD, VersionedForm
from reports.references import (
    affected_reports,
    is_public,
    notify_changed,
    referencing_reports,
    stored_values,
)
from reports.signals import record_saved

ROWS_PER_PAGE = 50
MAX_REPORTS_LISTED = 50


class EntityAdmin(admin.ModelAdmin):
    """Admin of one entity type: a save or deletion sends signals for the reports concerned."""

    form = VersionedForm
    list_per_page = ROWS_PER_PAGE
    # The type of records that can be merged, as in reports.merge_redirects.
    merge_type = ""

    @admin.display(description="address", ordering="slug")
    def address(self, record):
        return record.slug

    @admin.display(description="named in", empty_value="no report yet")
    def named_in(self, record):
        return links_to_reports(
            (report.root, "") for report in referencing_reports(record)[:MAX_REPORTS_LISTED]
        )

    def formfield_for_dbfield(self, db_field, request, **options):
        if db_field.name == "slug":
            options["label"] = "Address"
        return super().formfield_for_dbfield(db_field, request, **options)

    def render_change_form(self, request, context, *args, obj=None, **options):
        if self.merge_type and obj:
            url = reverse("editor:merge-pick", args=[self.merge_type])
            context["merge_url"] = f"{url}?first={obj.slug}"
        return super().render_change_form(request, context, *args, obj=obj, **options)

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or not self.has_change_permission(request, obj):
            return fieldsets
        if VERSION_FIELD in flatten_fieldsets(fieldsets):
            return fieldsets
        (name, options), *others = fieldsets
        fields = [*options["fields"], VERSION_FIELD]
        return [(name, {**options, "fields": fields}), *others]

    def get_view_on_site_url(self, obj=None):
        url = super().get_view_on_site_url(obj)
        return url if url and is_public(obj) else None

    def get_object(self, request, object_id, from_field=None):
        record = super().get_object(request, object_id, from_field)
        is_saving = request.method == "POST" and transaction.get_connection().in_atomic_block
        if record is None or not is_saving:
            return record
        # Lock, then read again: the form compares its version with the stored one.
        manager = type(record)._base_manager
        manager.select_for_update(no_key=True).filter(pk=record.pk).first()
        return super().get_object(request, object_id, from_field)

    def save_model(self, request, obj, form, change):
        form.before = None
        if change:
            form.before = stored_values(obj)
            # Records that are below this one now may not be below it afterwards.
            form.reports_before = affected_reports(obj)
            form.instance.bump_version(form.cleaned_data[VERSION_FIELD])
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        # With its labels, which are rows of their own.
        send_record_saved(form.instance, form.before, request.user)
        before = form.reports_before if change else []
        notify_changed({*before, *affected_reports(form.instance)})

    @transaction.atomic
    def changelist_view(self, request, extra_context=None):
        """Run bulk actions and their audit log entries in one transaction."""
        title = capfirst(self.opts.verbose_name_plural)
        return super().changelist_view(request, {"title": title, **(extra_context or {})})

    def delete_model(self, request, obj):
        self.delete_queryset(request, type(obj)._base_manager.filter(pk=obj.pk))

    @transaction.atomic
    def delete_queryset(self, request, queryset):
        reports = {report for record in queryset for report in affected_reports(record)}
        for record in queryset:
            before = stored_values(record)
            record_saved.send(
                type(record), record=record, before=before, after=None, by=request.user
            )
        queryset.delete()
        notify_changed(reports)

    def get_deleted_objects(self, objs, request):
        objects, counts, perms_needed, protected = super().get_deleted_objects(objs, request)
        for record in objs:
            protected += [
                f"“{record}” is named in the report “{report}”"
                for report in referencing_reports(record)
            ]
        return objects, counts, perms_needed, protected


def links_to_reports(reports_and_notes):
    """Return links to the editor pages of the reports, each report once, followed by its note."""
    return format_html_join(
        mark_safe("<br>"),
        '<a href="{}">{}</a>{}',
        (
            (reverse("editor:report", args=[report.slug]), report, note)
            for report, note in dict(reports_and_notes).items()
        ),
    )


def send_record_saved(record, before, by):
    after = stored_values(record)
    record_saved.send(type(record), record=record, before=before, after=after, by=by)

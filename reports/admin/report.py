"""A report's own page: what it is, its sessions, people and annexes, and the steps it takes."""

from django import forms
from django.contrib import admin, messages
from django.db import transaction
from django.db.models import Count, Q

from reports import publishing
from reports.admin.agenda import SessionForm
from reports.admin.base import RecordAdmin, Rows
from reports.admin.people import ParticipationForm
from reports.admin.source import NoteRows, source_file
from reports.admin.versions import VersionedForm
from reports.markup import fault_of
from reports.models import (
    Annex,
    ImportNote,
    Participation,
    Report,
    Session,
    SourceDocument,
    SourcePart,
)

Status = Report.Status
GO_WITH_THEIR_REPORT = {
    model._meta.verbose_name for model in (SourceDocument, SourcePart, ImportNote)
}


class ReportForm(VersionedForm):
    permanent = ("slug",)

    def clean_summary(self):
        summary = self.cleaned_data["summary"]
        if fault := fault_of(summary):
            raise forms.ValidationError(fault)
        return summary

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if self.instance.status == Status.PUBLISHED and not first:
            self.add_error(
                "starts_on",
                "A published report has a date. Withdraw the report before you take it away.",
            )
        if last and not first:
            self.add_error("ends_on", "A last day needs a first day.")
        elif last and last < first:
            self.add_error("ends_on", "The last day is before the first.")
        return cleaned


class SessionRows(Rows):
    model = Session
    form = SessionForm
    fields = ("position", "kind", "number", "title", "heading", "anchor")
    ordering = ("position",)
    leaves_with_draft = True
    verbose_name_plural = "sessions (their paragraphs stand on each session's own page)"

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("report")


class ParticipationRows(Rows):
    model = Participation
    form = ParticipationForm
    fields = ("person", "role", "printed_name", "position")
    autocomplete_fields = ("person",)
    ordering = ("role", "person__sort_name", "pk")
    verbose_name_plural = (
        "participations (organizations stand on each participation's own page)"
    )

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("report", "person")


class AnnexForm(VersionedForm):
    guarded_by = "report"
    within_report = ("named_in", "session")

    def clean(self):
        cleaned = super().clean()
        report = cleaned.get("report") or getattr(self.instance, "report", None)
        for name in self.within_report:
            chosen = cleaned.get(name)
            if chosen and chosen.report != report:
                self.add_error(name, "This belongs to another report.")
        return cleaned


class AnnexRows(Rows):
    model = Annex
    form = AnnexForm
    fields = ("label", "subject", "named_in", "session")
    autocomplete_fields = ("named_in", "session")
    ordering = ("label",)

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("report")


@admin.register(Annex)
class AnnexAdmin(RecordAdmin):
    form = AnnexForm
    fixed = ("report",)
    fields = ("report", *AnnexRows.fields)
    autocomplete_fields = ("report", *AnnexRows.autocomplete_fields)
    list_display = ("label", "subject", "supplied", "report")
    list_filter = (("report", admin.RelatedOnlyFieldListFilter),)
    list_select_related = ("report",)
    search_fields = ("label", "subject", "report__title", "report__slug")
    ordering = ("report", "label")

    @admin.display(boolean=True)
    def supplied(self, annex):
        return annex.supplied


@admin.register(Report)
class ReportAdmin(RecordAdmin):
    form = ReportForm
    leaves_with_draft = True
    fieldsets = (
        (
            "The report",
            {
                "fields": (
                    "title",
                    "slug",
                    "series",
                    "language",
                    "kind",
                    ("status", "published_at"),
                    "source_document",
                )
            },
        ),
        (
            "When and where",
            {"fields": (("starts_on", "ends_on"), "place", "co_chairs")},
        ),
        (
            "Who took part, as the report states it",
            {
                "fields": (
                    "stated_attendance",
                    ("stated_participants", "stated_states"),
                )
            },
        ),
        ("Introduction by the secretariat", {"fields": ("summary",)}),
    )
    readonly_fields = ("status", "published_at", "source_document")
    autocomplete_fields = ("co_chairs",)
    inlines = (NoteRows, SessionRows, ParticipationRows, AnnexRows)
    list_display = (
        "title",
        "series",
        "starts_on",
        "place",
        "status",
        "published_at",
        "open_notes",
    )
    list_filter = ("status", "series", "starts_on")
    search_fields = ("title", "slug", "series", "place")
    ordering = ("-starts_on", "slug")
    date_hierarchy = "starts_on"
    actions = ("send_to_review", "back_to_draft", "publish", "withdraw")

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"slug": ("title",)}

    def get_queryset(self, request):
        doubts = Count("import_notes", filter=Q(import_notes__resolved=False))
        return super().get_queryset(request).annotate(open_notes=doubts)

    @admin.display(description="notes to look at", ordering="open_notes")
    def open_notes(self, report):
        return report.open_notes

    @admin.display(description="source document")
    def source_document(self, report):
        return source_file(report)

    def get_deleted_objects(self, objs, request):
        shown, counts, refused, protected = super().get_deleted_objects(objs, request)
        # Nobody deletes these by themselves, but they do not outlive their draft.
        return shown, counts, refused - GO_WITH_THEIR_REPORT, protected

    def has_publish_permission(self, request):
        return request.user.has_perm("reports.publish_report")

    @admin.action(description="Send to review", permissions=["change"])
    def send_to_review(self, request, queryset):
        self.move_each(request, queryset, Status.IN_REVIEW)

    @admin.action(description="Back to draft", permissions=["change"])
    def back_to_draft(self, request, queryset):
        self.move_each(request, queryset, Status.DRAFT)

    @admin.action(description="Publish", permissions=["publish"])
    def publish(self, request, queryset):
        self.move_each(request, queryset, Status.PUBLISHED)

    @admin.action(description="Withdraw", permissions=["publish"])
    def withdraw(self, request, queryset):
        self.move_each(request, queryset, Status.WITHDRAWN)

    def move_each(self, request, reports, to):
        for report in reports:
            try:
                with transaction.atomic():
                    publishing.move(report, to)
                    self.log_change(request, report, f"Moved: {to.label}.")
            except publishing.MoveNotAllowedError as refusal:
                self.message_user(request, str(refusal), messages.ERROR)
            else:
                moved = f"“{report}” is {to.label.lower()} now."
                self.message_user(request, moved, messages.SUCCESS)

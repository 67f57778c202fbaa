"""The file a report came from, and what its import was unsure of: shown, hardly typed."""

from django.contrib import admin
from django.db.models import F
from django.db.models.functions import Length, Substr
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.html import format_html

from reports.admin.base import RecordAdmin, Rows, ViewOnly
from reports.admin.versions import VersionedForm
from reports.models import ImportNote, SourceDocument, SourcePart

SHOWN_CHARACTERS = 20_000


def source_file(report):
    """Return name, size and hash of the file, with the way to its page; never the bytes."""
    file = (
        SourceDocument.objects.filter(report=report.pk)
        .values("pk", "name", "media_type", "sha256", size=Length("content"))
        .first()
    )
    if file is None:
        return "None: this report was typed in by hand."
    return format_html(
        '<a href="{}">{}</a>, {}, {}, SHA-256 {}',
        reverse("admin:reports_sourcedocument_change", args=[file["pk"]]),
        file["name"],
        file["media_type"],
        filesizeformat(file["size"]),
        file["sha256"],
    )


@admin.register(SourceDocument)
class SourceDocumentAdmin(ViewOnly, admin.ModelAdmin):
    fields = (
        "report",
        "name",
        "media_type",
        "size",
        "sha256",
        "received_at",
        "beginning",
    )
    readonly_fields = ("size", "beginning")
    list_display = ("name", "report", "media_type", "size", "received_at")
    list_filter = ("media_type",)
    list_select_related = ("report",)
    search_fields = ("name", "sha256", "report__title", "report__slug")
    ordering = ("-received_at", "pk")

    def get_queryset(self, request):
        # The text may be long, and no page here needs more than its beginning.
        documents = super().get_queryset(request).defer("text")
        return documents.annotate(
            size=Length("content"),
            characters=Length("text"),
            beginning=Substr("text", 1, SHOWN_CHARACTERS),
        )

    @admin.display(description="size", ordering="size")
    def size(self, document):
        return filesizeformat(document.size)

    @admin.display(description="text read from the file")
    def beginning(self, document):
        left_off = document.characters - len(document.beginning)
        more = f" … and {left_off} characters more" if left_off else ""
        return document.beginning + more


@admin.register(SourcePart)
class SourcePartAdmin(ViewOnly, admin.ModelAdmin):
    fields = ("document", "kind", "reason", "text", "spans")
    list_display = ("__str__", "kind", "reason", "document")
    list_filter = ("kind", "reason")
    list_select_related = ("document",)
    search_fields = ("text", "document__name", "document__report__title")
    ordering = ("document", "pk")

    def get_queryset(self, request):
        return (
            super().get_queryset(request).defer("document__content", "document__text")
        )


class NoteForm(VersionedForm):
    guarded_by = "report"


class NoteOptions:
    """A doubt: only whether somebody has settled it can be changed."""

    form = NoteForm
    fields = ("reason", "passage", "resolved")
    readonly_fields = ("reason", "passage")

    def get_queryset(self, request):
        notes = super().get_queryset(request).select_related("report")
        # Spans count from 0, the database from 1.
        length = F("end") - F("start")
        passage = Substr("report__source__text", F("start") + 1, length)
        return notes.annotate(passage=passage)

    def has_add_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description="in the source", empty_value="")
    def passage(self, note):
        return note.passage


class NoteRows(NoteOptions, Rows):
    model = ImportNote
    ordering = ("resolved", "start", "pk")
    verbose_name_plural = "what the import was unsure of"


@admin.register(ImportNote)
class ImportNoteAdmin(NoteOptions, RecordAdmin):
    fields = ("report", *NoteOptions.fields)
    readonly_fields = ("report", *NoteOptions.readonly_fields)
    list_display = ("reason", "report", "code", "resolved")
    list_filter = ("resolved", "code")
    list_select_related = ("report",)
    search_fields = ("reason", "report__title", "report__slug")
    ordering = ("resolved", "report", "start", "pk")

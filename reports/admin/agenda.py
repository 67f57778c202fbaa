"""What was said: sessions with their paragraphs, paragraphs with their speakers."""

from django.contrib import admin

from reports.admin.base import RecordAdmin, Rows, ShortRows
from reports.admin.versions import VersionedForm
from reports.models import Contribution, Paragraph, Session


class SessionForm(VersionedForm):
    permanent = ("anchor",)


class ParagraphForm(VersionedForm):
    permanent = ("anchor",)
    within_report = ("session",)

    def clean(self):
        cleaned = super().clean()
        session = cleaned.get("session")
        if self.instance._state.adding and session:
            # A paragraph is of its session's report, so nobody has to say it twice.
            self.instance.report_id = session.report_id
        return cleaned


class ContributionForm(VersionedForm):
    guarded_by = "paragraph"
    within_report = ("participation",)


class ParagraphRows(Rows):
    model = Paragraph
    form = ParagraphForm
    fields = (("position", "number", "label", "anchor"), "voice", "text")
    ordering = ("position",)
    show_change_link = True
    leaves_with_draft = True
    verbose_name_plural = (
        "paragraphs (speakers, themes and what is named stand on each one's own page)"
    )

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("report")


@admin.register(Session)
class SessionAdmin(RecordAdmin):
    form = SessionForm
    leaves_with_draft = True
    fixed = ("report",)
    fieldsets = (
        ("The session", {"fields": ("report", "kind", "number", "title", "heading")}),
        ("Its place", {"fields": ("position", "anchor")}),
    )
    autocomplete_fields = ("report",)
    inlines = (ParagraphRows,)
    list_display = ("title", "number", "kind", "position", "report")
    list_filter = ("kind", ("report", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("report",)
    search_fields = ("title", "number", "report__title", "report__slug")
    ordering = ("report", "position")


class ContributionRows(ShortRows):
    model = Contribution
    form = ContributionForm
    fields = ("participation",)
    autocomplete_fields = ("participation",)
    ordering = ("pk",)
    verbose_name_plural = "whose words these are (for a named speaker only)"

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        return rows.select_related(
            "paragraph__report", "participation__person", "participation__report"
        )


@admin.register(Paragraph)
class ParagraphAdmin(RecordAdmin):
    form = ParagraphForm
    leaves_with_draft = True
    fieldsets = (
        ("The words", {"fields": ("report", "session", "text", "voice")}),
        (
            "Its number and place",
            {"fields": (("number", "label"), "position", "anchor")},
        ),
        ("What it is about", {"fields": ("themes", "organizations", "instruments")}),
    )
    readonly_fields = ("report",)
    autocomplete_fields = ("session", "themes", "organizations", "instruments")
    inlines = (ContributionRows,)
    list_display = ("__str__", "beginning", "voice", "session", "report")
    list_filter = (
        "voice",
        ("report", admin.RelatedOnlyFieldListFilter),
        ("themes", admin.RelatedOnlyFieldListFilter),
    )
    list_select_related = ("report", "session")
    search_fields = ("text", "number", "report__title", "report__slug")
    ordering = ("report", "session__position", "position")

    @admin.display(description="text")
    def beginning(self, paragraph):
        return paragraph.text[:120]


@admin.register(Contribution)
class ContributionAdmin(RecordAdmin):
    form = ContributionForm
    fixed = ("paragraph",)
    fields = ("paragraph", "participation")
    autocomplete_fields = ("paragraph", "participation")
    list_display = ("speaker", "paragraph", "report")
    list_filter = (("paragraph__report", admin.RelatedOnlyFieldListFilter),)
    list_select_related = ("participation__person", "paragraph__report")
    search_fields = ("participation__person__name", "paragraph__text")
    ordering = (
        "paragraph__report",
        "paragraph__session__position",
        "paragraph__position",
    )

    @admin.display(ordering="participation__person__sort_name")
    def speaker(self, contribution):
        return contribution.participation.person

    @admin.display(ordering="paragraph__report__title")
    def report(self, contribution):
        return contribution.paragraph.report

"""What was said: sessions with their paragraphs, paragraphs with their speakers."""

import re

from django import forms
from django.contrib import admin

from reports.admin.base import RecordAdmin, Rows, ShortRows
from reports.admin.versions import VersionedForm
from reports.models import Contribution, Paragraph, Session

# The main part of every page, and the recommendations on a report's.
OF_THE_PAGE = re.compile("content$|r-")


class AnchorForm(VersionedForm):
    """For what has a place of its own on its report's page, where no two places share a name."""

    permanent = ("anchor",)
    # The other kind of record that has places on that page.
    neighbours = None

    def clean_anchor(self):
        anchor = self.cleaned_data["anchor"]
        if "anchor" in self.changed_data and OF_THE_PAGE.match(anchor):
            raise forms.ValidationError(
                "The page uses “content” and what begins with “r-” itself. "
                "Write another anchor."
            )
        return anchor

    def clean(self):
        cleaned = super().clean()
        if "anchor" in self.changed_data and self.neighbour_at(cleaned.get("anchor")):
            kind = self.neighbours._meta.verbose_name
            self.add_error("anchor", f"A {kind} of the report has this anchor.")
        return cleaned

    def neighbour_at(self, anchor):
        report = self.report_id()
        return self.neighbours.objects.filter(report=report, anchor=anchor).exists()


class SessionForm(AnchorForm):
    neighbours = Paragraph

    def report_id(self):
        report = self.cleaned_data.get("report")
        return report.pk if report else self.instance.report_id


class ParagraphForm(AnchorForm):
    within_report = ("session",)
    neighbours = Session

    def report_id(self):
        session = self.cleaned_data.get("session")
        return session.report_id if session else self.instance.report_id

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

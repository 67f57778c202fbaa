"""The administration of recommendations: their own pages, and rows on a paragraph's page."""

from django import forms
from django.contrib import admin

from recommendations.models import Involvement, Recommendation
from reports.admin.agenda import ParagraphAdmin
from reports.admin.base import RecordAdmin, Rows, ShortRows
from reports.admin.versions import VersionedForm
from reports.models import Paragraph


class RecommendationForm(VersionedForm):
    permanent = ("reference",)
    within_report = ("paragraph", "parent")

    def clean_parent(self):
        parent = self.cleaned_data["parent"]
        if parent and self.instance in lineage_of(parent):
            raise forms.ValidationError("A recommendation cannot stand under itself.")
        return parent


class StatedForm(RecommendationForm):
    """A recommendation among those of its paragraph: of the paragraph's report."""

    def clean(self):
        cleaned = super().clean()
        self.instance.report_id = self.instance.paragraph.report_id
        return cleaned


class PointForm(RecommendationForm):
    """A point among those of its parent: it shares the parent's report and level."""

    def clean(self):
        cleaned = super().clean()
        parent = self.instance.parent
        self.instance.report_id, self.instance.level = parent.report_id, parent.level
        if self.instance._state.adding:
            self.instance.paragraph_id = parent.paragraph_id
        return cleaned


class InvolvementForm(VersionedForm):
    guarded_by = "recommendation"


def lineage_of(recommendation):
    """Return the recommendation and all that it stands under."""
    lineage = []
    while recommendation and recommendation not in lineage:
        lineage.append(recommendation)
        recommendation = recommendation.parent
    return lineage


class InvolvementRows(ShortRows):
    model = Involvement
    form = InvolvementForm
    fields = ("organization", "role")
    autocomplete_fields = ("organization",)
    ordering = ("role", "pk")
    verbose_name = "organization"
    verbose_name_plural = "organizations addressed or named"

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        return rows.select_related("organization", "recommendation__report")


class RecommendationRows(Rows):
    model = Recommendation
    ordering = ("position",)
    leaves_with_draft = True

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("report")


class PointRows(RecommendationRows):
    form = PointForm
    fk_name = "parent"
    fields = (("reference", "position"), "text", "themes")
    autocomplete_fields = ("themes",)
    verbose_name = "point"
    verbose_name_plural = "points nested under it (of the same level)"


class StatedRows(RecommendationRows):
    form = StatedForm
    fk_name = "paragraph"
    fields = (("reference", "position", "level"), "text", "themes")
    autocomplete_fields = ("themes",)
    verbose_name_plural = (
        "recommendations stated here (nested points, organizations and instruments "
        "stand on each one's own page)"
    )

    def get_queryset(self, request):
        # A level typed here is carried on to the points below, so they are no rows.
        return super().get_queryset(request).headline()


@admin.register(Recommendation)
class RecommendationAdmin(RecordAdmin):
    form = RecommendationForm
    leaves_with_draft = True
    fixed = ("report",)
    fieldsets = (
        ("The recommendation", {"fields": ("report", "reference", "level", "text")}),
        ("Its place", {"fields": ("paragraph", "parent", "position")}),
        ("What it is about", {"fields": ("themes", "instruments")}),
    )
    autocomplete_fields = ("report", "paragraph", "parent", "themes", "instruments")
    inlines = (InvolvementRows, PointRows)
    list_display = ("reference", "beginning", "level", "report")
    list_filter = (
        "level",
        ("themes", admin.RelatedOnlyFieldListFilter),
        ("report", admin.RelatedOnlyFieldListFilter),
    )
    list_select_related = ("report",)
    search_fields = ("reference", "text", "report__title", "report__slug")
    ordering = ("report", "position")

    @admin.display(description="text")
    def beginning(self, recommendation):
        return recommendation.text[:120]


class ParagraphWithRecommendations(ParagraphAdmin):
    """The paragraph's page as reports has it, which knows nothing of recommendations, and ours."""

    inlines = (*ParagraphAdmin.inlines, StatedRows)


admin.site.unregister(Paragraph)
admin.site.register(Paragraph, ParagraphWithRecommendations)

"""Sample data for the partials of the editor."""

import json
from datetime import date
from types import SimpleNamespace

from allauth.account.forms import LoginForm
from django import forms
from django.contrib.messages.constants import SUCCESS
from django.contrib.messages.storage.base import Message
from django.utils import timezone

from portal.content.schema import Item, Paragraph
from portal.content.word_diff import word_diff
from portal.editor import workbench
from portal.editor.attachments import DescriptionForm
from portal.editor.entity_fields import Option
from portal.editor.follow_up.sheet_rows import SheetRow
from portal.editor.follow_up.step_buttons import StepButton
from portal.editor.invitations import InvitationForm
from portal.editor.item_page import SourceView
from portal.editor.item_rationale import RationaleRow, RationaleSection
from portal.editor.item_references import ItemReference
from portal.editor.item_table.bulk_form import BulkForm
from portal.editor.item_table.table_rows import Group, Row
from portal.editor.item_table.table_types import TABLES, Value
from portal.editor.navigation import Link
from portal.editor.report_state import NextStep, ReportState
from portal.editor.suggestions import Suggestion
from portal.editor.workflow_buttons import WorkflowButton
from portal.follow_up.answer_columns import RESPONSES, STATUSES, texts_of
from portal.operations.backup.state import BackupWarning
from portal.redaction.preview import Excerpt, TablePreview
from reports.models import Report

WORDS = "Training is dear."


class SampleForm(forms.Form):
    text = forms.CharField(initial=WORDS, help_text="One sentence.")
    themes = forms.Field(label="Themes")


def editor_samples():
    """Return the context of the partials in templates/editor/."""
    slides = SimpleNamespace(
        pk=1,
        title="Slides of the second day",
        get_kind_display="Annex",
        annex_label="Annex 2",
        file_type="PDF",
        size=1_300_000,
        get_absolute_url="#attachments",
    )
    attachments = SimpleNamespace(in_listing_order=[slides])
    root = SimpleNamespace(
        slug="sample", title="ARF Workshop on Migration", attachments=attachments
    )
    report = SimpleNamespace(
        root=root,
        title=root.title,
        next_of_id=1,
        get_status_display="In review",
        saved_at=timezone.now(),
        saved_by="Ana Cruz",
        open_notes=2,
        is_mine_to_publish=True,
    )
    text, themes = SampleForm()
    return {
        "root": root,
        "state": ReportState(
            SimpleNamespace(next_of_id=1, get_status_display="Draft", version=7),
            "Readers see version 5 until this one is published.",
            "Your role can read the report, but not edit it.",
            NextStep("Send for review", "#"),
        ),
        "button": WorkflowButton("in_review", "Send for review", "A reviewer will check it.", 7),
        "links": [Link("Desk", "#", ""), Link("People and organizations", "#", "true")],
        "parts": [Link("People", "#", "page"), Link("Organizations", "#", "")],
        "reports": [report],
        "messages": [Message(SUCCESS, "Joined to the item before.", json.dumps(["#", {}]))],
        "other_editors": [SimpleNamespace(name="Ana", item="Paragraph 3", at=timezone.now())],
        "rows": [
            (text, None, ""),
            (
                themes,
                [Option("1", "Recruitment", True), Option("2", "Labour mobility", False)],
                "",
            ),
        ],
        "typed": [("Text", WORDS)],
        "backups": BackupWarning(made_at=None, folder="", error=""),
        "places": [
            TablePreview("Paragraphs", True, 1, [Excerpt("by ", "Ana Cruz", " of", "Workshop")]),
            TablePreview("Entries", False, 2),
        ],
        **item_samples(root),
        **follow_up_samples(),
        "table": TABLES["recommendations"],
        "table_groups": [
            Group("setting", "Setting the Scene", [table_row(1), table_row(2, is_nested=True)])
        ],
        "password_form": LoginForm(),
        "invitation_form": InvitationForm(),
        "bulk_form": BulkForm(TABLES["recommendations"]),
        "description_form": DescriptionForm(report=Report(pk=0), auto_id="sample_%s"),
        "segments": word_diff(WORDS, "Training is very cheap."),
        "recommendations": [recommendation("21.A.1", [recommendation("21.A.1.a", [])])],
        "version_recommendations": [
            {"number": "21.A.1", "level": "National", "text": WORDS, "points": []}
        ],
    }


def item_samples(root):
    """Return what the page of an item and the workbench show."""
    note = SimpleNamespace(pk=1, reason="The level is not stated.", resolved=False, by_hand=False)
    paragraph = Paragraph(1, 1, 1, "p1", WORDS, spans=((0, 4),))
    return {
        "page": SimpleNamespace(
            neighbors=("#", "#"),
            next_note="#",
            is_in_source=True,
            is_reworded=True,
            item=Item("paragraph", 1),
            record=paragraph,
            version=7,
            typed={},
            source=SourceView("Before. ", WORDS, " After.", 2),
        ),
        "notes": [note],
        "suggestions": [
            Suggestion("level:regional", "Level: Regional", "the text has “region”", "no"),
        ],
        "references": [
            ItemReference(1, "“paragraph 2” → Paragraph 2", "confirmed", True, True),
        ],
        "rationale": RationaleSection(
            "Statements that led to it",
            rows=[
                RationaleRow(
                    "1:2", "Paragraph 6 · Ana Cruz", WORDS, "#", "shares: training", True, True
                ),
                RationaleRow("1:3", "Paragraph 8", WORDS, "#", "rejected", True, may_undo=True),
            ],
            none_value="1:none",
        ),
        "sentences": [(9, "Is dear.")],
        "types": [("heading", "Heading")],
        "parents": [("21.A.1", "21.A.1 Train more.", 1)],
        "sample_report": SimpleNamespace(root=root, version=7, language="en"),
        "bench_row": workbench.Row(
            paragraph, WORDS, 2, "Paragraph 1", begins_page=True, notes=[note]
        ),
    }


def follow_up_samples():
    """Return what the pages of follow-up show: an answer with a fault, and one that is overdue."""
    wish = SimpleNamespace(pk=1, number="21.A.1", text=WORDS)
    review = SimpleNamespace(name="Review 2017", slug="review-2017")
    submission = SimpleNamespace(
        pk=1,
        organization=SimpleNamespace(name="Thailand"),
        get_side_display="Governments",
        get_status_display="Draft",
        round=review,
    )
    record = SimpleNamespace(
        pk=1,
        submission=submission,
        submission_id=1,
        recommendation=wish,
        recommendation_id=1,
        get_status_display="Under way",
        get_response_display="Accepted",
        response="accepted",
        text="A bill is before parliament.",
        due_on=date(2017, 6, 30),
        recorded_at=timezone.now(),
        recorded_by="Ana Cruz",
        responsible=SimpleNamespace(name="Ministry of Labour"),
    )
    texts = texts_of(None) | {"status": "Under way", "due_on": "soon"}
    errors = {"due_on": "“soon” is not a day. Write it like 2026-12-31."}
    return {
        "sheet_row": SheetRow(wish, record, texts, errors),
        "follow_up_records": [record],
        "submission": submission,
        "step_button": StepButton("in_review", "Send for review", "A reviewer will check it."),
        "responses": list(RESPONSES),
        "statuses": list(STATUSES),
    }


def table_row(key, *, is_nested=False):
    themes = [Value("Recruitment"), Value("Labour mobility", is_suggested=True)]
    return Row(
        item=Item("recommendation", key),
        name=f"21.{key}",
        url="#",
        text=WORDS,
        cells=([Value("National")], themes, [Value("Thailand")], []),
        is_nested=is_nested,
        is_ticked=not is_nested,
    )


def recommendation(reference, nested):
    return SimpleNamespace(
        reference=reference,
        number=reference,
        level="national",
        stated_level="National",
        text=WORDS,
        points=SimpleNamespace(all=nested),
    )

"""Formatted texts follow every save of a report: import, edits, versions, restoration, reimport."""

import pytest

from portal.content import draft_version, formatted_texts, revisions, workflow
from portal.editor.item_types import ITEM_TYPES
from portal.imports import draft_writer
from reports.models import Paragraph, Report, SourceDocument
from reports.models.formatted_text import visible_text
from tests.builders import edits
from tests.builders.imported_reports import import_text, reimport_text
from tests.builders.item_forms import save_form
from tests.builders.source_edits import edit_text, find_block

pytestmark = pytest.mark.django_db

TEXT = """# Workshop on Tides

3 May 2019

Marwick

## Opening

1. The *high tide* rose, says the [annex](https://tides.example/a).

2. The sea is plain.

## Recommendations

3. Participants recommended to:

   - raise the **sills** of all ports;
   - call the tide <b>high</b> & low.
"""
RISE = (
    "The <em>high tide</em> rose, says the "
    '<a href="https://tides.example/a" rel="noopener noreferrer">annex</a>.'
)


@pytest.fixture
def report():
    return import_text(TEXT, name="tides.md")


def html(report, anchor="p1"):
    return Paragraph.objects.get(report=report, anchor=anchor).text_html


def edit(report, text, anchor="p1"):
    current = draft_version.current_draft(Report.objects.get(pk=report.pk))
    save_form(current, (ITEM_TYPES["paragraphs"], anchor), text=text)


def test_an_import_stores_the_formatting_of_paragraphs_and_recommendations(report):
    assert html(report) == RISE
    assert html(report, "p2") == ""
    assert [r.text_html for r in report.recommendations.in_document_order()] == [
        "raise the <strong>sills</strong> of all ports",
        "",
    ]


def test_the_plain_text_has_no_marks(report):
    paragraph = report.paragraphs.get(anchor="p1")

    assert paragraph.text == "The high tide rose, says the annex."
    assert visible_text(paragraph.text_html) == paragraph.text


def test_a_recommendation_that_repeats_words_of_its_paragraph_has_their_formatting():
    text = TEXT.replace(
        "The sea is plain.", "Ships wait. The workshop recommends that ports raise the *sills*."
    )

    report = import_text(text, name="tides.md")

    quotation = report.recommendations.get(paragraph__anchor="p2")
    assert quotation.spans == []
    assert quotation.text_html.endswith("the <em>sills</em>.")


def test_an_edit_of_a_word_keeps_the_other_formatting(report):
    edit(report, "The high tides fell, says the annex.")

    assert html(report) == RISE.replace("high tide</em>", "high</em> tides").replace("rose", "fell")


def test_an_edit_of_all_formatted_words_leaves_plain_text(report):
    edit(report, "The sea rose.")

    assert html(report) == ""


def test_text_that_looks_like_markup_is_text(report):
    edit(report, "The high tide <script>alert(1)</script> *rose*.")

    assert html(report) == ("The <em>high tide</em> &lt;script&gt;alert(1)&lt;/script&gt; *rose*.")


def test_a_split_divides_the_formatting(report):
    block = find_block(report, "The high tide rose, says the annex.")

    edit_text(edits.split, report, block.key, 9)

    first, second = Paragraph.objects.filter(report=report).order_by("session", "position")[:2]
    assert (first.text_html, second.text_html) == (
        "The <em>high</em>",
        RISE.replace("The <em>high ", "<em>"),
    )


def test_restoring_a_revision_restores_the_formatting(report):
    first = report.revisions.newest_first().first()
    edit(report, "The sea rose.")

    edits.restore_revision(report, Report.objects.get(pk=report.pk).version, first)

    assert html(report) == RISE


def test_a_reimport_stores_the_formatting_of_the_newer_file(report):
    newer = TEXT.replace("*high tide*", "high **tide**").replace("is plain", "is _flat_")

    reimport_text(report, newer, name="tides.md")

    assert html(report) == RISE.replace("<em>high tide</em>", "high <strong>tide</strong>")
    assert html(report, "p2") == "The sea is <em>flat</em>."


def test_a_draft_version_and_its_publication_keep_the_formatting():
    report = import_text(TEXT, name="tides.md", publish=True)

    draft = draft_version.begin_draft(report)
    assert [item.text_html for item in draft.paragraphs.order_by("pk")][:1] == [RISE]
    edit(report, "The high tide fell.")

    assert html(report) == RISE
    workflow.publish(draft_version.current_draft(report))
    assert html(report) == "The <em>high tide</em> fell."


def test_a_new_version_is_not_rendered_again(report, monkeypatch):
    monkeypatch.setattr(
        formatted_texts, "render_paragraphs", lambda texts: {} if not texts else None
    )

    edit(report, "The sea is very plain.", "p2")

    assert html(report) == RISE


def test_importing_the_same_file_again_fills_in_formatting_that_an_upgrade_lacks(report):
    upgraded = SourceDocument.objects.get(report=report)
    Report.objects.filter(pk=report.pk).update(source=None)
    fields = {
        field.name: getattr(upgraded, field.name)
        for field in SourceDocument._meta.concrete_fields
        if field.name not in {"id", "formatting"}
    }
    upgraded.delete()
    report.source = SourceDocument.objects.create(**fields)
    report.save()
    revisions.save_revision(report, "Upgraded")
    draft_writer.reset_edit_baseline(report)
    report.paragraphs.update(text_html="", text_markdown="")

    replaced = import_text(TEXT, name="tides.md", replace=True)

    assert html(replaced) == RISE


def test_html_of_a_text_that_a_program_has_changed_is_not_shown(report):
    Paragraph.objects.filter(report=report, anchor="p1").update(text="Another text.")

    assert report.paragraphs.get(anchor="p1").formatted == "Another text."


def test_formatting_is_no_part_of_a_snapshot(report):
    revision = report.revisions.newest_first().first()

    Paragraph.objects.filter(report=report).update(text_html="", text_markdown="")

    assert revisions.current_revision(report) == revision

"""Source edits of a report, each checked for lost words; and its blocks, found by their text."""

from portal.content.stored_coverage import find_errors, find_text_errors
from reports.models import Report
from tests.builders.edits import blocks_of


def find_block(report, text):
    """Return the block with this text that is not discarded."""
    (block,) = [b for b in blocks_of(report) if b.text == text and not b.is_discard]
    return block


def find_block_by_start(report, text):
    """Return the session, paragraph or recommendation with a text that starts with this text."""
    (block,) = [b for b in blocks_of(report) if b.text.startswith(text) and not b.is_part]
    return block


def edit(change, report, *args, **options):
    """Apply the change to the stored report, and check its coverage of the source file."""
    version = Report.objects.get(pk=report.pk).version
    outcome = change(report, version, *args, **options)
    assert find_errors(Report.objects.get(pk=report.pk)) == []
    return outcome


def edit_text(change, report, *args):
    """Apply the change to the report as stored, and check its coverage of the source text."""
    report.refresh_from_db()
    outcome = change(report, report.version, *args)
    assert find_text_errors(Report.objects.get(pk=report.pk)) == []
    return outcome

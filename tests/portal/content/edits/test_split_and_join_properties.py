"""Random splits and joins keep the speakers of every text, or the edit is rejected."""

import contextlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.content.refusals import SaveRefusedError
from portal.content.stored_coverage import find_text_errors
from reports.models import Report
from tests.builders import edits
from tests.builders.edits import blocks_of
from tests.builders.imported_reports import import_text
from tests.builders.seminar_texts import SEMINAR_OF_MANY_SPEAKERS
from tests.builders.source_edits import edit_text, find_block_by_start

pytestmark = pytest.mark.django_db


def attribution_by_position(report):
    """Return voice and speakers of each source character that belongs to a paragraph."""
    return {
        position: (
            paragraph.voice,
            {contribution.participation_id for contribution in paragraph.contributions.all()}
            | {-organization.pk for organization in paragraph.speaking_organizations.all()},
        )
        for paragraph in report.paragraphs.all()
        for start, end in paragraph.spans
        for position in range(start, end)
        if not report.source.text[position].isspace()
    }


STEPS = st.tuples(st.sampled_from(["split", "join"]), st.integers(0, 30), st.integers(1, 80))


@pytest.mark.slow
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
@given(st.lists(STEPS, min_size=1, max_size=10))
def test_random_splits_and_joins_keep_the_voice_and_speakers_of_every_character(steps):
    Report.objects.all().delete()
    report = import_text(SEMINAR_OF_MANY_SPEAKERS)
    key = find_block_by_start(report, "Training is").key
    edit_text(edits.add_speaker, report, key, "Ms. Dara Sok")
    before = attribution_by_position(report)
    for action, position, offset in steps:
        report.refresh_from_db()
        blocks = [block for block in blocks_of(report) if block.kind == "paragraph"]
        block = blocks[position % len(blocks)]
        with contextlib.suppress(SaveRefusedError):
            if action == "split":
                at = offset % len(block.text)
                edits.split(report, report.version, block.key, at)
            else:
                edits.join(report, report.version, block.key)

    after = attribution_by_position(report)
    assert {position: voice for position, (voice, _) in after.items()} == {
        position: voice for position, (voice, _) in before.items()
    }
    lost = [
        position
        for position, (_, speaker_keys) in before.items()
        if not speaker_keys <= after[position][1]
    ]
    assert lost == []
    assert find_text_errors(Report.objects.get(pk=report.pk)) == []

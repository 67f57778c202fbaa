"""Cut and joined in any order, every stretch of text keeps whose words it is, or the edit is refused."""

import contextlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.correcting import corrections, speakers
from portal.correcting.speakers import Introduction
from portal.correcting.units import units_of
from portal.history.saving import SaveRefusedError
from portal.importing.check import stored_faults
from reports.models import Report
from tests.portal.correcting.test_words import TEXT, do, report, unit
from tests.portal.importing.in_process import imported

__all__ = ["report"]
pytestmark = pytest.mark.django_db


def said_where(report):
    """Return whose words each character of the source gives that stands in a paragraph."""
    return {
        place: (
            one.voice,
            {each.participation_id for each in one.contributions.all()}
            | {-each.pk for each in one.speaking_organizations.all()},
        )
        for one in report.paragraphs.all()
        for start, end in one.spans
        for place in range(start, end)
        if not report.source.text[place].isspace()
    }


STEPS = st.tuples(
    st.sampled_from(["split", "join"]), st.integers(0, 30), st.integers(1, 80)
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
@given(st.lists(STEPS, min_size=1, max_size=10))
def test_every_stretch_of_text_keeps_its_speaker_whatever_is_cut_and_joined(steps):
    Report.objects.all().delete()
    report = imported(TEXT)
    key = unit(report, "Training is").key
    do(speakers.add_speaker, report, key, Introduction("Ms. Dara Sok"))
    before = said_where(report)
    for what, place, offset in steps:
        report.refresh_from_db()
        units = [one for one in units_of(report) if one.kind == "paragraph"]
        chosen = units[place % len(units)]
        with contextlib.suppress(SaveRefusedError):
            if what == "split":
                at = offset % len(chosen.text)
                corrections.split(report, report.version, chosen.key, at)
            else:
                corrections.join(report, report.version, chosen.key)

    after = said_where(report)
    assert {place: voice for place, (voice, _) in after.items()} == {
        place: voice for place, (voice, _) in before.items()
    }
    lost = [place for place, (_, who) in before.items() if not who <= after[place][1]]
    assert lost == []
    assert stored_faults(Report.objects.get(pk=report.pk)) == []

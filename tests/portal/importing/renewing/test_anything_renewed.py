"""Whatever a newer version inserts, deletes, rewords or moves: what stays is what it was.

REIMPORTS=500 tries as many (`make reimport-check`).
"""

import os
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from portal.correcting import corrections, speakers
from portal.correcting.speakers import Introduction
from portal.correcting.units import units_of
from portal.history import nextdraft, snapshot
from portal.history.saving import SaveRefusedError
from portal.importing import check, fidelity, readers
from recommendations.models import Involvement
from reports.models import Organization, Report, Theme
from tests.builders import make_organization
from tests.portal.importing.in_process import brought, imported, read
from tests.portal.importing.renewing import generated

pytestmark = pytest.mark.django_db
EXAMPLES = int(os.environ.get("REIMPORTS", "15"))
NAMES = ("Ms. Dara Sok", "Mr. Ivo Juhl", "Ms. Ana Cruz")


@pytest.fixture(autouse=True)
def _registers():
    for name in ("Norway", "Sweden", "Cambodia"):
        make_organization(name)
    for slug in ("unprinted", "unheard-of"):
        Theme.objects.create(slug=slug, label=slug, definition="A theme.")


def work_on(draw, report):
    """Let an editor name speakers and themes and set levels; return the words worked on."""
    worked_on = set()
    for _ in range(draw(st.integers(0, 4))):
        report.refresh_from_db()
        units = [
            one
            for one in units_of(report)
            if one.kind in {"paragraph", "recommendation"}
        ]
        if not units:
            break
        unit = draw(st.sampled_from(units))
        name, theme = (
            draw(st.sampled_from(NAMES)),
            draw(st.sampled_from([[], ["unprinted"]])),
        )
        try:
            if draw(st.booleans()):
                corrections.set_themes(report, report.version, unit.key, theme)
            elif unit.kind == "paragraph":
                speakers.add_speaker(
                    report, report.version, unit.key, Introduction(name)
                )
            else:
                corrections.set_level(report, report.version, [unit.key], "all")
        except SaveRefusedError:
            continue
        worked_on.add(unit.text)
    asked = report.recommendations.order_by("position").first()
    if asked and draw(st.booleans()):
        # Curated beside the file: no save of the desk.
        asked.involvements.create(
            organization=Organization.objects.get(name="Cambodia"),
            role=Involvement.Role.ADDRESSEE,
        )
    return worked_on


def paragraphs_of(report):
    """Return key, address and what was added to each paragraph, by its words."""
    return {
        one.text: {
            "key": snapshot.published_key(report, "paragraph", one.pk),
            "anchor": one.anchor,
            "themes": {str(each) for each in one.themes.all()},
            "voice": one.voice,
            "contributions": {
                (
                    each.participation.person.name,
                    snapshot.published_key(report, "contribution", each.pk),
                )
                for each in one.contributions.all()
            },
            "bodies": {str(each) for each in one.speaking_organizations.all()},
        }
        for one in report.paragraphs.all()
    }


def recommendations_of(report):
    return {
        one.text: {
            "key": snapshot.published_key(report, "recommendation", one.pk),
            "reference": one.reference,
            "themes": {str(each) for each in one.themes.all()},
            "involved": {str(each) for each in one.involvements.all()},
        }
        for one in report.recommendations.all()
    }


def unchanged(before, after, texts):
    """Return how those that both versions print once stood, and how they stand."""
    same = [text for text in before if text in after and texts[text] == (1, 1)]
    return {text: before[text] for text in same}, {text: after[text] for text in same}


def times_printed(before, after):
    both = [Counter(one.text for one in records) for records in (before, after)]
    return {text: (both[0][text], both[1][text]) for text in both[0] | both[1]}


def said_by_others(records, worked_on):
    """Leave out who speaks where “he” or “she” does: that, the paragraph before says.

    Where an editor has said it, the editor's word stays.
    """
    return {
        text: {**said, "contributions": set(), "voice": "", "bodies": set()}
        if text.startswith(("He ", "She ")) and text not in worked_on
        else said
        for text, said in records.items()
    }


def as_read(asked):
    return [(one.reference, one.text, one.parent) for one in asked]


def as_shown(report):
    return [
        (one.number, one.text, one.parent.number if one.parent else "")
        for one in report.recommendations.as_printed().select_related("parent")
    ]


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    max_examples=EXAMPLES,
)
@given(st.data())
def test_what_a_newer_version_leaves_as_it_is_stays(data):
    Report.objects.all().delete()
    first = data.draw(generated.REPORTS)
    then = data.draw(generated.newer(first))
    note(f"{first.text}\n=====\n{then.text}")
    is_public = data.draw(st.booleans())
    report = imported(first.text, publish=is_public)
    if is_public:
        report = nextdraft.begin(report)
    worked_on = work_on(data.draw, report)
    report.refresh_from_db()
    before = paragraphs_of(report), recommendations_of(report)
    file, reading = read(then.text)
    printed = [
        times_printed(getattr(report, name).all(), getattr(reading.draft, name))
        for name in ("paragraphs", "recommendations")
    ]

    now = brought(report, then.text, publish=is_public)

    after = paragraphs_of(now), recommendations_of(now)
    for one, other, texts in zip(before, after, printed, strict=True):
        had, has = unchanged(one, other, texts)
        assert said_by_others(has, worked_on) == said_by_others(had, worked_on)
    assert as_shown(now) == as_read(reading.draft.recommendations)
    assert [one.number for one in now.paragraphs.as_printed()] == [
        one.number for one in reading.draft.paragraphs
    ]
    assert check.stored_faults(now) == []
    again = readers.read(file.name, file.content)
    document = now.source
    assert (
        fidelity.of_file(bytes(document.content), document.sha256, document.text, again)
        == []
    )

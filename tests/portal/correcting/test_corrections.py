"""Corrections of a draft: each does what it says, and none loses or moves a word."""

import contextlib

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from portal.correcting import corrections
from portal.correcting.making import TYPES
from portal.correcting.units import units_of
from portal.history.saving import SaveRefusedError
from portal.importing.check import faults_of
from portal.importing.intake import File, Wishes, take_in_file
from reports.models import Report, Theme
from reports.models.versions import StaleSaveError

pytestmark = pytest.mark.django_db
TEXT = b"""ARF Seminar on Skills
10 March 2019, Bangkok

Introduction

1. Ms. Ana Cruz, Director, noted this. Skills travel with people.

Session 1: Training

2. Training is dear.
3. Participants recommended to:
- train more;
  - in care;
- ask employers.

Closing

4. The co-chairs thanked all.
"""


@pytest.fixture
def report():
    made, _ = take_in_file(File("seminar.txt", TEXT))
    return made


def unit(report, text):
    (found,) = [
        one for one in units_of(report) if one.text == text and not one.is_discard
    ]
    return found


FIRST = "Ms. Ana Cruz, Director, noted this. "


def first_of(report):
    return unit(report, f"{FIRST}Skills travel with people.").key


def correct(change, report, *args, **options):
    version = Report.objects.get(pk=report.pk).version
    outcome = change(report, version, *args, **options)
    assert faults_of(Report.objects.get(pk=report.pk)) == []
    return outcome


def outline(report):
    return [
        (one.type, one.text)
        for one in units_of(report)
        if one.type not in {"title", "discard"}
    ]


def test_a_paragraph_is_split_at_a_sentence_and_joined_again(report):
    before = outline(report)
    first = unit(
        report, "Ms. Ana Cruz, Director, noted this. Skills travel with people."
    )

    _, second = correct(
        corrections.split,
        report,
        first.key,
        len("Ms. Ana Cruz, Director, noted this. "),
    )

    assert outline(report)[1:3] == [
        ("paragraph", "Ms. Ana Cruz, Director, noted this."),
        ("paragraph", "Skills travel with people."),
    ]
    correct(corrections.join, report, second.key)
    assert outline(report) == before
    assert report.paragraphs.get(number="1").contributions.count() == 1


def test_a_heading_made_a_paragraph_leaves_its_paragraphs_to_the_session_before(report):
    correct(
        corrections.retype, report, unit(report, "Session 1: Training").key, "paragraph"
    )

    assert [
        (one.heading, [p.text for p in one.paragraphs.order_by("position")])
        for one in report.sessions.as_printed()
    ] == [
        (
            "Introduction",
            [
                "Ms. Ana Cruz, Director, noted this. Skills travel with people.",
                "Session 1: Training",
                "Training is dear.",
                "Participants recommended to:",
            ],
        ),
        ("Closing", ["The co-chairs thanked all."]),
    ]


def test_a_paragraph_made_a_heading_heads_what_follows(report):
    made = correct(
        corrections.retype, report, unit(report, "Training is dear.").key, "heading"
    )

    assert made.record.heading == "2. Training is dear."
    assert [one.text for one in made.record.paragraphs.all()] == [
        "Participants recommended to:"
    ]


def test_a_paragraph_made_a_recommendation_leaves_its_number_out(report):
    _, second = correct(corrections.split, report, first_of(report), len(FIRST))
    made = correct(corrections.retype, report, second.key, "recommendation")

    assert (made.record.text, made.record.reference) == (
        "Skills travel with people.",
        "1.1",
    )


def test_a_recommendation_needs_a_paragraph_above_it_under_its_heading(report):
    key = unit(report, "Training is dear.").key

    with pytest.raises(SaveRefusedError, match="No paragraph would stand above"):
        correct(corrections.retype, report, key, "recommendation")


def test_a_recommendation_made_a_paragraph_keeps_those_below_it_in_the_report(report):
    correct(corrections.retype, report, unit(report, "train more").key, "paragraph")

    assert [
        (one.text, one.parent, one.paragraph.text)
        for one in report.recommendations.as_printed()
    ] == [("in care", None, "train more"), ("ask employers.", None, "train more")]


def test_what_is_no_part_of_the_report_is_discarded_with_a_reason(report):
    key = unit(report, "Training is dear.").key

    with pytest.raises(SaveRefusedError, match="Say why"):
        correct(corrections.retype, report, key, "discard")
    made = correct(corrections.retype, report, key, "discard", "a remark in the margin")

    assert (made.record.text, made.record.reason) == (
        "2. Training is dear.",
        "a remark in the margin",
    )


def test_levels_are_set_on_several_and_followed_by_those_nested(report):
    keys = [unit(report, one).key for one in ("train more", "ask employers.")]

    assert correct(corrections.set_level, report, keys, "regional") == 2
    assert set(report.recommendations.values_list("level", flat=True)) == {"regional"}
    with pytest.raises(SaveRefusedError, match=r"3\.1\.a has the level of what"):
        correct(
            corrections.set_level, report, [unit(report, "in care").key], "national"
        )


def test_a_recommendation_is_put_under_an_earlier_one_or_beside_all(report):
    one, last = unit(report, "train more"), unit(report, "ask employers.")

    correct(corrections.nest, report, last.key, one.key)
    assert report.recommendations.get(pk=last.record.pk).parent_id == one.record.pk
    correct(corrections.nest, report, last.key, "")
    assert report.recommendations.get(pk=last.record.pk).parent is None
    with pytest.raises(SaveRefusedError, match="under an earlier one"):
        correct(corrections.nest, report, one.key, last.key)


def test_a_heading_says_what_it_heads_in_its_own_words(report):
    key = unit(report, "Closing").key

    correct(corrections.set_kind, report, key, "session", "2", "Closing")
    assert (report.sessions.get(heading="Closing").kind) == "session"
    with pytest.raises(SaveRefusedError, match="words of the heading as printed"):
        correct(corrections.set_kind, report, key, "session", "2", "Farewell")


def test_themes_are_confirmed_added_and_removed(report):
    Theme.objects.create(slug="care", label="Care")
    key = unit(report, "in care").key

    correct(corrections.set_themes, report, key, ["care"])
    assert [one.slug for one in unit(report, "in care").record.themes.all()] == ["care"]
    correct(corrections.set_themes, report, key, [])
    assert unit(report, "in care").record.themes.count() == 0


def test_who_comes_later_with_an_older_version_is_told(report):
    key = unit(report, "Training is dear.").key
    seen = report.version
    corrections.retype(report, seen, key, "discard", "no text")

    with pytest.raises(StaleSaveError):
        corrections.retype(report, seen, key, "heading")


def test_both_halves_of_a_discard_keep_its_reason(report):
    key = unit(report, "Training is dear.").key
    gone = corrections.retype(report, report.version, key, "discard", "no text")

    corrections.split(report, report.version, gone.key, 12)

    halves = report.parts.filter(reason="no text").order_by("pk")
    assert [one.text for one in halves] == ["2. Training", "is dear."]


def test_words_edited_by_hand_have_no_place_to_split_at(report):
    report.paragraphs.filter(number="2").update(text="Training is very dear.")

    with pytest.raises(SaveRefusedError, match="edited by hand"):
        corrections.split(
            report, report.version, unit(report, "Training is very dear.").key, 9
        )


def test_what_readers_see_is_not_corrected_here():
    report, _ = take_in_file(File("seminar.txt", TEXT), Wishes(publish=True))

    with pytest.raises(SaveRefusedError, match="is published"):
        corrections.join(report, report.version, unit(report, "Training is dear.").key)


STEPS = {
    "split": lambda report, unit, choice, other: (corrections.split, unit.key, choice),
    "join": lambda report, unit, choice, other: (corrections.join, unit.key),
    "retype": lambda report, unit, choice, other: (
        corrections.retype,
        unit.key,
        TYPES[choice % len(TYPES)],
        "because",
    ),
    "nest": lambda report, unit, choice, other: (corrections.nest, unit.key, other.key),
    "level": lambda report, unit, choice, other: (
        corrections.set_level,
        [unit.key],
        "national",
    ),
}
CHOICES = st.tuples(
    st.sampled_from(list(STEPS)), st.integers(0, 40), st.integers(0, 60)
)


@hypothesis_settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    max_examples=15,
)
@given(st.lists(CHOICES, max_size=8))
def test_no_sequence_of_corrections_loses_or_moves_a_word(steps):
    Report.objects.all().delete()
    report, _ = take_in_file(File("seminar.txt", TEXT))
    for what, place, choice in steps:
        report.refresh_from_db()
        units = units_of(report)
        unit, other = units[place % len(units)], units[choice % len(units)]
        change, *said = STEPS[what](report, unit, choice, other)
        with contextlib.suppress(SaveRefusedError):
            change(report, report.version, *said)

    assert faults_of(Report.objects.get(pk=report.pk)) == []

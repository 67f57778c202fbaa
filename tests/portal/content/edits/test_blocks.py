"""Source edits of a draft: each has its documented effect, and none loses or moves a word."""

import contextlib

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from portal.content.edits.new_records import TYPES
from portal.content.refusals import SaveRefusedError
from portal.content.stored_coverage import find_errors
from portal.imports.importer import ImportOptions, Upload, import_file
from reports.models import Report, Theme
from reports.models.optimistic_locking import StaleSaveError
from tests.builders import edits
from tests.builders.edits import blocks_of
from tests.builders.seminar_texts import SEMINAR_WITH_CLOSING
from tests.builders.source_edits import edit, find_block

pytestmark = pytest.mark.django_db
FIRST = "Ms. Ana Cruz, Director, noted this. "


def first_of(report):
    return find_block(report, f"{FIRST}Skills travel with people.").key


def outline(report):
    return [
        (block.type, block.text)
        for block in blocks_of(report)
        if block.type not in {"title", "discard"}
    ]


def test_a_paragraph_is_split_at_a_sentence_and_joined_again(report):
    before = outline(report)
    first = find_block(report, "Ms. Ana Cruz, Director, noted this. Skills travel with people.")

    _, second = edit(
        edits.split,
        report,
        first.key,
        len("Ms. Ana Cruz, Director, noted this. "),
    )

    assert outline(report)[1:3] == [
        ("paragraph", "Ms. Ana Cruz, Director, noted this."),
        ("paragraph", "Skills travel with people."),
    ]
    edit(edits.join, report, second.key)
    assert outline(report) == before
    assert report.paragraphs.get(number="1").contributions.count() == 1


def test_retyping_a_heading_as_paragraph_moves_its_paragraphs_to_the_previous_session(report):
    edit(
        edits.retype,
        report,
        find_block(report, "Session 1: Training").key,
        "paragraph",
    )

    assert [
        (session.heading, [p.text for p in session.paragraphs.order_by("position")])
        for session in report.sessions.in_document_order()
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


def test_retyping_a_paragraph_as_heading_moves_the_following_paragraphs_under_it(report):
    block = edit(
        edits.retype,
        report,
        find_block(report, "Training is dear.").key,
        "heading",
    )

    assert block.record.heading == "2. Training is dear."
    assert [paragraph.text for paragraph in block.record.paragraphs.all()] == [
        "Participants recommended to:"
    ]


def test_retyping_a_paragraph_as_recommendation_numbers_it_by_its_paragraph(report):
    _, second = edit(edits.split, report, first_of(report), len(FIRST))
    block = edit(edits.retype, report, second.key, "recommendation")

    assert (block.record.text, block.record.reference) == (
        "Skills travel with people.",
        "1.1",
    )


def test_retyping_as_recommendation_requires_a_paragraph_above_in_the_session(report):
    key = find_block(report, "Training is dear.").key

    with pytest.raises(SaveRefusedError, match="would have no paragraph above it"):
        edit(edits.retype, report, key, "recommendation")


def test_retyping_a_recommendation_as_paragraph_keeps_the_recommendations_below_it(report):
    edit(edits.retype, report, find_block(report, "train more").key, "paragraph")

    assert [
        (recommendation.text, recommendation.parent, recommendation.paragraph.text)
        for recommendation in report.recommendations.in_document_order()
    ] == [("in care", None, "train more"), ("ask employers.", None, "train more")]


def test_discarding_a_block_requires_and_stores_a_reason(report):
    key = find_block(report, "Training is dear.").key

    with pytest.raises(SaveRefusedError, match="Give the reason"):
        edit(edits.retype, report, key, "discard")
    block = edit(edits.retype, report, key, "discard", "a remark in the margin")

    assert (block.record.text, block.record.reason) == (
        "2. Training is dear.",
        "a remark in the margin",
    )


def test_setting_the_level_of_several_recommendations_sets_that_of_nested_ones(report):
    keys = [find_block(report, text).key for text in ("train more", "ask employers.")]

    assert edit(edits.set_level, report, keys, "regional") == 2
    assert set(report.recommendations.values_list("level", flat=True)) == {"regional"}
    with pytest.raises(SaveRefusedError, match=r"^Recommendation 3\.1\.a has the level of"):
        edit(
            edits.set_level,
            report,
            [find_block(report, "in care").key],
            "national",
        )


def test_a_recommendation_can_be_nested_under_an_earlier_one_and_unnested(report):
    first, last = find_block(report, "train more"), find_block(report, "ask employers.")

    edit(edits.nest, report, last.key, first.key)
    assert report.recommendations.get(pk=last.record.pk).parent_id == first.record.pk
    edit(edits.nest, report, last.key, "")
    assert report.recommendations.get(pk=last.record.pk).parent is None
    with pytest.raises(SaveRefusedError, match="under an earlier one"):
        edit(edits.nest, report, first.key, last.key)


def test_setting_the_kind_of_a_session_requires_its_title_as_printed(report):
    key = find_block(report, "Closing").key

    edit(edits.set_kind, report, key, "session", "2", "Closing")
    assert (report.sessions.get(heading="Closing").kind) == "session"
    with pytest.raises(SaveRefusedError, match="part of the heading as printed"):
        edit(edits.set_kind, report, key, "session", "2", "Farewell")


def test_setting_themes_adds_and_removes_them(report):
    Theme.objects.create(slug="care", label="Care")
    key = find_block(report, "in care").key

    edit(edits.set_themes, report, key, ["care"])
    assert [theme.slug for theme in find_block(report, "in care").record.themes.all()] == ["care"]
    edit(edits.set_themes, report, key, [])
    assert find_block(report, "in care").record.themes.count() == 0


def test_a_save_on_an_outdated_version_is_rejected_as_a_conflict(report):
    key = find_block(report, "Training is dear.").key
    seen = report.version
    edits.retype(report, seen, key, "discard", "no text")

    with pytest.raises(StaleSaveError, match=r"^Another editor has saved this .* changed\.$"):
        edits.retype(report, seen, key, "heading")


def test_splitting_a_discarded_block_keeps_its_reason_on_both_halves(report):
    key = find_block(report, "Training is dear.").key
    discarded = edits.retype(report, report.version, key, "discard", "no text")

    edits.split(report, report.version, discarded.key, 12)

    halves = report.parts.filter(reason="no text").order_by("pk")
    assert [half.text for half in halves] == ["2. Training", "is dear."]


def test_a_paragraph_edited_by_hand_cannot_be_split(report):
    report.paragraphs.filter(number="2").update(text="Training is very dear.")

    with pytest.raises(SaveRefusedError, match="edited by hand"):
        edits.split(report, report.version, find_block(report, "Training is very dear.").key, 9)


def test_a_published_report_cannot_be_edited():
    report, _ = import_file(
        Upload("seminar.txt", SEMINAR_WITH_CLOSING), ImportOptions(publish=True)
    )

    with pytest.raises(SaveRefusedError, match="is published"):
        edits.join(report, report.version, find_block(report, "Training is dear.").key)


STEPS = {
    "split": lambda report, block, choice, other: (edits.split, block.key, choice),
    "join": lambda report, block, choice, other: (edits.join, block.key),
    "retype": lambda report, block, choice, other: (
        edits.retype,
        block.key,
        TYPES[choice % len(TYPES)],
        "because",
    ),
    "nest": lambda report, block, choice, other: (edits.nest, block.key, other.key),
    "level": lambda report, block, choice, other: (
        edits.set_level,
        [block.key],
        "national",
    ),
}
CHOICES = st.tuples(st.sampled_from(list(STEPS)), st.integers(0, 40), st.integers(0, 60))


@hypothesis_settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    max_examples=15,
)
@given(st.lists(CHOICES, max_size=8))
def test_no_sequence_of_source_edits_loses_or_moves_a_word(steps):
    Report.objects.all().delete()
    report, _ = import_file(Upload("seminar.txt", SEMINAR_WITH_CLOSING))
    for action, index, choice in steps:
        report.refresh_from_db()
        blocks = blocks_of(report)
        block, other = blocks[index % len(blocks)], blocks[choice % len(blocks)]
        operation, *args = STEPS[action](report, block, choice, other)
        with contextlib.suppress(SaveRefusedError):
            operation(report, report.version, *args)

    assert find_errors(Report.objects.get(pk=report.pk)) == []


def test_a_recommendation_within_another_one_is_joined_to_it(report):
    first, second = (find_block(report, text) for text in ("train more", "in care"))
    (mark,) = [
        block
        for block in blocks_of(report)
        if block.is_discard and first.end < block.start < second.start and block.text == "-"
    ]
    edit(edits.join, report, second.key)
    inner = edit(edits.retype, report, mark.key, "recommendation")

    whole = edit(edits.join, report, inner.key)

    assert whole.text == "train more - in care"
    assert find_errors(report) == []

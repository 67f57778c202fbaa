"""Sessions, paragraphs and recommendations are built from blocks and their lists."""

import pytest

from portal.parsing.block_lists import BlockLists
from portal.parsing.blocks import split_blocks
from portal.parsing.parsed_report import ParsedReport
from portal.parsing.report_builder import ReportBuilder
from portal.parsing.source import Source


def build(text, media_type="text/plain"):
    source = Source("r.txt", media_type, text)
    blocks = split_blocks(source).blocks
    draft = ParsedReport()
    ReportBuilder(source, draft, BlockLists.of(blocks)).add_blocks(blocks)
    return draft


def recommendations(text, media_type="text/plain"):
    return [(found.reference, found.text) for found in build(text, media_type).recommendations]


def paragraphs(text):
    return [(found.number, found.text) for found in build(text).paragraphs]


def notes(text):
    return [note.code for note in build(text).notes]


def test_a_remark_between_two_points_does_not_end_the_list():
    text = (
        "Session 1: Water\n\n1. Participants recommended to:\n\n(a) dig wells;\n\n"
        "Rain is scarce.\n\n(b) plant trees.\n\n2. It rained.\n"
    )
    draft = build(text)

    assert [(found.text, found.paragraph) for found in draft.recommendations] == [
        ("dig wells", "p1"),
        ("plant trees.", "u1"),
    ]


def test_points_below_a_remark_go_on_counting():
    text = (
        "Session 1: Water\n\n1. Participants recommended to:\n\n(a) dig wells;\n\n"
        "Rain is scarce.\n\n(b) plant trees.\n\n2. It rained.\n"
    )

    assert [reference for reference, _ in recommendations(text)] == ["1.1", "1.2"]


def test_a_misprinted_number_among_points_stays_a_point_and_gives_a_note():
    text = (
        "Session 1: Water\n\n39. It rained.\n\n40. Participants recommended to:\n\n"
        "40.1 Dig wells;\n\n39.2 Plant trees;\n\n40.3 Measure tides.\n\n41. It snowed.\n"
    )

    assert recommendations(text) == [
        ("40.1", "Dig wells"),
        ("39.2", "Plant trees"),
        ("40.3", "Measure tides."),
    ]
    assert notes(text).count("number-out-of-step") == 1


def test_points_numbered_from_1_inside_a_numbered_paragraph_are_its_recommendations():
    text = (
        "Session 1: Water\n\n5. Participants recommended to:\n\n1. dig wells;\n\n2. plant trees.\n\n"
        "6. It rained.\n"
    )

    assert recommendations(text) == [("5.1", "dig wells"), ("5.2", "plant trees.")]
    assert paragraphs(text) == [("5", "Participants recommended to:"), ("6", "It rained.")]


def test_the_main_numbering_is_never_a_list_of_recommendations():
    text = (
        "Session 1: Water\n\n1. Wells should be dug.\n\n2. Trees should be planted.\n\n"
        "Recommendations\n\n3. Tides should be measured.\n"
    )

    assert recommendations(text) == []


def test_points_directly_below_a_heading_of_recommendations_have_the_heading_as_paragraph():
    draft = build("Recommendations\n\n1. Dig wells;\n\n2. Plant trees.\n")

    assert [(found.reference, found.text) for found in draft.recommendations] == [
        ("u1.1", "Dig wells"),
        ("u1.2", "Plant trees."),
    ]
    assert [(found.text, found.anchor) for found in draft.paragraphs] == [("Recommendations", "u1")]


def test_bullets_directly_below_a_heading_of_recommendations_are_recommendations():
    assert recommendations("# Next steps\n- Dig wells\n- Plant trees\n", "text/markdown") == [
        ("u1.1", "Dig wells"),
        ("u1.2", "Plant trees"),
    ]


def test_a_point_below_a_heading_that_reports_something_is_a_paragraph():
    draft = build("Recommendations\n\n1. Dig wells;\n\n2. The group discussed trees.\n")

    assert [found.text for found in draft.recommendations] == ["Dig wells"]
    assert draft.paragraphs[-1].text == "The group discussed trees."


def test_a_list_among_recommendations_is_nested_under_its_point():
    text = (
        "Session 1: Water\n\n5. Participants recommended to:\n\n(a) dig wells:\n\n    (i) by hand;"
        "\n\n    (ii) by machine;\n\n(b) plant trees.\n\n6. It rained.\n"
    )

    assert [(found.text, found.parent) for found in build(text).recommendations] == [
        ("dig wells:", ""),
        ("by hand", "5.1"),
        ("by machine", "5.1"),
        ("plant trees.", ""),
    ]


def test_a_number_that_could_be_the_next_point_is_a_paragraph_with_a_note():
    text = (
        "Session 1: Water\n\n2. Participants recommended to:\n\n1. dig wells;\n\n2. plant trees.\n\n"
        "3. It rained.\n"
    )

    assert [reference for reference, _ in recommendations(text)] == ["2.1", "2.2"]
    assert notes(text).count("number-may-be-a-point") == 1


def test_a_letter_that_is_no_recommendation_stays_in_the_text_of_its_paragraph():
    text = "Session 1: Water\n\n1. Three causes were named:\n\n(a) drought;\n\n(b) sand.\n"

    assert paragraphs(text) == [
        ("1", "Three causes were named:"),
        ("", "(a) drought;"),
        ("", "(b) sand."),
    ]


@pytest.mark.parametrize(
    ("lead_in", "code"),
    [
        ("Some participants suggested the following:", "points-of-a-speaker"),
        ("Three causes were named:", "point-not-asked-for"),
    ],
)
def test_bullets_that_are_no_recommendations_get_a_note_that_says_why(lead_in, code):
    text = f"Session 1: Water\n\n1. {lead_in}\n- drought;\n- sand.\n"

    assert notes(text) == [code]


def test_a_heading_directly_below_an_annex_is_its_title():
    draft = build("# Annex 2\n\n# List of wells\n\nThree wells.\n", "text/markdown")

    assert [(found.kind, found.number, found.title) for found in draft.sessions] == [
        ("annex", "2", "List of wells")
    ]


def test_a_text_without_a_heading_gets_an_untitled_session_and_a_note():
    draft = build("It rained.\n")

    assert [(found.title, found.heading) for found in draft.sessions] == [("Text", "")]
    assert [note.code for note in draft.notes] == ["session-without-heading"]


def test_headings_with_the_same_words_get_anchors_of_their_own():
    draft = build("Session 1\n\nIt rained.\n\nSession 1\n\nIt snowed.\n")

    assert [found.anchor for found in draft.sessions] == ["session-1", "session-1-2"]


def test_a_level_without_a_known_word_gives_a_note_and_no_level():
    draft = build(
        "Session 1: Water\n\n1. Participants recommended:\n\nA. Village level:\n\n- dig wells.\n"
    )

    assert [(found.reference, found.level) for found in draft.recommendations] == [("1.A.1", "")]
    assert [note.code for note in draft.notes] == ["level-unknown"]


def test_a_list_with_a_lead_in_of_its_own_does_not_belong_to_the_recommendations_above():
    text = (
        "Recommendations\n\nParticipants recommended to:\n\n1. dig wells;\n\n2. plant trees.\n\n"
        "Three causes were named:\n\n1. drought;\n\n2. sand;\n\n3. wind.\n"
    )

    assert [found for _, found in recommendations(text)] == ["dig wells", "plant trees."]


def test_points_are_nested_by_their_labels_where_nothing_is_indented():
    text = (
        "Session 1: Wells\n\n5. Participants recommended to:\n\n(a) dig wells:\n\n(i) by hand;\n\n"
        "(ii) by machine;\n\n(b) plant trees.\n\n6. The session closed.\n"
    )

    assert recommendations(text) == [
        ("5.1", "dig wells:"),
        ("5.1.a", "by hand"),
        ("5.1.b", "by machine"),
        ("5.2", "plant trees."),
    ]


def test_letters_with_a_full_stop_are_points():
    text = "Recommendations\n\nParticipants recommended to:\n\na. Dig wells;\n\nb. Plant trees.\n"

    assert [found for _, found in recommendations(text)] == ["Dig wells", "Plant trees."]


def test_a_single_bullet_after_a_complete_point_is_a_remark():
    text = (
        "Recommendations\n\n4. Participants recommended:\n\n4.1 Dig wells;\n\n"
        "* The name was printed as received.\n\n4.2 Plant trees.\n"
    )

    assert [found for _, found in recommendations(text)] == ["Dig wells", "Plant trees."]


def test_rows_below_a_head_that_says_recommendation_are_recommendations():
    text = (
        "# Outcomes\n\nThe table lists them.\n\n| No. | Recommendation | By |\n|---|---|---|\n"
        "| 1 | Dig wells | Trust |\n| 2 | Plant trees | Board |\n"
    )

    assert recommendations(text, "text/markdown") == [
        ("u2.1", "Dig wells Trust"),
        ("u2.2", "Plant trees Board"),
    ]


def test_next_steps_behind_a_sentence_about_a_group_are_announced_all_the_same():
    text = "Session 1: Water\n\nThe group discussed wells. Next steps:\n\n1. Dig wells.\n2. Rest.\n"

    assert [found.text for found in build(text).recommendations] == ["Dig wells.", "Rest."]


@pytest.mark.parametrize(
    ("heading", "expected"),
    [("For ports", ["Dig wells", "Publish fees"]), ("Links", [])],
)
def test_bullets_below_a_part_of_the_recommendations_are_recommendations(heading, expected):
    text = f"## Recommendations\n\n### {heading}\n\n- Dig wells\n- Publish fees\n"

    assert [found.text for found in build(text, "text/markdown").recommendations] == expected

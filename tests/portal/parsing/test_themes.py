"""The themes that the parser suggests for a text, in the light of its report."""

from dataclasses import replace

import pytest

from portal.parsing.gazetteer import Gazetteer, Vocabulary
from portal.parsing.label_words import LabelWords
from portal.parsing.parsed_report import Paragraph, ParsedReport, Session, TitleBlock
from portal.parsing.theme_cues import CueIndex
from portal.parsing.themes import ThemeFinder

THEMES = Vocabulary(
    organizations=Gazetteer.of(
        [("council", ["Human Rights Council"]), ("bali-process", ["Bali Process"])]
    ),
    instruments=Gazetteer.of([("declaration", ["declaration on the rights of migrant workers"])]),
    themes=Gazetteer.of(
        [
            ("rights", ["Human rights", "rights of migrant workers"]),
            ("fees", ["Recruitment fees", "Recruitment"]),
            ("process", ["Bali Process"]),
            ("skills", ["Skills training"]),
        ],
        any_case=True,
    ),
)
PAD = "for whoever looks for it in any of the towns on the river and along the coast"
FILLER = "Much else was said of it. " * 20
FINDER = ThemeFinder(THEMES, LabelWords.of(THEMES.themes))


@pytest.mark.parametrize(
    ("text", "themes"),
    [
        ("Respect human rights", ["rights"]),
        ("Cooperate with the Human Rights Council", []),
        ("Ratify the Declaration on the Rights of Migrant Workers", []),
        (
            "Heed the Declaration on the Rights of Migrant Workers and human rights",
            ["rights"],
        ),
        ("Support the National Human Rights Commission", []),
        ("Heed the Universal Declaration of Human Rights", []),
        ("Human Rights matter", ["rights"]),
        ("Recruitment Fees are too high", ["fees"]),
        ("Bring it before the Bali Process", ["process"]),
        ("He wrote “Human Rights and Recruitment in Asia”", []),
        ("He said “human rights matter”", ["rights"]),
    ],
)
def test_a_theme_label_within_a_longer_name_or_quoted_title_suggests_no_theme(text, themes):
    assert FINDER.find(text) == themes


@pytest.mark.parametrize(
    ("mention", "themes"),
    [
        ("recruitment", []),
        ("recruitment, and recruitment again", ["fees"]),
        ("recruitment fees", ["fees"]),
        ("matters such as recruitment fees", []),
        ("matters, for example recruitment fees", []),
        ("matters such as pay. Recruitment fees are high", ["fees"]),
        ("the Bali Process", []),
    ],
)
def test_in_a_long_text_a_word_an_example_or_the_name_of_a_body_must_occur_twice(mention, themes):
    assert FINDER.find(f"{FILLER}So was {mention}.") == themes


@pytest.mark.parametrize("mention", ["recruitment", "such as recruitment fees"])
def test_in_a_short_text_one_mention_suggests_a_theme(mention):
    assert FINDER.find(f"It was {mention}.") == ["fees"]


def test_the_title_of_the_session_in_a_long_text_must_not_be_all_that_mentions_a_theme():
    session = Session("session", "Costs and recruitment fees in Asia")
    announced = f"{FILLER}She spoke on costs and recruitment fees in Asia."

    assert FINDER.find(announced, session) == []
    assert FINDER.find(f"{announced} Recruitment fees are high.", session) == ["fees"]
    assert FINDER.find(f"{FILLER}She spoke on recruitment fees.", session) == ["fees"]


def report(*texts, title="", heading=""):
    paragraphs = [Paragraph(text, []) for text in texts]
    sessions = [Session("session", heading, heading=heading, paragraphs=paragraphs)]
    return ParsedReport(front=TitleBlock(title=title), sessions=sessions)


def test_the_title_of_the_report_suggests_no_theme_where_a_paragraph_repeats_it():
    finder = ThemeFinder.of(report(title="Workshop on fair recruitment fees"), THEMES)

    assert finder.find("The Workshop on Fair\nRecruitment Fees was held") == []


@pytest.mark.parametrize(("mentioning", "themes"), [(4, ["fees"]), (5, [])])
def test_a_theme_of_many_paragraphs_needs_two_phrases_in_a_long_text(mentioning, themes):
    others = ["Skills training helps"] * (12 - mentioning)
    finder = ThemeFinder.of(report(*["Recruitment fees rise"] * mentioning, *others), THEMES)

    assert finder.find(f"{FILLER}So were recruitment fees.") == themes
    assert finder.find(f"{FILLER}Recruitment fees are recruitment fees.") == ["fees"]


def test_three_themes_are_suggested_at_most_the_rarest_in_the_report_before_the_others():
    texts = ["Recruitment fees"] * 3 + ["Skills training"] * 2 + ["Bali Process"] * 4
    finder = ThemeFinder.of(report(*texts), THEMES)

    text = "Recruitment fees, skills training, human rights and the rights of migrant workers"
    assert finder.find(f"{text}. {FILLER}") == ["rights", "skills", "fees"]


def test_a_short_text_has_two_themes_at_most_and_none_that_it_hardly_touches_on():
    touching = f"Recruitment fees rise, and so does recruitment for human rights {PAD}"

    assert FINDER.find("Recruitment fees, skills training and human rights") == ["fees", "skills"]
    assert FINDER.find(touching) == ["fees"]
    assert FINDER.find(f"Skills training rather than recruitment {PAD}") == ["skills"]


CUED = replace(
    THEMES,
    theme_cues=CueIndex.of([("fees", ["agent | broker + deposit"]), ("skills", ["apprentice*"])]),
)


@pytest.mark.parametrize(
    ("text", "themes"),
    [
        ("Brokers take a deposit", ["fees"]),
        ("Brokers are many. A deposit is due.", []),
        ("Apprentices earn little", ["skills"]),
        ("Skills training, and a deposit with the agent", ["skills", "fees"]),
    ],
)
def test_a_cue_suggests_its_theme_where_its_words_stand_in_one_sentence(text, themes):
    assert ThemeFinder(CUED, LabelWords.of(CUED.themes)).find(text) == themes


def test_a_label_weighs_more_than_a_cue_that_shares_its_words():
    cued = replace(THEMES, theme_cues=CueIndex.of([("fees", ["recruitment + high"])]))
    finder = ThemeFinder(cued, LabelWords.of(cued.themes))

    assert finder.weights_in("Recruitment fees are high") == {"fees": 2.25}


@pytest.mark.parametrize(
    "aside",
    [
        "in order to lower recruitment fees",
        "including recruitment fees",
        "so that recruitment fees fall",
    ],
)
def test_an_aside_is_not_the_subject_of_a_text(aside):
    assert FINDER.find(f"Skills training helps {PAD}, {aside}") == ["skills"]


def test_the_heading_above_and_the_point_above_support_a_theme():
    session = Session("session", "Recruitment fees", heading="Recruitment fees")
    text = f"Recruitment has to be cheaper {PAD}"

    assert FINDER.find(text) == []
    assert FINDER.find(text, session, ["fees"]) == ["fees"]


FIELD = replace(
    THEMES,
    themes=Gazetteer.of(
        [
            ("pay", ["Pay of workers", "equal pay"]),
            ("health", ["Health of workers", "stress"]),
            ("unions", ["Unions of workers"]),
            (
                "trafficking",
                [f"trafficking in {n}" for n in ("men", "girls", "boys", "organs", "x")],
            ),
        ],
        any_case=True,
    ),
)


@pytest.mark.parametrize(
    ("text", "themes"),
    [
        ("Women want equal pay", []),
        ("Women workers want equal pay", ["pay"]),
        ("Stop trafficking in girls", ["trafficking"]),
    ],
)
def test_a_report_on_another_field_is_given_themes_where_a_word_of_the_field_stands_or_a_label_tells(
    text, themes
):
    finder = ThemeFinder.of(report(text, *["It rained"] * 9), FIELD)

    assert finder.find(text) == themes


@pytest.mark.parametrize(
    "context",
    [
        report("It rained", title="Workshop on migrant workers"),
        report("It rained", "It rained", "All workers"),
    ],
)
def test_a_report_is_on_the_field_by_its_title_or_a_third_of_its_texts(context):
    assert ThemeFinder.of(context, FIELD).find("Women want equal pay") == ["pay"]


def test_headings_put_a_paragraph_on_the_field():
    draft = report("Women want equal pay", *["It rained"] * 9, heading="Workers and unions")

    assert ThemeFinder.of(draft, FIELD).find("Women want equal pay", draft.sessions[0]) == ["pay"]

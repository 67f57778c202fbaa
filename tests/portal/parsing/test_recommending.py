"""Lists are scored by their lead-in, heading and own words: do they hold recommendations?"""

import pytest

from portal.parsing.recommending import MIN_SCORE, may_ask, score

POINTS = ["Dig wells", "Plant trees."]


def recommends(lead_in, heading="Session 1: Water", texts=POINTS):
    return score(lead_in, heading, texts) >= MIN_SCORE


@pytest.mark.parametrize(
    "lead_in",
    [
        "Participants recommended to:",
        "It was agreed to:",
        "The following recommendations were made.",
        "The meeting made these recommendations:",
        "The recommendations listed below have the support of Atlantis.",
        "The talks lasted long. The workshop made the following recommendations to the ports:",
        "The seminar proposed the following action points",
    ],
)
def test_a_lead_in_that_announces_recommendations_suffices(lead_in):
    assert recommends(lead_in) is True


@pytest.mark.parametrize(
    "lead_in",
    [
        "Ms. Ana Lund suggested the following:",
        "Some participants recommended to:",
        "The Port Union suggested the following measures:",
        "The following factors were named:",
        "There was no consensus on the following recommendations:",
        "The agenda was as follows:",
        "Three talks were held.",
    ],
)
def test_a_lead_in_of_somebody_else_or_to_something_else_does_not_suffice(lead_in):
    assert recommends(lead_in) is False


@pytest.mark.parametrize(
    "heading", ["Recommendations", "Next steps", "II. Way forward", "Action plan", "Key actions"]
)
def test_a_heading_that_announces_recommendations_suffices_without_a_lead_in(heading):
    assert recommends("", heading) is True


@pytest.mark.parametrize(
    "heading", ["Session 2: Wells", "Recommendations without consensus", "Agenda"]
)
def test_another_heading_does_not_suffice_without_a_lead_in(heading):
    assert recommends("", heading) is False


def test_points_that_say_what_should_be_done_add_to_the_score():
    asking = ["States should dig wells;", "Ports must plant trees."]

    assert score("", "Session 1", asking) == score("", "Session 1", POINTS) + 1


@pytest.mark.parametrize(
    "lead_in",
    [
        "Les participants ont recommandé de :",
        "Los participantes recomendaron lo siguiente:",
        "Peserta merekomendasikan:",
    ],
)
def test_lead_ins_in_other_languages_are_known(lead_in):
    assert recommends(lead_in) is True


def test_a_meeting_that_concluded_goes_on_as_it():
    assert recommends("The workshop concluded that fees are high. It recommended to:") is True
    assert recommends("Norway said that fees are high. It recommended to:") is False


def test_points_with_their_issuers_in_brackets_are_recommendations_under_any_lead_in():
    issued = ["Dig wells (Norway);", "Plant trees (Chad, Chile)."]

    assert recommends("The State under review will examine these:", texts=issued) is True


def test_questions_are_no_recommendations_even_below_such_a_heading():
    assert recommends("", "Recommendations", ["Who digs?", "Who plants?"]) is False


def test_an_empty_list_below_an_unrelated_heading_has_no_score():
    assert score("", "Session 1", []) == 0.0


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Dig wells", True),
        ("States should say what was discussed", True),
        ("The group discussed wells.", False),
        ("Wells were dry.", False),
        ("The following was recommended:", False),
        (f"Dig wells {'wherever there is water below the sand ' * 3} as it was long ago", True),
    ],
)
def test_a_point_below_a_heading_asks_unless_it_reports_or_leads_in(text, asks):
    assert may_ask(text) is asks

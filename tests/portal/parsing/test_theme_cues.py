"""Cues point to themes: words that stand together in one sentence."""

import pytest

from portal.parsing.theme_cues import CueIndex


def found(text, *cues):
    matches = CueIndex.of([("theme", cues)]).find(text)
    return [[text[slice(*span)] for span in match.spans] for match in matches]


@pytest.mark.parametrize(
    ("text", "cue", "words"),
    [
        ("The agents take deposits.", "agent + deposit", [["agents", "deposits"]]),
        ("Deposits go to agencies", "agency + deposit", [["Deposits", "agencies"]]),
        ("Fees are charged", "fee + charg*", [["Fees", "charged"]]),
        ("They charge nothing", "fee | they + charg*", [["They", "charge"]]),
        ("The worker’s passport was kept", "worker + passport", [["worker’s", "passport"]]),
        ("Nobody pays for their own job", "for their own job", [["for their own job"]]),
        ("Ministers met", "minister*", [["Ministers"]]),
        ("The agents met. Deposits rose.", "agent + deposit", []),
        ("Agents met", "agent + deposit", []),
        ("A fee is a fee", "fee + fee", [["fee", "fee"]]),
        ("A fee rose", "fee + fee", []),
        ("Coffee rose", "fee", []),
        ("", "fee", []),
        ("Fees rose", " + ", []),
    ],
)
def test_all_parts_of_a_cue_must_stand_in_one_sentence(text, cue, words):
    assert found(text, cue) == words


@pytest.mark.parametrize(("between", "words"), [(18, [["agents", "deposits"]]), (22, [])])
def test_the_words_of_a_cue_stand_near_one_another(between, words):
    assert found(f"The agents {'or ' * between}deposits", "agent + deposit") == words


def test_the_nearest_words_are_those_of_the_cue():
    assert found("Deposits and more deposits for agents", "agent + deposit") == [
        ["deposits", "agents"]
    ]

"""Spelling variants: British and American forms of a word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.search.query.variants import variants

PAIRS = [
    *[("labour", "labor"), ("labourers", "laborers"), ("neighbouring", "neighboring")],
    *[
        ("favourable", "favorable"),
        ("unfavourably", "unfavorably"),
        ("odours", "odors"),
    ],
    *[("honourable", "honorable"), ("behavioural", "behavioral"), ("valour", "valor")],
    *[
        ("organise", "organize"),
        ("organisation", "organization"),
        ("ionises", "ionizes"),
    ],
    *[("organisational", "organizational"), ("mobilising", "mobilizing")],
    *[("unauthorised", "unauthorized"), ("organisers", "organizers")],
    *[("recognisable", "recognizable"), ("cognisant", "cognizant")],
    *[("emphasise", "emphasize"), ("criticised", "criticized")],
    *[("analyse", "analyze"), ("analysing", "analyzing"), ("paralysed", "paralyzed")],
    *[("centre", "center"), ("centres", "centers"), ("centred", "centered")],
    *[("centring", "centering"), ("kilometres", "kilometers"), ("theatre", "theater")],
    *[("programme", "program"), ("programmes", "programs"), ("dialogue", "dialog")],
    *[("defence", "defense"), ("offences", "offenses"), ("licence", "license")],
    *[("licencing", "licensing"), ("practise", "practice")],
    *[("travelled", "traveled"), ("traveller", "traveler"), ("labelling", "labeling")],
    *[("counsellors", "counselors"), ("panellist", "panelist")],
    *[("enrolment", "enrollment"), ("enrol", "enroll"), ("fulfil", "fulfill")],
    *[("fulfilment", "fulfillment"), ("instalments", "installments")],
    *[("skilful", "skillful"), ("wilfully", "willfully"), ("ageing", "aging")],
    *[("judgement", "judgment"), ("sceptical", "skeptical")],
]
PAIRS += [("ngos", "ngo"), ("sdgs", "sdg")]
BOTH_WAYS = PAIRS + [(american, british) for british, american in PAIRS]

ONE_SPELLING = [
    *("four", "our", "or", "hour", "for", "tour", "pour", "labyrinth", "laboratory"),
    *("size", "prize", "rise", "wise", "raise", "praise", "seize", "bruise", "arise"),
    *("promise", "exercise", "advise", "otherwise", "franchise", "enterprise"),
    *("expertise", "compromise", "supervise", "revise", "surprise", "precise", "concise"),
    *("unsupervised", "uncompromising", "advertiser", "comprised", "disenfranchised"),
    *("rigorous", "honorary", "vigorous", "elaborate", "collaborate", "capsize", "resized"),
    *("likewise", "improvisation", "merchandise", "premises", "uprising", "advisable"),
    *("parameter", "diameter", "literature", "install", "programmed", "paging", "skilled"),
    *("council", "skills", "practitioner", "ise", "ization", "our's", "", "แรงงาน", "İ"),
]  # fmt: skip

STARTS = [
    "labo",
    "organ",
    "favo",
    "centr",
    "cent",
    "prom",
    "anal",
    "travel",
    "colo",
    "pract",
]
MIDDLES = [
    "",
    "u",
    "r",
    "l",
    "is",
    "iz",
    "ys",
    "yz",
    "our",
    "or",
    "re",
    "er",
    "me",
    "ue",
    "c",
    "s",
]
ENDS = [
    "",
    "e",
    "s",
    "ed",
    "er",
    "ing",
    "ation",
    "ations",
    "ful",
    "ment",
    "ers",
    "rise",
    "ize",
]
RULE_WORDS = st.builds(
    "".join,
    st.tuples(st.sampled_from(STARTS), *[st.sampled_from(MIDDLES)] * 2, st.sampled_from(ENDS)),
)  # fmt: skip
WORDS = RULE_WORDS | st.from_regex(r"[a-z]{1,12}", fullmatch=True) | st.text()


@pytest.mark.parametrize(("word", "other"), BOTH_WAYS)
def test_a_word_expands_to_its_british_or_american_spelling_variant(word, other):
    assert variants(word) == (other,)


@pytest.mark.parametrize("word", ONE_SPELLING)
def test_a_word_with_a_single_spelling_has_no_variants(word):
    assert variants(word) == ()


def test_a_word_that_two_spelling_rules_match_has_three_variants():
    spellings = ("behavioralise", "behavioralize", "behaviouralize")

    assert variants("behaviouralise") == spellings


@given(WORDS)
def test_every_spelling_variant_expands_to_the_same_set(word):
    spellings = {word, *variants(word)}

    assert [{spelling, *variants(spelling)} for spelling in spellings] == [spellings] * len(
        spellings
    )


@given(WORDS)
def test_a_word_is_not_among_its_own_variants_and_no_variant_repeats(word):
    assert len({word, *variants(word)}) == 1 + len(variants(word))

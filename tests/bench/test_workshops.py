"""The invented workshops: the same ones every time, spread as real ones are."""

from collections import Counter
from itertools import islice

import pytest

from bench import vocabulary
from bench.workshops import (
    DAYS,
    FIRST_DAY,
    LEVELS,
    LONGEST_WORKSHOP,
    RECOMMENDATIONS,
    workshop,
    workshops,
)

MANY = 20_000


@pytest.fixture(scope="module")
def made():
    return list(workshops(MANY))


@pytest.fixture(scope="module")
def asked(made):
    return [one for workshop in made for one in workshop.recommendations]


def test_the_same_seed_gives_the_same_workshops():
    assert list(workshops(200, seed=7)) == list(workshops(200, seed=7))
    assert list(workshops(200, seed=7)) != list(workshops(200, seed=8))


def test_a_larger_load_begins_with_the_smaller_one():
    smaller = list(workshops(300))

    whole = smaller[:-1]
    assert list(islice(workshops(3000), len(whole))) == whole


@pytest.mark.parametrize("wanted", [0, 1, 46, 200, 1001])
def test_there_are_exactly_as_many_recommendations_as_asked_for(wanted):
    assert sum(len(one.recommendations) for one in workshops(wanted)) == wanted


def test_a_whole_workshop_makes_as_many_recommendations_as_real_ones_do(made):
    least, most = RECOMMENDATIONS

    assert all(least <= len(one.recommendations) <= most for one in made[:-1])


def test_levels_have_their_uneven_shares(asked):
    counted = Counter(one.level for one in asked)

    for level, (_, share) in LEVELS.items():
        assert counted[level] / MANY == pytest.approx(share, abs=0.02)


def test_a_point_stands_behind_its_parent_and_shares_its_level():
    for number in range(1, 100):
        seen = {}
        for one in workshop(1, number).recommendations:
            seen[one.reference] = one.level
            if one.parent:
                assert seen[one.parent] == one.level


def test_references_are_each_given_once(made):
    for one in made[:100]:
        references = [asked.reference for asked in one.recommendations]
        assert len(set(references)) == len(references)


def test_a_report_runs_from_its_introduction_to_the_session_that_agrees(made):
    for one in made[:100]:
        kinds = [session.kind for session in one.sessions]
        assert kinds[:2] == ["introduction", "opening"]
        assert 3 <= kinds.count("session") <= 5
        assert kinds[-1] == "concluding"
        paragraphs = [p for session in one.sessions for p in session.paragraphs]
        assert [p.number for p in paragraphs] == list(range(1, len(paragraphs) + 1))
        assert [p.voice for p in paragraphs].count("agreed") == 1


def test_named_paragraphs_and_no_others_have_a_speaker(made):
    paragraphs = [p for one in made[:100] for s in one.sessions for p in s.paragraphs]

    assert all((p.voice == "named") == (p.speaker is not None) for p in paragraphs)
    assert {p.voice for p in paragraphs} == {
        *("document", "named", "collective", "agreed", "co_chairs"),
    }


def test_days_run_over_thirty_years(made):
    assert min(one.starts_on for one in made) >= FIRST_DAY
    assert len({one.starts_on.year for one in made}) == 30
    for one in made:
        assert 0 <= (one.ends_on - one.starts_on).days < LONGEST_WORKSHOP
        assert (one.starts_on - FIRST_DAY).days < DAYS


def test_themes_and_bodies_are_all_met_and_unequally(asked):
    themes = Counter(t.slug for one in asked for t in one.subjects.themes)
    bodies = Counter(o.slug for one in asked for o in one.addressees)

    assert len(themes) == len(vocabulary.THEMES) == 54
    assert len(bodies) > 150
    assert themes.most_common(1)[0][1] / MANY == pytest.approx(0.22, abs=0.05)
    assert bodies.most_common(1)[0][1] / MANY == pytest.approx(0.17, abs=0.05)
    assert all(1 <= len(one.subjects.themes) <= 3 for one in asked)


def test_most_texts_are_said_only_once(asked):
    assert len({one.text for one in asked}) / MANY > 0.9


def test_the_vocabulary_is_as_large_as_a_region_s():
    assert 170 <= len(vocabulary.BODIES) <= 190
    assert len(vocabulary.INSTRUMENTS) == 40
    assert len(vocabulary.SPEAKERS) == vocabulary.PEOPLE
    slugs = [
        *(one.slug for one in vocabulary.SPEAKERS),
        *(one.slug for one in vocabulary.BODIES),
    ]
    assert len(set(slugs)) == len(slugs)
    assert all(slug.startswith(vocabulary.PREFIX) for slug in slugs)

"""The generated workshops: reproducible, and distributed like real ones."""

from collections import Counter
from itertools import islice

import pytest

from bench import vocabulary
from bench.workshops import (
    DAYS,
    FIRST_DAY,
    LEVELS,
    MAX_WORKSHOP_DAYS,
    RECOMMENDATIONS,
    workshop,
    workshops,
)

MANY = 20_000


@pytest.fixture(scope="module")
def generated_workshops():
    return list(workshops(MANY))


@pytest.fixture(scope="module")
def recommendations(generated_workshops):
    return [
        recommendation
        for workshop in generated_workshops
        for recommendation in workshop.recommendations
    ]


def test_the_same_seed_gives_the_same_workshops():
    assert list(workshops(200, seed=7)) == list(workshops(200, seed=7))
    assert list(workshops(200, seed=7)) != list(workshops(200, seed=8))


def test_a_larger_load_begins_with_the_smaller_one():
    smaller = list(workshops(300))

    whole = smaller[:-1]
    assert list(islice(workshops(3000), len(whole))) == whole


@pytest.mark.parametrize("wanted", [0, 1, 46, 200, 1001])
def test_there_are_exactly_as_many_recommendations_as_requested(wanted):
    assert sum(len(generated.recommendations) for generated in workshops(wanted)) == wanted


def test_a_complete_workshop_has_a_realistic_number_of_recommendations(generated_workshops):
    least, most = RECOMMENDATIONS

    assert all(
        least <= len(workshop.recommendations) <= most for workshop in generated_workshops[:-1]
    )


def test_levels_are_distributed_by_their_configured_shares(recommendations):
    counted = Counter(recommendation.level for recommendation in recommendations)

    for level, (_, share) in LEVELS.items():
        assert counted[level] / MANY == pytest.approx(share, abs=0.02)


def test_a_nested_recommendation_follows_its_parent_and_shares_its_level():
    for number in range(1, 100):
        seen = {}
        for recommendation in workshop(1, number).recommendations:
            seen[recommendation.reference] = recommendation.level
            if recommendation.parent:
                assert seen[recommendation.parent] == recommendation.level


def test_references_are_unique_within_a_workshop(generated_workshops):
    for report in generated_workshops[:100]:
        references = [recommendation.reference for recommendation in report.recommendations]
        assert len(set(references)) == len(references)


def test_sessions_run_from_an_introduction_to_a_concluding_session_with_one_agreement(
    generated_workshops,
):
    for report in generated_workshops[:100]:
        kinds = [session.kind for session in report.sessions]
        assert kinds[:2] == ["introduction", "opening"]
        assert 3 <= kinds.count("session") <= 5
        assert kinds[-1] == "concluding"
        paragraphs = [p for session in report.sessions for p in session.paragraphs]
        assert [p.number for p in paragraphs] == list(range(1, len(paragraphs) + 1))
        assert [p.voice for p in paragraphs].count("agreed") == 1


def test_exactly_the_paragraphs_with_a_named_voice_have_a_speaker(generated_workshops):
    paragraphs = [
        p for workshop in generated_workshops[:100] for s in workshop.sessions for p in s.paragraphs
    ]

    assert all((p.voice == "named") == (p.speaker is not None) for p in paragraphs)
    assert {p.voice for p in paragraphs} == {
        *("document", "named", "collective", "agreed", "co_chairs"),
    }


def test_workshop_dates_span_thirty_years(generated_workshops):
    assert min(report.starts_on for report in generated_workshops) >= FIRST_DAY
    assert len({report.starts_on.year for report in generated_workshops}) == 30
    for report in generated_workshops:
        assert 0 <= (report.ends_on - report.starts_on).days < MAX_WORKSHOP_DAYS
        assert (report.starts_on - FIRST_DAY).days < DAYS


def test_all_themes_and_many_organizations_occur_with_uneven_frequency(recommendations):
    themes = Counter(
        t.slug for recommendation in recommendations for t in recommendation.subjects.themes
    )
    bodies = Counter(
        o.slug for recommendation in recommendations for o in recommendation.addressees
    )

    assert len(themes) == len(vocabulary.THEMES) == 54
    assert len(bodies) > 150
    assert themes.most_common(1)[0][1] / MANY == pytest.approx(0.22, abs=0.05)
    assert bodies.most_common(1)[0][1] / MANY == pytest.approx(0.17, abs=0.05)
    assert all(1 <= len(recommendation.subjects.themes) <= 3 for recommendation in recommendations)


def test_most_recommendation_texts_are_unique(recommendations):
    assert len({recommendation.text for recommendation in recommendations}) / MANY > 0.9


def test_the_vocabulary_has_a_realistic_size():
    assert 170 <= len(vocabulary.ORGANIZATIONS) <= 190
    assert len(vocabulary.INSTRUMENTS) == 40
    assert len(vocabulary.SPEAKERS) == vocabulary.PEOPLE
    slugs = [
        *(speaker.slug for speaker in vocabulary.SPEAKERS),
        *(organization.slug for organization in vocabulary.ORGANIZATIONS),
    ]
    assert len(set(slugs)) == len(slugs)
    assert all(slug.startswith(vocabulary.PREFIX) for slug in slugs)

"""A restored revision is the report as it was, byte for byte, under the keys that it had."""

import contextlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.correcting import corrections
from portal.correcting.making import TYPES
from portal.correcting.units import units_of
from portal.desk import uniting
from portal.history import nextdraft, putting, recording, restoring, snapshot
from portal.history.kinds import KINDS
from portal.history.saving import SaveRefusedError
from recommendations.models import Recommendation, RecommendationTheme
from reports import publishing
from reports.models import (
    Instrument,
    Organization,
    ParagraphTheme,
    Person,
    Report,
    Theme,
)
from tests.builders import make_person
from tests.portal.history.conftest import fill, keep_in_first_form, seminar


def written(report):
    return snapshot.written(snapshot.of(Report.objects.get(pk=report.pk)))


def test_what_was_deleted_is_back_under_its_old_key(report):
    before, data = written(report), snapshot.of(report)
    asked = report.recommendations.get(reference="4.2")
    page = report.recommendations.get(reference="4.2").get_absolute_url()
    for kind in KINDS:
        kind.of(report).delete()

    putting.put(report, data)

    assert written(report) == before
    again = report.recommendations.get(reference="4.2")
    assert (again.pk, again.get_absolute_url()) == (asked.pk, page)


def test_what_came_later_is_gone(report):
    before, data = written(report), snapshot.of(report)
    key = next(one.key for one in units_of(report) if one.text == "Training is dear.")
    corrections.split(report, report.version, key, 9)

    putting.put(report, data)

    assert written(report) == before


def test_addresses_and_places_that_two_records_exchanged_go_back(report):
    before, data = written(report), snapshot.of(report)
    for records, address in (
        (report.paragraphs.filter(session__position=2), "anchor"),
        (report.sessions.all(), "anchor"),
    ):
        first, second = records.order_by("position")[:2]
        exchanged = [(getattr(one, address), one.position) for one in (second, first)]
        for aside in (True, False):
            for one, (name, place) in zip((first, second), exchanged, strict=True):
                setattr(one, address, f"x-{one.pk}" if aside else name)
                one.position = 900 + one.pk if aside else place
                one.save()
    assert written(report) != before

    putting.put(report, data)

    assert written(report) == before


def test_a_point_follows_its_parent_back_to_its_level(report):
    data = snapshot.of(report)
    before = written(report)
    Recommendation.objects.filter(reference="4.1").update(level="bilateral")
    Recommendation.objects.filter(reference="4.1.a").update(parent=None)
    Recommendation.objects.filter(reference="4.2").update(
        parent=Recommendation.objects.get(reference="4.1"), level="bilateral"
    )

    putting.put(report, data)

    assert written(report) == before


def test_who_was_deleted_meanwhile_is_recorded_anew_under_the_old_name(report):
    theme = Theme.objects.get()
    revision = recording.record(report, "Before")
    theme.delete()
    person = Person.objects.get(name="Ben Otto")
    report.participations.filter(person=person).delete()
    key = person.pk
    person.delete()

    restoring.restore(report, report.version, revision)

    assert written(report) == revision.text
    assert Theme.objects.get().label == "Training"
    assert Person.objects.get(slug="ben-otto").pk == key


def test_who_bears_the_name_now_stands_for_what_was_deleted(report):
    revision = recording.record(report, "Before")
    Theme.objects.get().delete()
    other = Theme.objects.create(slug="other", label="Training")

    restoring.restore(report, report.version, revision)

    assert list(report.paragraphs.get(anchor="p3").themes.all()) == [other]


def test_an_heir_that_has_gone_itself_stands_for_nobody(report):
    revision = recording.record(report, "Before")
    ben = Person.objects.get(name="Ben Otto")
    heir = make_person("Benjamin Otto")
    uniting.unite("person", (ben, heir))
    report.refresh_from_db()
    report.participations.filter(person=heir).delete()
    heir.delete()

    restoring.restore(report, report.version, revision)

    assert report.participations.filter(person__name="Ben Otto").count() == 1


VERBS = {
    "split": lambda key, choice: (corrections.split, key, choice),
    "join": lambda key, choice: (corrections.join, key),
    "retype": lambda key, choice: (
        corrections.retype,
        key,
        TYPES[choice % len(TYPES)],
        "because",
    ),
    "level": lambda key, choice: (
        corrections.set_level,
        [key],
        corrections.LEVELS[choice % 4],
    ),
    "themes": lambda key, choice: (
        corrections.set_themes,
        key,
        ["training"][: choice % 2],
    ),
}
CHOICES = st.tuples(
    st.sampled_from(list(VERBS)), st.integers(0, 40), st.integers(0, 60)
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(CHOICES, min_size=1, max_size=6), st.randoms(use_true_random=False))
@pytest.mark.parametrize("is_public", [False, True], ids=["draft", "next draft"])
def test_any_revision_after_any_corrections_is_restored_byte_for_byte(
    db, is_public, steps, chance
):
    for model in (Report, Theme, Person, Instrument, Organization):
        model.objects.all().delete()
    report = fill(seminar(publish=is_public))
    recording.record(report, "Filled")
    report = nextdraft.begin(report) if is_public else report
    for what, place, choice in steps:
        units = units_of(report)
        change, *said = VERBS[what](units[place % len(units)].key, choice)
        with contextlib.suppress(SaveRefusedError):
            change(report, report.version, *said)
    kept = list(report.root.revisions.all())
    chance.shuffle(kept)

    for revision in kept:
        restoring.restore(report, report.version, revision)
        assert written(report) == revision.text


def theme_statuses(report):
    of_paragraphs = ParagraphTheme.objects.filter(paragraph__report=report)
    return [*of_paragraphs.values_list("status", flat=True)], [
        *RecommendationTheme.objects.filter(recommendation__report=report).values_list(
            "status", flat=True
        )
    ]


def test_a_revision_that_knows_no_status_leaves_confirmed_themes_confirmed(report):
    old = keep_in_first_form(recording.present(report))
    before = theme_statuses(report)
    report.paragraphs.update(text="Other words")

    restoring.restore(report, report.version, old)

    assert theme_statuses(report) == before == (["confirmed"], ["suggested"])


def test_what_such_a_revision_brings_back_is_suggested(report):
    old = keep_in_first_form(recording.present(report))
    for one in report.paragraphs.all():
        one.themes.clear()

    restoring.restore(report, report.version, old)

    assert theme_statuses(report) == (["suggested"], ["suggested"])


def test_a_next_version_of_such_a_report_keeps_its_confirmed_themes(published):
    keep_in_first_form(recording.present(published))
    before = theme_statuses(published)

    draft = nextdraft.begin(published)
    assert theme_statuses(draft) == before
    recording.record(draft, "Changed")
    publishing.publish(draft)

    assert theme_statuses(published) == before == (["confirmed"], ["suggested"])

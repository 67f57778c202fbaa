"""A restored revision equals the report at that time, byte for byte, with the same primary keys."""

import contextlib
import json
import zlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.content import draft_version, loader, revisions, snapshot, workflow, writer
from portal.content.edits.new_records import TYPES
from portal.content.refusals import SaveRefusedError
from portal.content.schema import RECORD_TYPES
from portal.entities import merge
from recommendations.models import RationaleLink, Recommendation, RecommendationTheme
from reports.models import Instrument, Organization, ParagraphTheme, Person, Report, Theme
from tests.builders import edits
from tests.builders.edits import blocks_of
from tests.builders.records import make_person, make_rationale_link
from tests.builders.seminar import fill, seminar


def serialized(report):
    return snapshot.serialize(loader.load_snapshot(Report.objects.get(pk=report.pk)))


def test_restoring_a_snapshot_brings_deleted_records_back_under_their_old_keys(report):
    before, data = serialized(report), loader.load_snapshot(report)
    recommendation = report.recommendations.get(reference="4.2")
    url = report.recommendations.get(reference="4.2").get_absolute_url()
    for record_type in RECORD_TYPES:
        record_type.of(report).delete()

    writer.write(report, loader.load_snapshot(report), data)

    assert serialized(report) == before
    restored = report.recommendations.get(reference="4.2")
    assert (restored.pk, restored.get_absolute_url()) == (recommendation.pk, url)


def test_restoring_a_snapshot_removes_records_added_since(report):
    before, data = serialized(report), loader.load_snapshot(report)
    key = next(block.key for block in blocks_of(report) if block.text == "Training is dear.")
    edits.split(report, report.version, key, 9)

    writer.write(report, loader.load_snapshot(report), data)

    assert serialized(report) == before


def test_restoring_a_snapshot_swaps_back_exchanged_anchors_and_positions(report):
    before, data = serialized(report), loader.load_snapshot(report)
    for records, attribute in (
        (report.paragraphs.filter(session__position=2), "anchor"),
        (report.sessions.all(), "anchor"),
    ):
        first, second = records.order_by("position")[:2]
        swapped = [(getattr(record, attribute), record.position) for record in (second, first)]
        for aside in (True, False):
            for record, (anchor, position) in zip((first, second), swapped, strict=True):
                setattr(record, attribute, f"x-{record.pk}" if aside else anchor)
                record.position = 900 + record.pk if aside else position
                record.save()
    assert serialized(report) != before

    writer.write(report, loader.load_snapshot(report), data)

    assert serialized(report) == before


def test_restoring_a_snapshot_restores_parents_and_levels_of_recommendations(report):
    data = loader.load_snapshot(report)
    before = serialized(report)
    Recommendation.objects.filter(reference="4.1").update(level="bilateral")
    Recommendation.objects.filter(reference="4.1.a").update(parent=None)
    Recommendation.objects.filter(reference="4.2").update(
        parent=Recommendation.objects.get(reference="4.1"), level="bilateral"
    )

    writer.write(report, loader.load_snapshot(report), data)

    assert serialized(report) == before


def test_a_revision_from_before_rationale_leaves_what_was_decided_since(report):
    recommendation, paragraph = report.recommendations.first(), report.paragraphs.first()
    revision = revisions.save_revision(report, "Before")
    old = {
        name: value for name, value in json.loads(revision.text).items() if name != "rationale_link"
    }
    revision.content = zlib.compress(json.dumps(old | {"schema": 2}).encode())
    make_rationale_link(recommendation, paragraph)
    decided = set(RationaleLink.objects.values_list("recommendation", "paragraph", "status"))

    edits.restore_revision(report, report.version, revision)

    assert decided == set(
        RationaleLink.objects.values_list("recommendation", "paragraph", "status")
    )


def test_restoring_a_revision_recreates_deleted_people_and_themes(report):
    theme = Theme.objects.get()
    revision = revisions.save_revision(report, "Before")
    theme.delete()
    person = Person.objects.get(name="Ben Otto")
    report.participations.filter(person=person).delete()
    key = person.pk
    person.delete()

    edits.restore_revision(report, report.version, revision)

    assert serialized(report) == revision.text
    assert Theme.objects.get().label == "Training"
    assert Person.objects.get(slug="ben-otto").pk == key


def test_restoring_a_revision_replaces_a_deleted_theme_by_an_existing_one_of_the_same_name(report):
    revision = revisions.save_revision(report, "Before")
    Theme.objects.get().delete()
    other = Theme.objects.create(slug="other", label="Training")

    edits.restore_revision(report, report.version, revision)

    assert list(report.paragraphs.get(anchor="p3").themes.all()) == [other]


def test_restoring_a_revision_recreates_a_merged_person_whose_merge_target_was_deleted(report):
    revision = revisions.save_revision(report, "Before")
    ben = Person.objects.get(name="Ben Otto")
    merge_target = make_person("Benjamin Otto")
    merge.merge("person", (ben, merge_target))
    report.refresh_from_db()
    report.participations.filter(person=merge_target).delete()
    merge_target.delete()

    edits.restore_revision(report, report.version, revision)

    assert report.participations.filter(person__name="Ben Otto").count() == 1


ACTIONS = {
    "split": lambda key, choice: (edits.split, key, choice),
    "join": lambda key, choice: (edits.join, key),
    "retype": lambda key, choice: (
        edits.retype,
        key,
        TYPES[choice % len(TYPES)],
        "because",
    ),
    "level": lambda key, choice: (
        edits.set_level,
        [key],
        ["", *Recommendation.Level.values][choice % 4],
    ),
    "themes": lambda key, choice: (
        edits.set_themes,
        key,
        ["training"][: choice % 2],
    ),
}
CHOICES = st.tuples(st.sampled_from(list(ACTIONS)), st.integers(0, 40), st.integers(0, 60))


@pytest.mark.slow
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(CHOICES, min_size=1, max_size=6), st.randoms(use_true_random=False))
@pytest.mark.parametrize("is_public", [False, True], ids=["draft", "draft version"])
def test_any_revision_is_restored_byte_for_byte_after_random_edits(db, is_public, steps, rng):
    for model in (Report, Theme, Person, Instrument, Organization):
        model.objects.all().delete()
    report = fill(seminar(publish=is_public))
    revisions.save_revision(report, "Filled")
    report = draft_version.begin_draft(report) if is_public else report
    for action, index, choice in steps:
        blocks = blocks_of(report)
        operation, *args = ACTIONS[action](blocks[index % len(blocks)].key, choice)
        with contextlib.suppress(SaveRefusedError):
            operation(report, report.version, *args)
    stored_revisions = list(report.root.revisions.all())
    rng.shuffle(stored_revisions)

    for revision in stored_revisions:
        edits.restore_revision(report, report.version, revision)
        assert serialized(report) == revision.text


def theme_statuses(report):
    of_paragraphs = ParagraphTheme.objects.filter(paragraph__report=report)
    return [*of_paragraphs.values_list("status", flat=True)], [
        *RecommendationTheme.objects.filter(recommendation__report=report).values_list(
            "status", flat=True
        )
    ]


def test_a_draft_version_keeps_confirmed_and_suggested_themes(published):
    before = theme_statuses(published)

    draft = draft_version.begin_draft(published)
    assert theme_statuses(draft) == before
    revisions.save_revision(draft, "Changed")
    workflow.publish(draft)

    assert theme_statuses(published) == before == (["confirmed"], ["suggested"])

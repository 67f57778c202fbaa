"""A snapshot described in words."""

from portal.content import entity_references, loader, revisions
from portal.content.diff import diff
from portal.content.snapshot_text import SnapshotText
from reports.models import Theme
from tests.builders.records import make_theme


def snapshot_text_of(report):
    data = loader.load_snapshot(report)
    return SnapshotText(data, entity_references.names_by_key(data))


def test_the_diff_shows_when_a_suggested_theme_is_confirmed(report):
    recommendation = report.recommendations.get(reference="4.1")
    recommendation.assign_themes([make_theme("Care").pk], "suggested")
    before = snapshot_text_of(report).items()
    recommendation.assign_themes([Theme.objects.get(label="Care").pk], "confirmed")

    (change,) = diff(before, snapshot_text_of(report).items())

    assert change.name == "Recommendation 4.1"
    assert [(field.label, field.before, field.after) for field in change.fields] == [
        ("Themes", "Care (suggested)", "Care")
    ]


def test_the_diff_names_languages_and_keeps_unlisted_tags(report):
    texts = []
    for language in ("id", "ku-Arab"):
        report.language = language
        report.save()
        texts.append(snapshot_text_of(report).items())

    ((_, fields),) = [(change.name, change.fields) for change in diff(*texts)]

    assert [(field.before, field.after) for field in fields] == [("Indonesian", "ku-Arab")]


def test_mapping_two_themes_to_one_keeps_the_confirmed_status(report):
    care, nursing = make_theme("Care"), make_theme("Nursing")
    recommendation = report.recommendations.get(reference="4.1")
    recommendation.assign_themes([nursing.pk], "confirmed")
    recommendation.themes.add(care, through_defaults={"status": "suggested"})
    revisions.save_revision(report, "Two themes")

    data = entity_references.map_keys(
        loader.load_snapshot(report),
        lambda register, key: care.pk if key == nursing.pk else key,
    )

    (row,) = [row for row in data.recommendation.values() if row.reference == "4.1"]
    assert row.themes == ((care.pk, "confirmed"),)

"""A snapshot in words."""

from portal.desk.differing import changes
from portal.desk.readable import Reader
from portal.history import recording, shared, snapshot
from reports.models import Theme
from tests.builders import make_theme


def reader_of(report):
    data = snapshot.of(report)
    return Reader(data, shared.called(data))


def test_a_confirmed_theme_differs_from_a_suggested_one(report):
    asked = report.recommendations.get(reference="4.1")
    asked.assign_themes([make_theme("Care").pk], "suggested")
    before = reader_of(report).pieces()
    asked.assign_themes([Theme.objects.get(label="Care").pk], "confirmed")

    (change,) = changes(before, reader_of(report).pieces())

    assert change.name == "Recommendation 4.1"
    assert [(one.label, one.before, one.after) for one in change.differences] == [
        ("Themes", "Care (suggested)", "Care")
    ]


def test_of_themes_that_have_become_one_the_confirmed_one_stands(report):
    care, nursing = make_theme("Care"), make_theme("Nursing")
    asked = report.recommendations.get(reference="4.1")
    asked.assign_themes([nursing.pk], "confirmed")
    asked.themes.add(care, through_defaults={"status": "suggested"})
    recording.record(report, "Two themes")

    data = shared.translated(
        snapshot.of(report),
        lambda register, key: care.pk if key == nursing.pk else key,
    )

    (found,) = [one for one in data["recommendation"] if one["reference"] == "4.1"]
    assert found["themes"] == [[care.pk, "confirmed"]]

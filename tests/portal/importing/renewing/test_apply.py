"""A newer version of a report: what stays under its address, what is new, what is gone."""

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from portal.importing import intake
from portal.importing.check import faults_of
from portal.importing.intake import Wishes, take_in
from portal.importing.replacing import ImportRefusedError
from reports import publishing
from reports.models import Gone, Paragraph, Person, Report, SourceDocument, Theme
from tests.builders import assign_themes

pytestmark = pytest.mark.django_db
SLUG = "arf-seminar-skills-2019"
TEXT = """ARF Seminar on Skills
10 March 2019
Bangkok, Thailand

Introduction

1. Ms. Ana Cruz, Director, noted that skills travel with people. It is in Annex 1.

Session 1: Training

2. Mr. Ben Otto, Adviser, explained how training is paid for in his country.
3. Participants recommended to:
- train more people in the trades that both sides need;
  - above all in care and in construction;
- ask employers what they need.

Closing

4. The co-chairs thanked all who had come to the seminar.
"""
CARE = "above all in care and in construction"


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "seminar.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def renewed(file):
    """Return a way to import TEXT with something in the place of something as its newer version."""

    def renew(*changes, published=False, confirmed=True):
        take_in(file, Wishes(publish=published))
        text = TEXT
        for before, after in changes:
            assert before in text
            text = text.replace(before, after)
        file.write_text(text, encoding="utf-8")
        return intake.renew(
            intake.File.at(file), SLUG, Wishes(publish=published), confirmed=confirmed
        )

    return renew


def asked():
    report = Report.objects.get()
    return {
        one.reference: (one.pk, one.text, one.parent and one.parent.reference)
        for one in report.recommendations.as_printed()
    }


def counts(plan):
    return [
        (name, len(found.same), len(found.changed), len(found.new), len(found.gone))
        for name, found in plan.parts
    ]


def test_records_keep_their_keys_and_addresses_when_others_come_before_them(
    renewed, file
):
    take_in(file)
    before = asked()
    Report.objects.get().delete()
    file.write_text(TEXT, encoding="utf-8")

    plan = renewed(
        ("- train more", "- begin with a survey of what is there;\n- train more"),
        ("Closing\n", "Session 2: Money\n\n4. Nobody spoke of money.\n\nClosing\n"),
        ("4. The co-chairs", "5. The co-chairs"),
    )

    assert counts(plan) == [
        ("sessions", 3, 0, 1, 0),
        ("paragraphs", 4, 0, 1, 0),
        ("recommendations", 3, 0, 1, 0),
    ]
    after = asked()
    assert {key: row[1:] for key, row in after.items()} == {
        "3.1-2": ("begin with a survey of what is there", None),
        **{key: row[1:] for key, row in before.items()},
    }
    report = Report.objects.get()
    assert [(one.number, one.anchor) for one in report.paragraphs.as_printed()] == [
        ("1", "p1"),
        ("2", "p2"),
        ("3", "p3"),
        ("4", "p4-2"),
        ("5", "p4"),
    ]


def test_what_editors_made_of_a_paragraph_stays_where_the_source_says_the_same(
    renewed, file
):
    report, _ = take_in(file)
    theme = Theme.objects.create(slug="care", label="Care")
    keys = {one.number: one.pk for one in report.paragraphs.all()}
    point = report.recommendations.get(reference="3.1.a")
    assign_themes(point, [theme])
    report.recommendations.filter(reference="3.1").update(level="regional")
    Paragraph.objects.filter(pk=keys["2"]).update(text="Mended by hand.", version=2)
    file.write_text(TEXT.replace("thanked all", "thanked everybody"), encoding="utf-8")

    intake.renew(intake.File.at(file), SLUG, confirmed=True)

    assert {one.number: one.pk for one in report.paragraphs.all()} == keys
    assert Paragraph.objects.get(pk=keys["2"]).text == "Mended by hand."
    assert "thanked everybody" in Paragraph.objects.get(pk=keys["4"]).text
    point.refresh_from_db()
    assert (list(point.themes.all()), point.level) == ([theme], "regional")


def test_the_renewed_report_holds_every_word_of_the_newer_source(renewed):
    renewed(
        (CARE, "above all in nursing"),
        ("Session 1: Training", "Session 1: Paying for training"),
    )

    assert faults_of(Report.objects.get()) == []


def test_changed_words_come_from_the_newer_version_and_their_speakers_too(renewed):
    renewed(("Mr. Ben Otto, Adviser, explained", "Ms. Lea Brown, Adviser, explained"))

    second = Paragraph.objects.get(anchor="p2")
    assert second.text.startswith("Ms. Lea Brown")
    assert [one.participation.person.name for one in second.contributions.all()] == [
        "Lea Brown"
    ]
    assert set(Person.objects.values_list("name", flat=True)) == {
        "Ana Cruz",
        "Lea Brown",
    }


def test_speakers_who_stay_are_the_same_people(renewed, file):
    take_in(file)
    people = {one.name: one.pk for one in Person.objects.all()}
    file.write_text(
        TEXT.replace("It is in Annex 1.", "It is in Annex 2."), encoding="utf-8"
    )

    intake.renew(intake.File.at(file), SLUG, confirmed=True)

    assert {one.name: one.pk for one in Person.objects.all()} == people
    report = Report.objects.get()
    assert "person-known" not in set(report.notes.values_list("code", flat=True))


def test_nothing_happens_before_it_is_confirmed(renewed):
    plan = renewed(
        (CARE, "above all in nursing and on the many building sites"), confirmed=False
    )

    assert counts(plan)[2] == ("recommendations", 2, 0, 1, 1)
    assert asked()["3.1.a"][1] == CARE
    assert SourceDocument.objects.count() == 1


def test_what_is_gone_answers_410_with_what_stood_there(renewed, client):
    renewed(
        (f"  - {CARE};\n", ""),
        ("Closing\n", "Farewell\n"),
        ("Mr. Ben Otto, Adviser, explained", "The secretariat explained"),
        published=True,
    )

    for address, text in (
        (f"/recommendations/{SLUG}/3.1.a/", CARE),
        (f"/reports/{SLUG}/sessions/closing/", "Closing"),
        ("/speakers/ben-otto/", "Ben Otto"),
    ):
        answer = client.get(address)
        assert answer.status_code == 410
        assert text in answer.content.decode()
    assert client.get(f"/recommendations/{SLUG}/9.9/").status_code == 404
    assert client.get("/speakers/nobody/").status_code == 404


def test_what_was_in_a_draft_only_is_not_told_to_readers(renewed, client):
    renewed((f"  - {CARE};\n", ""))

    assert Gone.objects.count() == 0
    assert client.get(f"/recommendations/{SLUG}/3.1.a/").status_code == 404


def test_what_comes_back_is_there_again(renewed, file, client):
    renewed((f"  - {CARE};\n", ""), published=True)
    file.write_text(TEXT.replace("thanked", "warmly thanked"), encoding="utf-8")

    intake.renew(intake.File.at(file), SLUG, Wishes(publish=True), confirmed=True)

    assert client.get(f"/recommendations/{SLUG}/3.1.a/").status_code == 200
    assert Gone.objects.count() == 0


def test_every_file_is_kept_and_no_version_comes_twice(renewed, file):
    renewed(("thanked", "warmly thanked"))

    kept = SourceDocument.objects.defer(None).order_by("pk")
    assert [bytes(one.content).decode() for one in kept] == [
        TEXT,
        TEXT.replace("thanked", "warmly thanked"),
    ]
    with pytest.raises(ImportRefusedError, match=f"is a version of report “{SLUG}”"):
        intake.renew(intake.File.at(file), SLUG, confirmed=True)


def test_a_doubt_that_an_editor_has_settled_stays_settled(renewed, file):
    report, _ = take_in(file)
    report.notes.update(resolved=True, by_hand=True)
    file.write_text(TEXT.replace("thanked", "warmly thanked"), encoding="utf-8")

    intake.renew(intake.File.at(file), SLUG, confirmed=True)

    assert set(report.notes.values_list("resolved", flat=True)) == {True}


def test_what_readers_see_stays_until_the_next_draft_is_published(file, client):
    report, _ = take_in(file, Wishes(publish=True))
    file.write_text(TEXT.replace("thanked", "warmly thanked"), encoding="utf-8")
    page = f"/reports/{SLUG}/"
    before = client.get(page).content

    intake.renew(intake.File.at(file), SLUG, confirmed=True)
    assert client.get(page).content == before
    publishing.publish(report.next_draft)

    assert b"warmly thanked" in client.get(page).content
    assert Report.objects.count() == 1


def test_what_an_editor_took_out_does_not_come_back(file):
    report, _ = take_in(file)
    report.paragraphs.get(anchor="p4").delete()
    file.write_text(TEXT.replace("need.", "need now."), encoding="utf-8")

    with pytest.raises(ImportRefusedError, match="has taken words out"):
        intake.renew(intake.File.at(file), SLUG, confirmed=True)


def test_the_command_tells_the_plan_and_waits_to_be_confirmed(file, capsys):
    take_in(file)
    file.write_text(TEXT.replace(f"  - {CARE};\n", ""), encoding="utf-8")

    call_command("import_report", file, renew=SLUG)
    told = capsys.readouterr().out
    call_command("import_report", file, renew=SLUG, confirm=True)

    assert told == (
        "sessions: 3 as before, 0 changed, 0 new, 0 gone\n"
        "paragraphs: 4 as before, 0 changed, 0 new, 0 gone\n"
        "recommendations: 2 as before, 0 changed, 0 new, 1 gone\n"
        f"  gone: 3.1.a {CARE}\n"
        "Nothing has happened yet: add --confirm.\n"
    )
    assert set(asked()) == {"3.1", "3.2"}


def test_the_command_says_which_report_it_does_not_find(file):
    with pytest.raises(CommandError, match="No report is called “nowhere”"):
        call_command("import_report", file, renew="nowhere")

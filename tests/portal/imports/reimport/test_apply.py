"""A reimport: which items keep their URLs, which are new and which are removed."""

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from portal.content import service, workflow
from portal.content.edits.fields import SetFields
from portal.content.schema import Item
from portal.content.stored_coverage import find_errors, find_text_errors
from portal.imports import importer
from portal.imports.importer import ImportOptions, import_path
from portal.imports.reimport import run
from portal.imports.reimport.policy import ImportRefusedError
from reports.models import Paragraph, Person, RemovedUrl, Report, SourceDocument, Theme
from tests.builders.imported_reports import import_text, reimport_text
from tests.builders.records import assign_themes
from tests.builders.seminar_texts import REIMPORT_SLUG, SEMINAR_TO_REIMPORT

pytestmark = pytest.mark.django_db
CARE = "above all in care and in construction"


@pytest.fixture
def reimported(file):
    """Return a function that imports the file, replaces text in it and reimports it."""

    def reimport(*changes, published=False, confirmed=True):
        import_path(file, ImportOptions(publish=published))
        text = SEMINAR_TO_REIMPORT
        for before, after in changes:
            assert before in text
            text = text.replace(before, after)
        file.write_text(text, encoding="utf-8")
        return run.reimport_file(
            importer.Upload.at(file),
            REIMPORT_SLUG,
            ImportOptions(publish=published),
            confirmed=confirmed,
        )

    return reimport


def recommendations_by_reference():
    report = Report.objects.get()
    return {
        recommendation.reference: (
            recommendation.pk,
            recommendation.text,
            recommendation.parent and recommendation.parent.reference,
        )
        for recommendation in report.recommendations.in_document_order()
    }


def counts(plan):
    return [
        (name, len(changes.same), len(changes.changed), len(changes.new), len(changes.removed))
        for name, changes in plan.parts
    ]


def test_records_keep_their_keys_and_urls_when_others_are_inserted_before_them(reimported, file):
    import_path(file)
    before = recommendations_by_reference()
    Report.objects.get().delete()
    file.write_text(SEMINAR_TO_REIMPORT, encoding="utf-8")

    plan = reimported(
        ("- train more", "- begin with a survey of what is there;\n- train more"),
        ("Closing\n", "Session 2: Money\n\n4. Nobody spoke of money.\n\nClosing\n"),
        ("4. The co-chairs", "5. The co-chairs"),
    )

    assert counts(plan) == [
        ("sessions", 3, 0, 1, 0),
        ("paragraphs", 4, 0, 1, 0),
        ("recommendations", 3, 0, 1, 0),
    ]
    after = recommendations_by_reference()
    assert {key: row[1:] for key, row in after.items()} == {
        "3.1-2": ("begin with a survey of what is there", None),
        **{key: row[1:] for key, row in before.items()},
    }
    report = Report.objects.get()
    assert [
        (paragraph.number, paragraph.anchor) for paragraph in report.paragraphs.in_document_order()
    ] == [
        ("1", "p1"),
        ("2", "p2"),
        ("3", "p3"),
        ("4", "p4-2"),
        ("5", "p4"),
    ]


def test_edits_are_kept_where_the_source_is_unchanged(reimported, file):
    report, _ = import_path(file)
    theme = Theme.objects.create(slug="care", label="Care")
    keys = {paragraph.number: paragraph.pk for paragraph in report.paragraphs.all()}
    point = report.recommendations.get(reference="3.1.a")
    assign_themes(point, [theme])
    report.recommendations.filter(reference="3.1").update(level="regional")
    Paragraph.objects.filter(pk=keys["2"]).update(text="Mended by hand.", version=2)
    file.write_text(
        SEMINAR_TO_REIMPORT.replace("thanked all", "thanked everybody"),
        encoding="utf-8",
    )

    run.reimport_file(importer.Upload.at(file), REIMPORT_SLUG, confirmed=True)

    assert {paragraph.number: paragraph.pk for paragraph in report.paragraphs.all()} == keys
    assert Paragraph.objects.get(pk=keys["2"]).text == "Mended by hand."
    assert "thanked everybody" in Paragraph.objects.get(pk=keys["4"]).text
    point.refresh_from_db()
    assert (list(point.themes.all()), point.level) == ([theme], "regional")


def test_fields_of_the_report_that_no_editor_has_set_come_from_the_newer_version():
    report = import_text(SEMINAR_TO_REIMPORT)
    edit = SetFields(Item("report", 0), {"place": "Online", "ends_on": "2019-03-11"})
    service.save_edit(report=report, edit=edit, version=report.version)
    newer = SEMINAR_TO_REIMPORT.replace("Skills", "Good Work", 1).replace("10 March", "12 March")

    reimported = reimport_text(report, newer)

    assert reimported.title == "ARF Seminar on Good Work"
    # The first day belongs to the last.
    assert (reimported.place, str(reimported.starts_on)) == ("Online", "2019-03-10")
    assert find_text_errors(reimported) == []


def test_the_reimported_report_holds_every_word_of_the_newer_source(reimported):
    reimported(
        (CARE, "above all in nursing"),
        ("Session 1: Training", "Session 1: Paying for training"),
    )

    assert find_errors(Report.objects.get()) == []


def test_changed_text_and_its_speakers_come_from_the_newer_version(reimported):
    reimported(("Mr. Ben Otto, Adviser, explained", "Ms. Lea Brown, Adviser, explained"))

    second = Paragraph.objects.get(anchor="p2")
    assert second.text.startswith("Ms. Lea Brown")
    assert [
        contribution.participation.person.name for contribution in second.contributions.all()
    ] == ["Lea Brown"]
    assert set(Person.objects.values_list("name", flat=True)) == {
        "Ana Cruz",
        "Lea Brown",
    }


def test_unchanged_speakers_stay_the_same_people(reimported, file):
    import_path(file)
    people = {person.name: person.pk for person in Person.objects.all()}
    file.write_text(
        SEMINAR_TO_REIMPORT.replace("It is in Annex 1.", "It is in Annex 2."),
        encoding="utf-8",
    )

    run.reimport_file(importer.Upload.at(file), REIMPORT_SLUG, confirmed=True)

    assert {person.name: person.pk for person in Person.objects.all()} == people
    report = Report.objects.get()
    assert "person-known" not in set(report.notes.values_list("code", flat=True))


def test_an_unconfirmed_reimport_changes_nothing(reimported):
    plan = reimported(
        (CARE, "above all in nursing and on the many building sites"), confirmed=False
    )

    assert counts(plan)[2] == ("recommendations", 2, 0, 1, 1)
    assert recommendations_by_reference()["3.1.a"][1] == CARE
    assert SourceDocument.objects.count() == 1


def test_the_url_of_a_removed_item_answers_410_with_its_former_text(reimported, client):
    reimported(
        (f"  - {CARE};\n", ""),
        ("Closing\n", "Farewell\n"),
        ("Mr. Ben Otto, Adviser, explained", "The secretariat explained"),
        published=True,
    )

    for url, text in (
        (f"/recommendations/{REIMPORT_SLUG}/3.1.a/", CARE),
        (f"/reports/{REIMPORT_SLUG}/sessions/closing/", "Closing"),
        ("/speakers/ben-otto/", "Ben Otto"),
    ):
        answer = client.get(url)
        assert answer.status_code == 410
        assert text in answer.content.decode()
    assert client.get(f"/recommendations/{REIMPORT_SLUG}/9.9/").status_code == 404
    assert client.get("/speakers/nobody/").status_code == 404


def test_an_item_removed_from_an_unpublished_draft_answers_404(reimported, client):
    reimported((f"  - {CARE};\n", ""))

    assert RemovedUrl.objects.count() == 0
    assert client.get(f"/recommendations/{REIMPORT_SLUG}/3.1.a/").status_code == 404


def test_an_item_that_returns_in_a_newer_version_is_served_again(reimported, file, client):
    reimported((f"  - {CARE};\n", ""), published=True)
    file.write_text(SEMINAR_TO_REIMPORT.replace("thanked", "warmly thanked"), encoding="utf-8")

    run.reimport_file(
        importer.Upload.at(file),
        REIMPORT_SLUG,
        ImportOptions(publish=True),
        confirmed=True,
    )

    assert client.get(f"/recommendations/{REIMPORT_SLUG}/3.1.a/").status_code == 200
    assert RemovedUrl.objects.count() == 0


def test_every_source_file_is_kept_and_a_known_version_is_refused(reimported, file):
    reimported(("thanked", "warmly thanked"))

    sources = SourceDocument.objects.defer(None).order_by("pk")
    assert [bytes(source.content).decode() for source in sources] == [
        SEMINAR_TO_REIMPORT,
        SEMINAR_TO_REIMPORT.replace("thanked", "warmly thanked"),
    ]
    with pytest.raises(ImportRefusedError, match=f"is a version of report “{REIMPORT_SLUG}”"):
        run.reimport_file(importer.Upload.at(file), REIMPORT_SLUG, confirmed=True)


def test_a_note_resolved_by_an_editor_stays_resolved(reimported, file):
    report, _ = import_path(file)
    report.notes.update(resolved=True, by_hand=True)
    file.write_text(SEMINAR_TO_REIMPORT.replace("thanked", "warmly thanked"), encoding="utf-8")

    run.reimport_file(importer.Upload.at(file), REIMPORT_SLUG, confirmed=True)

    assert set(report.notes.values_list("resolved", flat=True)) == {True}


def test_a_published_page_stays_unchanged_until_the_draft_version_is_published(file, client):
    report, _ = import_path(file, ImportOptions(publish=True))
    file.write_text(SEMINAR_TO_REIMPORT.replace("thanked", "warmly thanked"), encoding="utf-8")
    page = f"/reports/{REIMPORT_SLUG}/"
    before = client.get(page).content

    run.reimport_file(importer.Upload.at(file), REIMPORT_SLUG, confirmed=True)
    assert client.get(page).content == before
    workflow.publish(report.next_draft)

    assert b"warmly thanked" in client.get(page).content
    assert Report.objects.count() == 1


def test_a_reimport_is_refused_if_an_editor_removed_text(file):
    report, _ = import_path(file)
    report.paragraphs.get(anchor="p4").delete()
    file.write_text(SEMINAR_TO_REIMPORT.replace("need.", "need now."), encoding="utf-8")

    with pytest.raises(ImportRefusedError, match="has deleted words"):
        run.reimport_file(importer.Upload.at(file), REIMPORT_SLUG, confirmed=True)


def test_the_command_prints_the_plan_and_changes_nothing_without_confirm(file, capsys):
    import_path(file)
    file.write_text(SEMINAR_TO_REIMPORT.replace(f"  - {CARE};\n", ""), encoding="utf-8")

    call_command("import_report", file, reimport=REIMPORT_SLUG)
    output = capsys.readouterr().out
    call_command("import_report", file, reimport=REIMPORT_SLUG, confirm=True)

    assert output == (
        "sessions: 3 unchanged, 0 changed, 0 new, 0 removed\n"
        "paragraphs: 4 unchanged, 0 changed, 0 new, 0 removed\n"
        "recommendations: 2 unchanged, 0 changed, 0 new, 1 removed\n"
        f"  removed: 3.1.a {CARE}\n"
        "Nothing has been changed yet. Add --confirm to apply this.\n"
    )
    assert set(recommendations_by_reference()) == {"3.1", "3.2"}


def test_the_command_names_a_report_that_does_not_exist(file):
    with pytest.raises(CommandError, match="There is no report “nowhere”"):
        call_command("import_report", file, reimport="nowhere")

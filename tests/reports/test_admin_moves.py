"""The steps a report takes in the administration, who may take them, and what they tell."""

import pytest
from django.contrib.auth.models import Permission, User

from reports.models import ImportNote, Participation, Report
from reports.signals import report_changed
from tests.admin_pages import address, messages_of, send, told
from tests.builders import (
    make_contribution,
    make_instrument,
    make_organization,
    make_paragraph,
    make_participation,
    make_person,
    make_report,
    make_session,
    make_source,
    make_theme,
)


@pytest.fixture
def heard():
    """The slugs of the reports that were told to have changed."""
    slugs = []

    def listen(report, **signal):
        slugs.append(report.slug)

    report_changed.connect(listen)
    yield slugs
    report_changed.disconnect(listen)


def act(client, action, *records, **more):
    chosen = {"action": action, "_selected_action": [one.pk for one in records]}
    return client.post(address(records[0], "changelist"), chosen | more, follow=True)


def signed_in(client, *permissions):
    """Sign in an editor who has the permissions and no others."""
    editor = User.objects.create_user("editor", is_staff=True)
    for codename in permissions:
        editor.user_permissions.add(
            Permission.objects.get(codename=codename, content_type__app_label="reports")
        )
    client.force_login(editor)
    return client


@pytest.mark.parametrize(
    ("action", "before", "after"),
    [
        ("send_to_review", "draft", "in_review"),
        ("back_to_draft", "in_review", "draft"),
        ("publish", "in_review", "published"),
        ("withdraw", "published", "withdrawn"),
        ("back_to_draft", "withdrawn", "draft"),
    ],
)
def test_an_action_moves_a_report(admin_client, db, action, before, after):
    report = make_report(status=before, title="Workshop")

    page = act(admin_client, action, report)

    report.refresh_from_db()
    words = Report.Status(after).label.lower()
    assert report.status == after
    assert messages_of(page) == [f"“Workshop” is {words} now."]


def test_a_refused_step_is_told_and_the_others_are_taken(admin_client, db):
    ready = make_report(title="Ready", status="in_review")
    dateless = make_report(
        title="Dateless", status="in_review", starts_on=None, ends_on=None
    )
    draft = make_report(title="Young")

    page = act(admin_client, "publish", ready, dateless, draft)

    assert sorted(messages_of(page)) == [
        "“Dateless” has no date. Give it its first day, then publish it.",
        "“Ready” is published now.",
        "“Young” is draft; from there it cannot become published.",
    ]
    assert list(Report.objects.published()) == [ready]


def test_a_step_is_written_into_the_history(admin_client, db):
    report = make_report()

    act(admin_client, "send_to_review", report)

    page = admin_client.get(address(report, "history"))
    written = [entry.change_message for entry in page.context["action_list"]]
    assert written == ["Moved: In review."]


def test_no_page_changes_a_status(admin_client, db):
    report = make_report()

    send(admin_client, report, status="published", published_at="2015-03-12")

    report.refresh_from_db()
    assert (report.status, report.published_at) == ("draft", None)


def test_publishing_and_withdrawing_need_their_permission(client, db):
    report = make_report(status="in_review")
    editor = signed_in(client, "view_report", "change_report")

    act(editor, "publish", report)
    page = editor.get(address(report, "changelist"))

    offered = [
        name for name, label in page.context["action_form"].fields["action"].choices
    ]
    report.refresh_from_db()
    assert report.status == "in_review"
    assert offered == ["", "send_to_review", "back_to_draft"]


def test_whoever_may_publish_publishes(client, db):
    report = make_report(status="in_review")

    act(signed_in(client, "view_report", "publish_report"), "publish", report)

    report.refresh_from_db()
    assert report.status == "published"


def test_whoever_may_only_look_saves_nothing(client, db):
    session = make_session()
    viewer = signed_in(client, "view_report", "view_session", "view_participation")

    page = viewer.get(address(session.report))
    answer = viewer.post(address(session.report), {"title": "Other"})

    assert (page.status_code, answer.status_code) == (200, 403)


def test_a_save_tells_the_report_that_it_changed(admin_client, db, heard):
    said = make_contribution()
    paragraph = said.paragraph
    paragraph.report.import_notes.create(code="odd", reason="Odd.")
    under = [
        paragraph.report,
        paragraph.session,
        paragraph,
        said,
        said.participation,
        ImportNote.objects.get(),
    ]

    for record in under:
        send(admin_client, record)

    assert heard == ["workshop-1"] * len(under)


def test_a_record_that_reports_share_tells_all_that_name_it(admin_client, db, heard):
    theme, body, instrument = make_theme(), make_organization(), make_instrument()
    links = {"themes": [theme], "organizations": [body], "instruments": [instrument]}
    for _ in range(2):
        paragraph = make_paragraph(**links)
    speaker = make_participation(paragraph.report)
    unnamed = make_theme()

    for record in (theme, body, instrument, speaker.person, unnamed):
        send(admin_client, record)

    both = ["workshop-1", "workshop-2"]
    assert heard == [*both, *both, *both, "workshop-2"]


def test_a_deletion_tells_the_report_that_it_changed(admin_client, db, heard):
    said = make_contribution()
    speakers = [make_participation(said.paragraph.report) for _ in range(2)]

    admin_client.post(address(said, "delete"), {"post": "yes"})
    act(admin_client, "delete_selected", *speakers, post="yes")

    assert heard == ["workshop-1", "workshop-1"]
    assert list(Participation.objects.all()) == [said.participation]


def test_a_refused_save_tells_nobody(admin_client, db, heard):
    report = make_report()

    page = send(admin_client, report, title="")

    assert (told(page), heard) == (["This field is required."], [])


@pytest.mark.parametrize("through_the_list", [True, False])
def test_a_draft_is_deleted_with_all_that_it_holds(admin_client, db, through_the_list):
    report = make_contribution().paragraph.report
    make_source(report).parts.create(kind="title", text="ARF", spans=[[0, 3]])
    report.import_notes.create(code="odd", reason="Odd.")

    if through_the_list:
        act(admin_client, "delete_selected", report, post="yes")
    else:
        admin_client.post(address(report, "delete"), {"post": "yes"})

    assert Report.objects.count() == 0


@pytest.mark.parametrize("status", ["in_review", "published", "withdrawn"])
def test_only_a_draft_and_its_parts_can_be_deleted(admin_client, db, status):
    report = make_report(status=status)
    paragraph = make_paragraph(report=report)

    records = [report, paragraph.session, paragraph]
    answers = [
        admin_client.post(address(one, "delete"), {"post": "yes"}) for one in records
    ]
    act(admin_client, "delete_selected", report, post="yes")

    assert [answer.status_code for answer in answers] == [403, 403, 403]
    assert report.paragraphs.count() == 1


@pytest.mark.parametrize("named", ["person", "organization", "theme", "instrument"])
def test_what_a_report_names_cannot_be_deleted_and_the_page_says_why(
    admin_client, db, named
):
    body, theme, instrument = make_organization(), make_theme(), make_instrument()
    paragraph = make_paragraph(
        organizations=[body], themes=[theme], instruments=[instrument]
    )
    person = make_participation(paragraph.report).person
    record = {
        "person": person,
        "organization": body,
        "theme": theme,
        "instrument": instrument,
    }[named]

    page = admin_client.post(address(record, "delete"), {"post": "yes"})

    sentence = f"“{record}” is named in the report “{paragraph.report}”"
    assert page.status_code == 200
    assert page.context["protected"][-1] == sentence
    assert type(record).objects.filter(pk=record.pk).exists()


def test_what_no_report_names_can_be_deleted(admin_client, db):
    person = make_person()

    admin_client.post(address(person, "delete"), {"post": "yes"})

    assert not type(person).objects.filter(pk=person.pk).exists()

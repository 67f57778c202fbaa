"""Two editors at one record: the second is told, sees both texts, and loses nothing."""

import pytest

from reports.admin.versions import STALE
from reports.models import Annex, Report
from tests.admin_pages import address, as_sent, send, told
from tests.builders import (
    make_contribution,
    make_organization,
    make_paragraph,
    make_participation,
    make_person,
    make_report,
    make_session,
    make_theme,
)


def opened(client, record):
    """Return the form of the record's page as an editor has it before him."""
    return as_sent(client.get(address(record)))


def test_a_save_raises_the_version(admin_client, db):
    report = make_report()

    send(admin_client, report, place="Bangkok, Thailand")

    report.refresh_from_db()
    assert (report.place, report.version) == ("Bangkok, Thailand", 2)


def test_a_save_on_top_of_another_shows_both_texts(admin_client, db):
    report = make_report(title="Workshop on migration", place="Nay Pyi Taw")
    mine = opened(admin_client, report) | {"title": "My title", "place": "My place"}
    send(admin_client, report, title="Her title", place="My place")

    page = admin_client.post(address(report), mine)

    report.refresh_from_db()
    form = page.context["adminform"].form
    assert report.title == "Her title"
    assert form.errors == {"__all__": [STALE], "title": ["Stored now: Her title"]}
    assert form["title"].value() == "My title"


def test_saving_again_after_the_warning_replaces_what_is_stored(admin_client, db):
    report = make_report()
    mine = opened(admin_client, report) | {"title": "My title"}
    send(admin_client, report, title="Her title")
    warned = admin_client.post(address(report), mine)

    admin_client.post(address(report), as_sent(warned))

    report.refresh_from_db()
    assert (report.title, report.version) == ("My title", 3)


def test_a_third_save_in_between_is_told_as_well(admin_client, db):
    report = make_report()
    mine = opened(admin_client, report) | {"title": "My title"}
    send(admin_client, report, title="Her title")
    warned = admin_client.post(address(report), mine)
    send(admin_client, report, title="His title")

    page = admin_client.post(address(report), as_sent(warned))

    assert told(page) == [STALE, "Stored now: His title"]


def test_a_form_without_a_version_saves_nothing(admin_client, db):
    theme = make_theme("Recruitment")
    typed = opened(admin_client, theme) | {"label": "Hiring"}
    del typed["version_read"]

    page = admin_client.post(address(theme), typed)

    assert told(page) == [STALE, "Stored now: Recruitment"]


def test_choices_and_links_are_shown_in_words(admin_client, db):
    recruitment, skills = make_theme("Recruitment"), make_theme("Skills")
    paragraph = make_paragraph(voice="document", themes=[recruitment])
    mine = opened(admin_client, paragraph) | {"voice": "co_chairs", "themes": []}
    send(admin_client, paragraph, voice="agreed", themes=[recruitment.pk, skills.pk])

    page = admin_client.post(address(paragraph), mine)

    assert page.context["adminform"].form.errors == {
        "__all__": [STALE],
        "voice": ["Stored now: Agreed by participants"],
        "themes": ["Stored now: Recruitment, Skills"],
    }


def test_a_row_saved_on_its_own_page_is_not_saved_over(admin_client, db):
    session = make_session(title="Opening")
    mine = opened(admin_client, session.report) | {"place": "Bangkok"}
    send(admin_client, session, title="Opening session")

    page = admin_client.post(address(session.report), mine)
    session.refresh_from_db()
    before = session.title
    admin_client.post(address(session.report), as_sent(page))

    session.refresh_from_db()
    assert told(page) == [STALE, "Stored now: Opening session"]
    assert (before, session.title, session.version) == ("Opening session", "Opening", 3)


def test_a_row_that_nobody_else_touched_is_saved(admin_client, db):
    session = make_session()

    send(admin_client, session.report, **{"sessions-0-title": "Opening session"})

    session.refresh_from_db()
    assert (session.title, session.version, session.report.version) == (
        "Opening session",
        2,
        2,
    )


@pytest.mark.parametrize("own_page", [True, False])
def test_a_row_without_a_version_is_guarded_by_its_report(admin_client, db, own_page):
    speaker = make_participation(position="Director")
    report = speaker.report
    mine = opened(admin_client, report) | {"participations-0-position": "My words"}
    if own_page:
        send(admin_client, speaker, position="Her words")
    else:
        send(admin_client, report, **{"participations-0-position": "Her words"})

    page = admin_client.post(address(report), mine)

    speaker.refresh_from_db()
    assert speaker.position == "Her words"
    assert told(page) == [STALE, STALE, "Stored now: Her words"]


def test_affiliations_are_guarded_by_the_report(admin_client, db):
    speaker = make_participation(organizations=[make_organization("ILO")])
    mine = opened(admin_client, speaker) | {"affiliations-0-order": "7"}
    send(admin_client, speaker, **{"affiliations-0-order": "5"})

    page = admin_client.post(address(speaker), mine)

    assert told(page) == [STALE, STALE, "Stored now: 5"]


def test_speakers_are_guarded_by_their_paragraph(admin_client, db):
    said = make_contribution(person=make_person("Andrew Bruce"))
    other = make_participation(said.paragraph.report, make_person("Jackie Pollock"))
    mine = opened(admin_client, said.paragraph)
    chosen = {"contributions-0-participation": str(other.pk)}
    send(admin_client, said.paragraph, **chosen)

    page = admin_client.post(address(said.paragraph), mine)

    name = f"Jackie Pollock, {said.paragraph.report}"
    assert told(page) == [STALE, STALE, f"Stored now: {name}"]


def test_a_row_that_somebody_changed_is_not_deleted(admin_client, db):
    session = make_session()
    mine = opened(admin_client, session.report) | {"sessions-0-DELETE": "on"}
    send(admin_client, session, title="Opening session")

    page = admin_client.post(address(session.report), mine)

    assert told(page)[0] == STALE
    assert session.report.sessions.count() == 1


def test_a_save_keeps_a_step_taken_in_between(admin_client, db):
    report = make_report()
    mine = opened(admin_client, report) | {"place": "Bangkok"}
    Report.objects.filter(pk=report.pk).update(status="in_review")

    admin_client.post(address(report), mine)

    report.refresh_from_db()
    assert (report.place, report.status) == ("Bangkok", "in_review")


def test_an_annex_of_another_report_s_session_is_refused(admin_client, db):
    report, session = make_report(), make_session()
    typed = {"report": str(report.pk), "label": "Annex 1", "session": str(session.pk)}

    page = send(admin_client, Annex(), "add", **typed)

    assert told(page) == ["This belongs to another report."]

"""What an editor types into the administration: what it asks for, and what it refuses in his words."""

import pytest
from django.urls import reverse

from reports.models import Participation, Report
from tests.admin_pages import address, as_sent, send, told
from tests.builders import (
    make_contribution,
    make_instrument,
    make_organization,
    make_paragraph,
    make_participation,
    make_person,
    make_report,
    make_session,
    make_theme,
)

NO_CHOICE = "Select a valid choice. That choice is not one of the available choices."


def test_an_editor_adds_a_report_with_a_session(admin_client, db):
    typed = {
        "title": "Workshop on skills",
        "slug": "skills",
        "sessions-TOTAL_FORMS": "1",
        "sessions-0-position": "1",
        "sessions-0-kind": "opening",
        "sessions-0-title": "Opening",
        "sessions-0-anchor": "opening",
    }

    send(admin_client, Report(), "add", **typed)

    report = Report.objects.get()
    assert (report.slug, report.status, str(report.sessions.get())) == (
        "skills",
        "draft",
        "Opening",
    )


def test_a_paragraph_typed_into_its_session_is_of_the_session_s_report(
    admin_client, db
):
    session = make_session()
    typed = {
        "paragraphs-TOTAL_FORMS": "1",
        "paragraphs-0-position": "1",
        "paragraphs-0-anchor": "p1",
        "paragraphs-0-voice": "document",
        "paragraphs-0-text": "As endorsed.",
    }

    send(admin_client, session, **typed)

    assert session.paragraphs.get().report == session.report


def test_an_anchor_is_used_once_in_a_report(admin_client, db):
    session = make_session()
    make_paragraph(session, anchor="p1")
    other = make_paragraph(make_session(session.report), anchor="p2")

    page = send(admin_client, other, anchor="p1")

    assert told(page) == ["Paragraph with this Report and Anchor already exists."]


def test_a_session_and_a_paragraph_of_a_report_share_no_anchor(admin_client, db):
    session = make_session(anchor="opening")
    paragraph = make_paragraph(session, anchor="p1")
    make_session(anchor="elsewhere")

    pages = [
        send(admin_client, session, anchor="p1"),
        send(admin_client, paragraph, anchor="opening"),
        send(admin_client, session, **{"paragraphs-0-anchor": "opening"}),
    ]
    allowed = send(admin_client, paragraph, anchor="elsewhere")

    assert [told(page) for page in pages] == [
        ["A paragraph of the report has this anchor."],
        ["A session of the report has this anchor."],
        ["A session of the report has this anchor."],
    ]
    assert allowed.status_code == 302


@pytest.mark.parametrize("anchor", ["content", "r-21"])
def test_what_the_page_itself_uses_is_no_anchor(admin_client, db, anchor):
    page = send(admin_client, make_session(), anchor=anchor)

    assert told(page) == [
        "The page uses “content” and what begins with “r-” itself. Write another anchor."
    ]


def test_a_paragraph_s_page_offers_only_what_is_of_its_report(admin_client, db):
    speaker = make_participation()
    make_participation()
    paragraph = make_paragraph(report=speaker.report, voice="named")
    make_session()

    page = admin_client.get(address(paragraph))

    form = page.context["adminform"].form
    (rows,) = [
        one.formset
        for one in page.context["inline_admin_formsets"]
        if one.formset.prefix == "contributions"
    ]
    assert list(form.fields["session"].queryset) == [paragraph.session]
    assert list(rows.empty_form.fields["participation"].queryset) == [speaker]


def test_words_of_the_participants_together_have_no_speaker(admin_client, db):
    speaker = make_participation()
    paragraph = make_paragraph(report=speaker.report, voice="agreed")
    typed = {
        "contributions-TOTAL_FORMS": "1",
        "contributions-0-participation": str(speaker.pk),
    }

    page = send(admin_client, paragraph, **typed)

    assert told(page) == [
        (
            "Paragraph 1 gives the words of “Agreed by participants”, "
            "so nobody in person speaks in it."
        )
    ]


def test_a_speaker_s_words_become_nobody_else_s_while_he_stands_there(admin_client, db):
    paragraph = make_contribution().paragraph

    page = send(admin_client, paragraph, voice="agreed")

    assert told(page)[0] == (
        "Only a named speaker's paragraph has speakers. Take them off first and save, "
        "then change whose words it gives."
    )


def test_a_speaker_of_another_workshop_is_refused(admin_client, db):
    paragraph = make_paragraph(voice="named")
    stranger = make_participation(person=make_person("Jackie Pollock"))
    typed = {"paragraph": paragraph.pk, "participation": stranger.pk}

    page = admin_client.post(reverse("admin:reports_contribution_add"), typed)

    assert told(page) == ["Jackie Pollock took part in another report's workshop."]


def test_a_published_report_keeps_its_date(admin_client, db):
    report = make_report(status="published", ends_on=None)

    page = send(admin_client, report, starts_on="")

    assert told(page) == [
        "A published report has a date. Withdraw the report before you take it away."
    ]


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        (("2015-03-11", "2015-03-10"), "The last day is before the first."),
        (("", "2015-03-10"), "A last day needs a first day."),
    ],
)
def test_days_of_a_workshop_are_in_order(admin_client, db, days, sentence):
    page = send(admin_client, make_report(), starts_on=days[0], ends_on=days[1])

    assert told(page) == [sentence]


def test_a_summary_is_rendered_when_it_is_saved(admin_client, db):
    report = make_report()

    send(admin_client, report, summary="Two *days*. <script>alert(1)</script>")

    report.refresh_from_db()
    assert report.summary_html == "<p>Two <em>days</em>. </p>"


def test_a_summary_that_would_take_too_long_to_render_is_refused(admin_client, db):
    page = send(admin_client, make_report(), summary="[" * 1001)

    assert told(page) == ["The text has 1001 times “[”; 1000 are the most."]


def test_a_country_is_three_letters(admin_client, db):
    body = make_organization()

    refused = send(admin_client, body, country="B7")
    send(admin_client, body, country="mmr")

    body.refresh_from_db()
    assert told(refused) == [
        "Write three letters from A to Z, such as MMR for Myanmar."
    ]
    assert body.country == "MMR"


@pytest.mark.parametrize("make", [make_theme, make_organization])
def test_nothing_stands_under_itself(admin_client, db, make):
    record = make()
    name = "broader" if make is make_theme else "part_of"

    page = send(admin_client, record, **{name: str(record.pk)})

    assert len(told(page)) == 1


def test_an_address_that_readers_hold_cannot_be_typed_over(admin_client, db):
    report = make_report(status="withdrawn")
    theme = make_theme("Recruitment")
    read = make_report(status="published")
    make_paragraph(report=read, themes=[theme])

    for record in (report, theme):
        page = admin_client.get(address(record))
        admin_client.post(address(record), as_sent(page) | {"slug": "other"})
        record.refresh_from_db()

    assert (report.slug, theme.slug) == ("workshop-1", "recruitment")


@pytest.mark.parametrize("make", [make_theme, make_organization, make_instrument])
def test_a_shared_record_s_address_stays_when_its_reports_are_withdrawn(
    admin_client, db, make
):
    read, unread = make(), make()
    links = {
        make_theme: "themes",
        make_organization: "organizations",
        make_instrument: "instruments",
    }
    make_paragraph(report=make_report(status="withdrawn"), **{links[make]: [read]})
    make_paragraph(report=make_report(), **{links[make]: [unread]})

    pages = [admin_client.get(address(one)) for one in (read, unread)]

    slugs = [page.context["adminform"].form.fields["slug"] for page in pages]
    assert [slug.disabled for slug in slugs] == [True, False]


def test_a_draft_s_address_can_be_typed_over(admin_client, db):
    report = make_report()

    send(admin_client, report, slug="nay-pyi-taw-2015")

    report.refresh_from_db()
    assert report.slug == "nay-pyi-taw-2015"


@pytest.mark.parametrize("key", ["9" * 30, "-1", "ana", "٣"])
def test_what_can_be_no_record_s_key_is_no_choice(admin_client, db, key):
    participation = make_participation()
    paragraph = make_paragraph(report=participation.report)

    person = send(admin_client, participation, person=key)
    themes = send(admin_client, paragraph, themes=[key])

    assert told(person) == [NO_CHOICE]
    assert [len(told(page)) for page in (person, themes)] == [1, 1]


@pytest.mark.parametrize("key", ["9" * 30, "ana"])
def test_a_link_that_suggests_no_record_s_key_suggests_nothing(admin_client, db, key):
    page = admin_client.get(address(Participation(), "add"), {"person": key})

    assert (page.status_code, page.context["adminform"].form.initial) == (200, {})

"""The pages of the administration: that they open, what they ask for, and what they refuse."""

import pytest

from reports.models import Annex, ImportNote, SourcePart
from tests.admin_pages import address, registered, send
from tests.builders import (
    make_contribution,
    make_instrument,
    make_organization,
    make_paragraph,
    make_participation,
    make_report,
    make_session,
    make_source,
    make_theme,
)

TYPED = {
    "Annex",
    "Contribution",
    "ImportNote",
    "Instrument",
    "Organization",
    "Paragraph",
    "Participation",
    "Person",
    "Report",
    "Session",
    "SourceDocument",
    "SourcePart",
    "Theme",
}
SHOWN_ONLY = {"SourceDocument", "SourcePart"}
NEVER_ADDED = {*SHOWN_ONLY, "ImportNote"}


def make_one_of_each():
    """Return a record of every kind, all of one workshop."""
    body = make_organization()
    instrument = make_instrument(adopted_by=body)
    report = make_report(co_chairs=[body])
    session = make_session(report)
    links = {
        "themes": [make_theme()],
        "organizations": [body],
        "instruments": [instrument],
    }
    paragraph = make_paragraph(session, voice="named", **links)
    participation = make_participation(report, organizations=[body])
    source = make_source(report)
    return [
        body,
        instrument,
        report,
        session,
        *links["themes"],
        paragraph,
        participation,
        participation.person,
        make_contribution(paragraph, participation),
        source,
        SourcePart.objects.create(
            document=source, kind="title", text="ARF", spans=[[0, 3]]
        ),
        Annex.objects.create(report=report, label=f"Annex {report.pk}"),
        ImportNote.objects.create(
            report=report, code="odd", reason="Odd.", start=4, end=12
        ),
    ]


@pytest.fixture
def records(db):
    return {type(record).__name__: record for record in make_one_of_each()}


def test_every_record_has_its_pages():
    assert registered("reports") == sorted(TYPED)


@pytest.mark.parametrize("kind", sorted(TYPED))
def test_a_list_and_a_search_in_it_open(admin_client, records, kind):
    where = address(records[kind], "changelist")

    answers = [admin_client.get(where), admin_client.get(where, {"q": "work 1"})]

    assert [answer.status_code for answer in answers] == [200, 200]


@pytest.mark.parametrize("kind", sorted(TYPED))
def test_a_list_costs_the_same_however_long_it_is(
    admin_client,
    records,
    kind,
    django_assert_num_queries,
    django_assert_max_num_queries,
):
    where = address(records[kind], "changelist")
    with django_assert_max_num_queries(20) as short:
        admin_client.get(where)
    for _ in range(3):
        make_one_of_each()

    with django_assert_num_queries(len(short)):
        page = admin_client.get(where)

    assert page.context["cl"].result_count == 4


@pytest.mark.parametrize("kind", sorted(TYPED))
def test_a_record_s_page_opens(
    admin_client, records, kind, django_assert_max_num_queries
):
    with django_assert_max_num_queries(40):
        page = admin_client.get(address(records[kind]))

    history = admin_client.get(address(records[kind], "history"))

    assert (page.status_code, history.status_code) == (200, 200)


@pytest.mark.parametrize("kind", sorted(TYPED - SHOWN_ONLY))
def test_a_page_saves_what_it_shows(admin_client, records, kind):
    answer = send(admin_client, records[kind], _continue="")

    assert (answer.status_code, answer["Location"]) == (302, address(records[kind]))


@pytest.mark.parametrize("kind", sorted(TYPED))
def test_what_an_import_leaves_is_never_typed_in(admin_client, records, kind):
    answer = admin_client.get(address(records[kind], "add"))

    assert answer.status_code == (403 if kind in NEVER_ADDED else 200)


@pytest.mark.parametrize("kind", sorted(SHOWN_ONLY))
def test_a_source_can_be_neither_changed_nor_deleted(admin_client, records, kind):
    changed = admin_client.post(address(records[kind]), {"text": "Other words"})
    deleted = admin_client.post(address(records[kind], "delete"), {"post": "yes"})

    assert (changed.status_code, deleted.status_code) == (403, 403)


@pytest.mark.parametrize("kind", sorted(TYPED))
def test_a_page_needs_neither_inline_script_nor_inline_style(
    admin_client, records, kind
):
    page = admin_client.get(address(records[kind])).content.decode()

    assert [page.count(part) for part in ("<script>", " style=", " onclick=")] == [
        0,
        0,
        0,
    ]


def test_a_report_s_page_names_its_file_and_keeps_its_bytes(admin_client, records):
    page = admin_client.get(address(records["Report"])).content.decode()

    source = records["SourceDocument"]
    assert (
        f">workshop.txt</a>, text/plain, 26\xa0bytes, SHA-256 {source.sha256}" in page
    )
    assert "ARF Workshop of" not in page


def test_a_doubt_is_shown_with_its_passage_and_can_be_settled(admin_client, records):
    note = records["ImportNote"]
    page = admin_client.get(address(note))

    send(admin_client, records["Report"], **{"import_notes-0-resolved": "on"})

    note.refresh_from_db()
    assert page.context["original"].passage == "Workshop"
    assert note.resolved

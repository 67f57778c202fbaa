"""The registers: what many reports name, on Django's own pages."""

import pytest

from reports.admin.versions import STALE
from reports.models import Report, Theme
from reports.signals import report_changed
from tests.admin_pages import address, as_sent, registered, send, told
from tests.builders import (
    make_instrument,
    make_organization,
    make_paragraph,
    make_participation,
    make_person,
    make_report,
    make_theme,
)

REGISTERS = {"Instrument", "Organization", "Person", "Theme"}
NO_CHOICE = "Select a valid choice. That choice is not one of the available choices."


def make_one_of_each():
    """Return a record of every register, all named by one workshop."""
    body = make_organization()
    instrument, theme = make_instrument(adopted_by=body), make_theme()
    report = make_report(co_chairs=[body])
    make_paragraph(
        report=report, themes=[theme], organizations=[body], instruments=[instrument]
    )
    person = make_participation(report, organizations=[body]).person
    return [body, instrument, theme, person]


@pytest.fixture
def records(db):
    return {type(record).__name__: record for record in make_one_of_each()}


@pytest.fixture
def heard():
    """The slugs of the reports of which report_changed told, in order."""
    slugs = []

    def listen(report, **signal):
        slugs.append(report.slug)

    report_changed.connect(listen, sender=Report)
    yield slugs
    report_changed.disconnect(listen, sender=Report)


def opened(client, record):
    """Return the form of the record's page as an editor has it before him."""
    return as_sent(client.get(address(record)))


def test_the_registers_have_pages_and_what_a_report_says_has_none():
    assert (registered("reports"), registered("recommendations")) == (
        sorted(REGISTERS),
        [],
    )


@pytest.mark.parametrize("kind", sorted(REGISTERS))
def test_a_list_and_a_search_in_it_open(admin_client, records, kind):
    where = address(records[kind], "changelist")

    answers = [admin_client.get(where), admin_client.get(where, {"q": "work 1"})]

    assert [answer.status_code for answer in answers] == [200, 200]


@pytest.mark.parametrize("kind", sorted(REGISTERS))
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


@pytest.mark.parametrize("kind", sorted(REGISTERS))
def test_a_record_s_page_opens_and_saves_what_it_shows(
    admin_client, records, kind, django_assert_max_num_queries
):
    with django_assert_max_num_queries(40):
        page = admin_client.get(address(records[kind]))
    answer = send(admin_client, records[kind], _continue="")

    assert (page.status_code, answer.status_code) == (200, 302)
    assert answer["Location"] == address(records[kind])


@pytest.mark.parametrize("kind", sorted(REGISTERS))
def test_a_page_needs_neither_inline_script_nor_inline_style(
    admin_client, records, kind
):
    page = admin_client.get(address(records[kind])).content.decode()

    assert [page.count(part) for part in ("<script>", " style=", " onclick=")] == [
        0,
        0,
        0,
    ]


def test_a_person_s_page_tells_where_the_person_took_part(admin_client, records):
    page = admin_client.get(address(records["Person"])).content.decode()

    assert "Workshop 1 on migration, Speaker" in page


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
    theme = make_theme("Recruitment")
    make_paragraph(report=make_report(status="published"), themes=[theme])

    page = admin_client.get(address(theme))
    admin_client.post(address(theme), as_sent(page) | {"slug": "other"})

    theme.refresh_from_db()
    assert theme.slug == "recruitment"


@pytest.mark.parametrize("make", [make_theme, make_organization, make_instrument])
def test_an_address_stays_when_the_reports_that_name_it_are_withdrawn(
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


@pytest.mark.parametrize("key", ["9" * 30, "-1", "ana", "٣"])
def test_what_can_be_no_record_s_key_is_no_choice(admin_client, db, key):
    page = send(admin_client, make_theme(), broader=key)

    assert told(page) == [NO_CHOICE]


@pytest.mark.parametrize("key", ["9" * 30, "ana"])
def test_a_link_that_suggests_no_record_s_key_suggests_nothing(admin_client, db, key):
    page = admin_client.get(address(Theme(), "add"), {"broader": key})

    assert (page.status_code, page.context["adminform"].form.initial) == (200, {})


def test_a_save_raises_the_version(admin_client, db):
    theme = make_theme()

    send(admin_client, theme, label="Hiring")

    theme.refresh_from_db()
    assert (theme.label, theme.version) == ("Hiring", 2)


def test_a_save_on_top_of_another_shows_both_texts(admin_client, db):
    body = make_organization("ILO", kind="unknown")
    mine = opened(admin_client, body) | {"name": "My name", "kind": "process"}
    send(admin_client, body, name="Her name", kind="academia")

    page = admin_client.post(address(body), mine)

    body.refresh_from_db()
    form = page.context["adminform"].form
    assert body.name == "Her name"
    assert form.errors == {
        "__all__": [STALE],
        "name": ["Stored now: Her name"],
        "kind": ["Stored now: Academic or research institution"],
    }
    assert form["name"].value() == "My name"


def test_saving_again_after_the_warning_replaces_what_is_stored(admin_client, db):
    theme = make_theme()
    mine = opened(admin_client, theme) | {"label": "Mine"}
    send(admin_client, theme, label="Hers")
    warned = admin_client.post(address(theme), mine)

    admin_client.post(address(theme), as_sent(warned))

    theme.refresh_from_db()
    assert (theme.label, theme.version) == ("Mine", 3)


def test_a_third_save_in_between_is_told_as_well(admin_client, db):
    theme = make_theme()
    mine = opened(admin_client, theme) | {"label": "Mine"}
    send(admin_client, theme, label="Hers")
    warned = admin_client.post(address(theme), mine)
    send(admin_client, theme, label="His")

    page = admin_client.post(address(theme), as_sent(warned))

    assert told(page) == [STALE, "Stored now: His"]


def test_a_form_without_a_version_saves_nothing(admin_client, db):
    theme = make_theme("Recruitment")
    typed = opened(admin_client, theme) | {"label": "Hiring"}
    del typed["version_read"]

    page = admin_client.post(address(theme), typed)

    assert told(page) == [STALE, "Stored now: Recruitment"]


def test_a_save_tells_all_reports_that_name_the_record(admin_client, db, heard):
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


def test_a_refused_save_tells_nobody(admin_client, db, heard):
    page = send(admin_client, make_theme(), label="")

    assert (told(page), heard) == (["This field is required."], [])


@pytest.mark.parametrize("kind", sorted(REGISTERS))
def test_what_a_report_names_cannot_be_deleted_and_the_page_says_why(
    admin_client, records, kind
):
    record = records[kind]

    page = admin_client.post(address(record, "delete"), {"post": "yes"})

    sentence = f"“{record}” is named in the report “Workshop 1 on migration”"
    assert page.status_code == 200
    assert page.context["protected"][-1] == sentence
    assert type(record).objects.filter(pk=record.pk).exists()


@pytest.mark.parametrize("through_the_list", [True, False])
def test_what_no_report_names_can_be_deleted(admin_client, db, through_the_list):
    person = make_person()

    if through_the_list:
        typed = {"action": "delete_selected", "_selected_action": person.pk}
        admin_client.post(address(person, "changelist"), typed | {"post": "yes"})
    else:
        admin_client.post(address(person, "delete"), {"post": "yes"})

    assert not type(person).objects.filter(pk=person.pk).exists()

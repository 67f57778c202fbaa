"""The admin pages of entities: organizations, people, themes and instruments."""

import pytest

from reports.admin.optimistic_locking import STALE_MESSAGE
from reports.models import Report, Theme
from reports.models.querysets import report_paths
from reports.signals import report_changed
from tests.builders.records import (
    make_instrument,
    make_organization,
    make_paragraph,
    make_participation,
    make_person,
    make_report,
    make_theme,
)
from tests.harness.admin_pages import address, as_sent, form_errors, registered, send

ENTITY_MODELS = {"Instrument", "Organization", "Person", "Theme"}
NO_CHOICE = "Select a valid choice. That choice is not one of the available choices."


def make_entities():
    """Return an entity of each kind, all named in the same report."""
    organization = make_organization()
    instrument, theme = make_instrument(adopted_by=organization), make_theme()
    report = make_report(co_chairs=[organization])
    make_paragraph(
        report=report, themes=[theme], organizations=[organization], instruments=[instrument]
    )
    person = make_participation(report, organizations=[organization]).person
    return [organization, instrument, theme, person]


@pytest.fixture
def records(db):
    return {type(record).__name__: record for record in make_entities()}


@pytest.fixture
def changed_slugs():
    """The slugs of the reports for which report_changed was sent, in order."""
    slugs = []

    def listen(report, **signal):
        slugs.append(report.slug)

    report_changed.connect(listen, sender=Report)
    yield slugs
    report_changed.disconnect(listen, sender=Report)


def open_form(client, record):
    """Return the form of the record's page as an editor has opened it."""
    return as_sent(client.get(address(record)))


def test_the_admin_registers_entities_and_no_report_content():
    assert (registered("reports"), registered("recommendations")) == (
        sorted(ENTITY_MODELS),
        [],
    )


@pytest.mark.parametrize("kind", sorted(ENTITY_MODELS))
def test_an_admin_list_and_its_search_open(admin_client, records, kind):
    url = address(records[kind], "changelist")

    answers = [admin_client.get(url), admin_client.get(url, {"q": "work 1"})]

    assert [answer.status_code for answer in answers] == [200, 200]


@pytest.mark.parametrize("kind", sorted(ENTITY_MODELS))
def test_an_admin_list_needs_a_constant_number_of_queries(
    admin_client,
    records,
    kind,
    django_assert_num_queries,
    django_assert_max_num_queries,
):
    url = address(records[kind], "changelist")
    with django_assert_max_num_queries(20) as queries:
        admin_client.get(url)
    for _ in range(3):
        make_entities()

    with django_assert_num_queries(len(queries)):
        page = admin_client.get(url)

    assert page.context["cl"].result_count == 4


@pytest.mark.parametrize("kind", sorted(ENTITY_MODELS))
def test_an_admin_page_opens_and_saves_unchanged(
    admin_client, records, kind, django_assert_max_num_queries
):
    # Whether the record has a public address is looked up on each path to a report.
    paths = report_paths(type(records[kind]))
    with django_assert_max_num_queries(30 + len(paths)):
        page = admin_client.get(address(records[kind]))
    answer = send(admin_client, records[kind], _continue="")

    assert (page.status_code, answer.status_code) == (200, 302)
    assert answer["Location"] == address(records[kind])


@pytest.mark.parametrize("kind", sorted(ENTITY_MODELS))
def test_an_admin_page_has_neither_inline_script_nor_inline_style(admin_client, records, kind):
    page = admin_client.get(address(records[kind])).content.decode()

    assert [page.count(part) for part in ("<script>", " style=", " onclick=")] == [
        0,
        0,
        0,
    ]


def test_the_admin_page_of_a_person_lists_participations(admin_client, records):
    page = admin_client.get(address(records["Person"])).content.decode()

    assert "Workshop 1 on migration</a>, Speaker" in page


def test_a_country_code_must_be_three_letters_and_is_uppercased(admin_client, db):
    organization = make_organization()

    refused = send(admin_client, organization, country="B7")
    send(admin_client, organization, country="mmr")

    organization.refresh_from_db()
    assert form_errors(refused) == ["Enter three letters from A to Z, such as MMR for Myanmar."]
    assert organization.country == "MMR"


@pytest.mark.parametrize("make", [make_theme, make_organization])
def test_a_theme_or_organization_cannot_be_its_own_parent(admin_client, db, make):
    record = make()
    name = "broader" if make is make_theme else "part_of"

    page = send(admin_client, record, **{name: str(record.pk)})

    assert len(form_errors(page)) == 1


def test_the_slug_of_a_published_theme_cannot_be_changed_in_the_admin(admin_client, db):
    theme = make_theme("Recruitment")
    make_paragraph(report=make_report(status="published"), themes=[theme])

    page = admin_client.get(address(theme))
    admin_client.post(address(theme), as_sent(page) | {"slug": "other"})

    theme.refresh_from_db()
    assert theme.slug == "recruitment"


@pytest.mark.parametrize("make", [make_theme, make_organization, make_instrument])
def test_the_slug_stays_locked_after_the_reports_are_withdrawn(admin_client, db, make):
    public, unpublished = make(), make()
    links = {
        make_theme: "themes",
        make_organization: "organizations",
        make_instrument: "instruments",
    }
    make_paragraph(report=make_report(status="withdrawn"), **{links[make]: [public]})
    make_paragraph(report=make_report(), **{links[make]: [unpublished]})

    pages = [admin_client.get(address(entity)) for entity in (public, unpublished)]

    slugs = [page.context["adminform"].form.fields["slug"] for page in pages]
    assert [slug.disabled for slug in slugs] == [True, False]


@pytest.mark.parametrize("key", ["9" * 30, "-1", "ana", "٣"])
def test_an_invalid_foreign_key_is_refused_as_an_invalid_choice(admin_client, db, key):
    page = send(admin_client, make_theme(), broader=key)

    assert form_errors(page) == [NO_CHOICE]


@pytest.mark.parametrize("key", ["9" * 30, "ana"])
def test_an_invalid_initial_value_in_the_add_url_is_ignored(admin_client, db, key):
    page = admin_client.get(address(Theme(), "add"), {"broader": key})

    assert (page.status_code, page.context["adminform"].form.initial) == (200, {})


def test_a_save_increments_the_version(admin_client, db):
    theme = make_theme()

    send(admin_client, theme, label="Hiring")

    theme.refresh_from_db()
    assert (theme.label, theme.version) == ("Hiring", 2)


def test_a_conflicting_save_shows_the_typed_and_the_stored_values(admin_client, db):
    organization = make_organization("ILO", kind="unknown")
    my_form = open_form(admin_client, organization) | {"name": "My name", "kind": "process"}
    send(admin_client, organization, name="Her name", kind="academia")

    page = admin_client.post(address(organization), my_form)

    organization.refresh_from_db()
    form = page.context["adminform"].form
    assert organization.name == "Her name"
    assert form.errors == {
        "__all__": [STALE_MESSAGE],
        "name": ["Stored value: Her name"],
        "kind": ["Stored value: Academic or research institution"],
    }
    assert form["name"].value() == "My name"


def test_saving_again_after_a_conflict_overwrites_the_stored_values(admin_client, db):
    theme = make_theme()
    my_form = open_form(admin_client, theme) | {"label": "Mine"}
    send(admin_client, theme, label="Hers")
    conflict = admin_client.post(address(theme), my_form)

    admin_client.post(address(theme), as_sent(conflict))

    theme.refresh_from_db()
    assert (theme.label, theme.version) == ("Mine", 3)


def test_a_further_save_after_the_conflict_is_a_conflict_again(admin_client, db):
    theme = make_theme()
    my_form = open_form(admin_client, theme) | {"label": "Mine"}
    send(admin_client, theme, label="Hers")
    conflict = admin_client.post(address(theme), my_form)
    send(admin_client, theme, label="His")

    page = admin_client.post(address(theme), as_sent(conflict))

    assert form_errors(page) == [STALE_MESSAGE, "Stored value: His"]


def test_a_form_without_a_version_is_rejected_as_a_conflict(admin_client, db):
    theme = make_theme("Recruitment")
    form = open_form(admin_client, theme) | {"label": "Hiring"}
    del form["version_read"]

    page = admin_client.post(address(theme), form)

    assert form_errors(page) == [STALE_MESSAGE, "Stored value: Recruitment"]


def test_a_save_sends_report_changed_for_every_report_naming_the_record(
    admin_client, db, changed_slugs
):
    theme, organization, instrument = make_theme(), make_organization(), make_instrument()
    links = {"themes": [theme], "organizations": [organization], "instruments": [instrument]}
    for _ in range(2):
        paragraph = make_paragraph(**links)
    speaker = make_participation(paragraph.report)
    unnamed = make_theme()

    for record in (theme, organization, instrument, speaker.person, unnamed):
        send(admin_client, record)

    both_reports = ["workshop-1", "workshop-2"]
    assert changed_slugs == [*both_reports, *both_reports, *both_reports, "workshop-2"]


def test_a_refused_save_sends_no_report_changed_signal(admin_client, db, changed_slugs):
    page = send(admin_client, make_theme(), label="")

    assert (form_errors(page), changed_slugs) == (["This field is required."], [])


@pytest.mark.parametrize("kind", sorted(ENTITY_MODELS))
def test_a_record_named_in_a_report_cannot_be_deleted_and_the_page_says_why(
    admin_client, records, kind
):
    record = records[kind]

    page = admin_client.post(address(record, "delete"), {"post": "yes"})

    sentence = f"“{record}” is named in the report “Workshop 1 on migration”"
    assert page.status_code == 200
    assert page.context["protected"][-1] == sentence
    assert type(record).objects.filter(pk=record.pk).exists()


@pytest.mark.parametrize("through_the_list", [True, False])
def test_a_record_named_in_no_report_can_be_deleted(admin_client, db, through_the_list):
    person = make_person()

    if through_the_list:
        form = {"action": "delete_selected", "_selected_action": person.pk}
        admin_client.post(address(person, "changelist"), form | {"post": "yes"})
    else:
        admin_client.post(address(person, "delete"), {"post": "yes"})

    assert not type(person).objects.filter(pk=person.pk).exists()

"""The labels of a record in other languages, on its admin page."""

import pytest

from portal.audit.models import AuditEntry
from portal.audit.receivers import fingerprint
from reports.admin.optimistic_locking import STALE_MESSAGE
from reports.references import stored_values
from tests.builders.records import (
    make_instrument,
    make_organization,
    make_paragraph,
    make_report,
    make_theme,
)
from tests.harness.admin_pages import address, as_sent, form_errors, send

pytestmark = pytest.mark.django_db
MAKERS = [make_theme, make_organization, make_instrument]


def labels_of(record):
    rows = record.labels.order_by("language")
    return list(rows.values_list("language", "label", "other_labels", "is_confirmed"))


@pytest.mark.parametrize("make", MAKERS)
def test_labels_are_added_changed_confirmed_and_removed_with_the_record(admin_client, make):
    record = make()
    record.labels.create(language="th", label="เดิม")
    record.labels.create(language="vi", label="Cũ")

    typed = {"label_id": "Baru", "other_labels_id": "Lain\nLagi", "is_confirmed_th": "on"}
    send(admin_client, record, **typed, label_vi="")

    record.refresh_from_db()
    assert labels_of(record) == [
        ("id", "Baru", "Lain\nLagi", False),
        ("th", "เดิม", "", True),
    ]
    assert record.version == 2


def test_saving_a_record_unchanged_keeps_its_labels(admin_client):
    theme = make_theme()
    theme.labels.create(language="th", label="ทักษะ", other_labels="ฝีมือ", is_confirmed=True)

    send(admin_client, theme)

    assert labels_of(theme) == [("th", "ทักษะ", "ฝีมือ", True)]


@pytest.mark.parametrize("typed", [{"other_labels_th": "ฝีมือ"}, {"is_confirmed_th": "on"}])
def test_other_labels_and_a_confirmation_need_a_label(admin_client, typed):
    theme = make_theme()

    page = send(admin_client, theme, **typed, label_th=" \u202e")

    assert form_errors(page) == ["Enter the label, or clear the other fields of the language."]
    assert labels_of(theme) == []


def test_two_people_cannot_save_labels_over_each_other(admin_client):
    theme = make_theme()
    theme.labels.create(language="th", label="เดิม")
    mine = as_sent(admin_client.get(address(theme))) | {"label_th": "ของฉัน", "label_vi": "Của tôi"}
    send(admin_client, theme, label_th="ของเธอ", is_confirmed_th="on")

    page = admin_client.post(address(theme), mine)

    form = page.context["adminform"].form
    assert form.errors == {
        "__all__": [STALE_MESSAGE],
        "label_th": ["Stored value: ของเธอ"],
        "is_confirmed_th": ["Stored value: yes"],
        "label_vi": ["Stored value: nothing"],
    }
    assert form["label_th"].value() == "ของฉัน"
    assert labels_of(theme) == [("th", "ของเธอ", "", True)]


def test_the_fingerprints_of_the_audit_log_contain_the_labels(admin_client):
    theme = make_theme()

    send(admin_client, theme, label_th="ทักษะ")

    entry = AuditEntry.objects.get(target_type="theme", action="Changed")
    stored = stored_values(theme)
    assert stored["labels"] == [
        {"language": "th", "label": "ทักษะ", "other_labels": "", "is_confirmed": False}
    ]
    assert entry.after == fingerprint(stored)


def test_a_new_record_is_added_with_its_labels(admin_client):
    theme = make_theme()

    typed = {"label": "Skills", "slug": "skills", "definition": "Training.", "label_th": "ทักษะ"}
    send(admin_client, theme, "add", **typed)

    added = type(theme).objects.get(slug="skills")
    assert labels_of(added) == [("th", "ทักษะ", "", False)]


def test_readers_see_a_changed_label_at_once(admin_client, client):
    theme = make_theme("Skills")
    make_paragraph(report=make_report(status="published"), themes=[theme])
    before = client.get("/themes/skills/", headers={"accept-language": "th"}).content.decode()

    send(admin_client, theme, label_th="ทักษะ")

    after = client.get("/themes/skills/", headers={"accept-language": "th"}).content.decode()
    assert ('<h1 lang="en">Skills</h1>' in before, '<h1 lang="th">ทักษะ</h1>' in after) == (
        True,
        True,
    )


@pytest.mark.parametrize(
    ("make", "typed", "error"),
    [
        (make_instrument, {"ilo_number": "189"}, "Enter C, P or R and a number, such as C189."),
        (make_instrument, {"url": "javascript:x"}, "Enter an address such as https://asean.org."),
        (
            make_instrument,
            {"sdg_goal": "18"},
            "Ensure this value is less than or equal to 17.",
        ),
        (make_organization, {"website": "asean"}, "Enter an address such as https://asean.org."),
        (
            make_organization,
            {"ror_id": "https://ror.org/12345"},
            "Enter it as https://ror.org/0… of nine characters.",
        ),
    ],
)
def test_numbers_and_addresses_elsewhere_are_validated(admin_client, make, typed, error):
    assert form_errors(send(admin_client, make(), **typed)) == [error]


def test_numbers_and_addresses_elsewhere_are_stored(admin_client):
    instrument, organization = make_instrument(), make_organization()

    text = {"ilo_number": "C189", "url": "https://ilo.example/c189", "sdg_goal": "8"}
    send(admin_client, instrument, **text)
    body = {"website": "https://ilo.example", "ror_id": "https://ror.org/02mhbdp94"}
    send(admin_client, organization, **body)

    instrument.refresh_from_db()
    organization.refresh_from_db()
    stored = (instrument.ilo_number, instrument.url, instrument.sdg_goal)
    assert stored == ("C189", "https://ilo.example/c189", 8)
    assert (organization.website, organization.ror_id) == tuple(body.values())

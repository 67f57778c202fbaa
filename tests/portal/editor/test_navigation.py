"""The bar of the desk: what it offers to each role, and which section is marked."""

import pytest
from django.urls import reverse

from portal.accounts.roles import Role
from portal.editor.navigation import section_links
from tests.builders.records import PASSWORD, make_account, make_person

OF_VIEWERS = ["Desk", "Reports", "Follow-up"]
OF_EDITORS = [
    *("Desk", "Reports", "Lineage", "Imports", "Follow-up"),
    *("People and organizations", "Vocabulary", "Redactions"),
]
SECTIONS = {
    Role.VIEWER: OF_VIEWERS,
    Role.EDITOR: OF_EDITORS,
    Role.REVIEWER: OF_EDITORS,
    Role.ADMINISTRATOR: [
        *OF_EDITORS,
        *("Accounts", "Site pages", "Alerts", "Status", "Audit log"),
    ],
}


@pytest.mark.parametrize("role", SECTIONS)
def test_the_bar_offers_the_sections_that_the_role_may_use_and_all_of_them_open(client, db, role):
    account = make_account(role.value, role.value)
    client.force_login(account)

    links, _ = section_links(account, "/editing/")

    assert [link.label for link in links] == SECTIONS[role]
    assert {client.get(link.url).status_code for link in links} == {200}


CURRENT = {
    "/editing/": ("Desk", "page", None),
    "/editing/reports/": ("Reports", "page", None),
    "/editing/reports/some-report/revisions/": ("Reports", "true", None),
    "/editing/new/": ("Reports", "true", None),
    "/editing/lineage/": ("Lineage", "page", None),
    "/editing/reports/some-report/lineage/": ("Reports", "true", None),
    "/editing/imports/": ("Imports", "page", None),
    "/editing/imports/some-report/": ("Reports", "true", None),
    "/admin/reports/person/": ("People and organizations", "page", "People"),
    "/admin/reports/organization/5/change/": ("People and organizations", "true", "Organizations"),
    "/editing/alike/person/": ("People and organizations", "true", "Duplicates and merges"),
    "/editing/unregistered/organizations/": ("People and organizations", "true", "Not registered"),
    "/editing/unregistered/instruments/": ("Vocabulary", "true", "Not registered"),
    "/admin/reports/instrument/": ("Vocabulary", "true", "Instruments"),
    "/admin/auth/user/add/": ("Accounts", "true", "Accounts"),
    "/editing/accounts/invitations/": ("Accounts", "true", "Invitations"),
    "/editing/accounts/7/": ("Accounts", "true", None),
    "/editing/pages/about/en/": ("Site pages", "true", None),
    "/editing/redactions/5/": ("Redactions", "true", None),
    "/editing/alerts/": ("Alerts", "page", None),
    "/editing/status/": ("Status", "page", None),
    "/editing/trail/": ("Audit log", "page", None),
    "/accounts/password/": (None, "", None),
}


@pytest.mark.parametrize("path", CURRENT)
def test_one_section_is_marked_as_the_current_one(db, path):
    links, parts = section_links(make_account("ana", "administrator"), path)

    marked = [(link.label, link.current) for link in links if link.current]
    marked_parts = [link.label for link in parts if link.current]
    section, current, part = CURRENT[path]
    assert marked == ([(section, current)] if section else [])
    assert marked_parts == ([part] if part else [])


def test_registers_and_account_pages_have_the_bar_with_name_role_and_sign_out(client, db):
    names = {"first_name": "Rita", "last_name": "Lim"}
    client.force_login(make_account("rita", "reviewer", password=PASSWORD, **names))
    person = make_person("Ana Cruz")
    paths = [
        reverse("editor:dashboard"),
        reverse("admin:reports_person_changelist"),
        reverse("admin:reports_person_change", args=[person.pk]),
        reverse("account_change_password"),
    ]

    pages = [client.get(path).content.decode() for path in paths]

    for words in ('aria-label="Desk"', "Rita Lim", "reviewer", "Sign out"):
        assert [words in page for page in pages] == [True] * len(paths)


def test_a_missing_and_a_forbidden_page_keep_the_bar_for_editors_only(client, db):
    paths = ["/editing/reports/nothing/", "/editing/trail/", "/admin/auth/user/"]
    client.force_login(make_account("ana", "editor"))

    pages = [client.get(path) for path in paths]

    assert [page.status_code for page in pages] == [404, 403, 403]
    assert ['aria-label="Desk"' in page.content.decode() for page in pages] == [True] * 3
    assert 'aria-label="Desk"' not in client.get("/reports/nothing/").content.decode()


def test_sign_out_in_the_bar_ends_the_session(client, db):
    client.force_login(make_account("ana", "editor"))

    client.post(reverse("account_logout"))

    assert client.get(reverse("editor:dashboard")).status_code == 302


def test_the_sign_in_page_has_no_bar(client, db):
    page = client.get(reverse("account_login")).content.decode()

    assert 'aria-label="Desk"' not in page


def test_the_bar_of_a_popup_is_left_out(client, db):
    client.force_login(make_account("ana", "editor"))

    page = client.get(reverse("admin:reports_organization_add"), {"_popup": "1"})

    assert 'aria-label="Desk"' not in page.content.decode()


def test_a_viewer_is_refused_by_the_registers_instead_of_sent_to_sign_in(client, db):
    client.force_login(make_account("vera", "viewer"))

    assert client.get(reverse("admin:index"), follow=True).status_code == 403

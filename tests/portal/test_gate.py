"""One gate: what is not published is on no page, list, count or feed, whatever its address."""

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from portal.importing.intake import take_in
from portal.sitemaps import LISTS
from tests.builders import (
    make_contribution,
    make_instrument,
    make_organization,
    make_paragraph,
    make_person,
    make_recommendation,
    make_report,
    make_session,
    make_source,
    make_theme,
)
from tests.kept_pages import forget_pages
from tests.portal.views.editing.test_roles import URLS

# Every address of the site stands here once; a new one fails until it is put into a row.
SHOW_LISTS = {
    *(*LISTS, "sitemap", "report-feed", "recommendation-feed", "contribution-feed"),
    *("recommendation-csv", "contribution-csv"),
    *("api", "api:recommendations", "api:contributions", "api:reports"),
    *("api:speakers", "api:organizations", "api:themes", "api:instruments"),
}
SHOW_CHOICES = {
    "recommendation-facet": "theme",
    "contribution-facet": "speaker",
    "sitemap-part": "recommendations",
}
SHOW_ONE = {
    "instrument",
    "organization",
    "participants",
    "recommendation",
    "report",
    "report-version",
    "session",
    "source",
    "speaker",
    "theme",
}
SHOW_WHAT_IS_SOUGHT = {"search", "suggestions"}
# By key: that each of them answers 404 as well, tests/portal/api/test_gate.py says.
SHOW_ONE_TO_MACHINES = {
    "api:contribution",
    "api:instrument",
    "api:organization",
    "api:recommendation",
    "api:report",
    "api:speaker",
    "api:theme",
}
SHOW_NO_RECORDS = {
    "alive",
    "ready",
    "robots",
    "favicon",
    "design",
    "language",
    "api:openapi-json",
    "api:api-root",
}
# For editors alone: what they answer everybody else, the table of roles says.
FOR_EDITORS = set(URLS)
# Of one's own account: they tell of nothing else.
OF_ONE_S_ACCOUNT = {
    *("account_login", "account_logout", "account_inactive", "account_reauthenticate"),
    *("account_change_password", "usersessions_list"),
    *("mfa_index", "mfa_authenticate", "mfa_reauthenticate"),
    *("mfa_activate_totp", "mfa_deactivate_totp"),
    *("mfa_view_recovery_codes", "mfa_generate_recovery_codes"),
    "mfa_download_recovery_codes",
    *("mfa_list_webauthn", "mfa_add_webauthn", "mfa_reauthenticate_webauthn"),
    *("mfa_remove_webauthn", "mfa_edit_webauthn"),
}
STATUSES = ["draft", "in_review", "withdrawn"]
WORD = "Zanzibar"


def names_of(resolver, within=""):
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver) and entry.namespace != "admin":
            space = f"{entry.namespace}:" if entry.namespace else ""
            yield from names_of(entry, within + space)
        elif isinstance(entry, URLPattern):
            yield within + entry.name


def workshop(status, word):
    """Make a report in which everything has the word in its name; return an address of each."""
    body = make_organization(f"{word} Agency")
    theme = make_theme(f"{word} theme")
    text = make_instrument(f"{word} Declaration", adopted_by=body)
    report = make_report(
        status=status,
        title=f"{word} workshop",
        place=word,
        slug=word.lower(),
        co_chairs=[body],
    )
    make_source(report, f"{word} as received")
    session = make_session(report, title=f"{word} session")
    links = {"themes": [theme], "organizations": [body], "instruments": [text]}
    paragraph = make_paragraph(session, voice="named", text=f"{word} words", **links)
    said = make_contribution(paragraph, person=make_person(f"Ana {word}"))
    asked = make_recommendation(
        report,
        paragraph=paragraph,
        text=f"{word} wish",
        themes=[theme],
        instruments=[text],
        addressees=[body],
    )
    shown = (body, theme, text, report, session, said.participation.person, asked)
    return [one.get_absolute_url() for one in shown] + [
        reverse("participants", args=[report.slug]),
        reverse("source", args=[report.slug]),
        reverse("report-version", args=[report.slug, 1]),
    ]


def test_every_address_is_classified():
    assert sorted(names_of(get_resolver())) == sorted(
        SHOW_LISTS
        | SHOW_CHOICES.keys()
        | SHOW_ONE
        | SHOW_ONE_TO_MACHINES
        | SHOW_NO_RECORDS
        | FOR_EDITORS
        | OF_ONE_S_ACCOUNT
        | SHOW_WHAT_IS_SOUGHT
    )


def shown(client):
    """Return what every list and every facet's page says, by its address."""
    addresses = [reverse(name) for name in SHOW_LISTS]
    addresses += [f"{reverse(name)}?q={WORD}" for name in SHOW_WHAT_IS_SOUGHT]
    addresses += [reverse(name, args=[facet]) for name, facet in SHOW_CHOICES.items()]
    return {address: b"".join(client.get(address)) for address in addresses}


@pytest.mark.parametrize("status", STATUSES)
def test_what_is_not_published_is_in_no_list(client, db, status):
    workshop("published", "Manila")
    before = shown(client)

    workshop(status, WORD)

    assert shown(client) == before


@pytest.mark.parametrize("status", STATUSES)
def test_what_is_not_published_has_no_page(client, db, status):
    addresses = workshop(status, WORD)

    assert [client.get(one).status_code for one in addresses] == [404] * len(SHOW_ONE)


def test_what_is_published_has_a_page(client, db):
    addresses = workshop("published", WORD)

    assert [client.get(one).status_code for one in addresses] == [200] * len(SHOW_ONE)


@pytest.mark.parametrize("status", STATUSES)
def test_a_shared_record_s_page_shows_nothing_of_an_unpublished_report(
    client, db, status
):
    public, hidden = (
        make_report(status="published"),
        make_report(status=status, title=WORD, co_chairs=[]),
    )
    shared = make_organization("ILO")
    theme = make_theme("Recruitment")
    declaration = make_instrument("Declaration")
    person = make_person("Ana Cruz")
    for report in (public, hidden):
        report.co_chairs.add(shared)
        text = WORD if report == hidden else "Open"
        paragraph = make_paragraph(
            report=report,
            text=text,
            voice="named",
            themes=[theme],
            organizations=[shared],
            instruments=[declaration],
        )
        make_contribution(paragraph, person=person)
        links = {"themes": [theme], "instruments": [declaration]}
        make_recommendation(report, text=text, addressees=[shared], **links)

    records = (shared, theme, declaration, person)
    pages = [client.get(one.get_absolute_url()) for one in records]

    assert [WORD in page.content.decode() for page in pages] == [False] * 4


@pytest.mark.parametrize("name", ["recommendation-list", "contribution-list"])
def test_a_value_that_only_a_draft_has_is_as_unknown_as_any_other(client, db, name):
    workshop("draft", WORD)

    answers = [
        client.get(reverse(name), {"organization": slug})
        for slug in ("zanzibar-agency", "no-such-agency")
    ]

    assert [answer.status_code for answer in answers] == [400, 400]


def test_a_draft_that_names_a_public_person_changes_no_page(client, db, tmp_path):
    said = make_contribution(
        make_paragraph(report=make_report(status="published"), voice="named"),
        person=make_person("Ana Cruz"),
    )
    person = said.participation.person
    word = "ambassador"
    addresses = [
        person.get_absolute_url(),
        reverse("api:speaker", args=[person.pk]),
        f"{reverse('contribution-facet', args=['speaker'])}?find={word}",
        *(f"{reverse(name)}?q={word}" for name in SHOW_WHAT_IS_SOUGHT),
        # A feed without entries says that it is of this second.
        *(
            f"{reverse(name)}?q={word}"
            for name in SHOW_LISTS
            if not name.endswith("feed")
        ),
    ]
    before = [b"".join(client.get(one)) for one in addresses]
    draft = tmp_path / "draft.txt"
    draft.write_text(
        "ARF Retreat\n1 May 2031\nHanoi\n\n1. Ambassador Ana Cruz, Chair, spoke.\n",
        encoding="utf-8",
    )

    take_in(draft)

    person.refresh_from_db()
    assert "Ambassador Ana Cruz" in person.aliases
    forget_pages()
    assert [b"".join(client.get(one)) for one in addresses] == before

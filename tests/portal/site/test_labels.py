"""Names of themes, organizations and instruments in the language of the page."""

import pytest

from tests.builders.records import (
    make_contribution,
    make_instrument,
    make_organization,
    make_paragraph,
    make_participation,
    make_recommendation,
    make_report,
    make_theme,
)

pytestmark = pytest.mark.django_db
UNCONFIRMED = "⟦No editor has confirmed this translation yet; it may be machine-made.⟧"


@pytest.fixture
def records():
    """A theme, a State, a body and an instrument, with Thai labels, named in a published report."""
    theme, instrument = make_theme("Fees"), make_instrument("Fees Convention")
    theme.labels.create(language="th", label="ค่าธรรมเนียม")
    instrument.labels.create(language="th", label="อนุสัญญา", is_confirmed=True)
    state = make_organization("Thailand", kind="state", country="THA")
    body = make_organization("Office", part_of=state)
    body.labels.create(language="th", label="สำนักงาน")
    report = make_report(status="published", co_chairs=[state])
    links = {"instruments": [instrument], "themes": [theme]}
    paragraph = make_paragraph(report=report, voice="named", organizations=[body], **links)
    speaker = make_participation(report, organizations=[body])
    make_contribution(paragraph, person=speaker.person)
    make_recommendation(
        report, paragraph=paragraph, reference="1.1", addressees=[state], named=[body], **links
    )
    return [theme, instrument, state, body]


def words(client, address, language="th"):
    page = client.get(address, headers={"accept-language": language})
    return " ".join(page.content.decode().split())


NAMES = {
    "ค่าธรรมเนียม": ' lang="th">ค่าธรรมเนียม</',
    "อนุสัญญา": ' lang="th">อนุสัญญา</',
    "ไทย": ' lang="th">ไทย</',
    "สำนักงาน": ' lang="th">สำนักงาน</',
}


@pytest.mark.usefixtures("records")
@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("/", {"ค่าธรรมเนียม"}),
        ("/themes/", {"ค่าธรรมเนียม"}),
        ("/instruments/", {"อนุสัญญา"}),
        ("/organizations/", {"ไทย", "สำนักงาน"}),
        ("/recommendations/", set(NAMES)),
        ("/recommendations/theme/", {"ค่าธรรมเนียม"}),
        ("/recommendations/workshop-1/1.1/", set(NAMES)),
        ("/statements/", {"ค่าธรรมเนียม", "อนุสัญญา", "สำนักงาน", "ไทย"}),
        ("/reports/workshop-1/", {"ไทย", "ค่าธรรมเนียม"}),
        ("/reports/workshop-1/participants/", {"สำนักงาน"}),
        ("/speakers/", {"สำนักงาน"}),
        ("/search/?q=fees", {"ค่าธรรมเนียม", "อนุสัญญา"}),
    ],
)
def test_names_are_in_the_language_of_the_page_with_their_lang(client, address, shown):
    page = words(client, address)

    marked = {name for name, marked in NAMES.items() if marked in page}
    # “Fees” as text remains English; no name that has a label does.
    english = [name for name in ("Fees", "Office", "Thailand") if f">{name}</a>" in page]
    assert (shown <= marked, english) == (True, [])


@pytest.mark.usefixtures("records")
def test_the_heads_of_charts_are_in_the_language_of_the_page(client):
    page = words(client, "/organizations/")

    assert '<th scope="row" lang="th">ไทย</th>' in page
    assert '<th scope="col" lang="th"><span>ค่าธรรมเนียม</span></th>' in page


@pytest.mark.parametrize("language", ["en", "my"])
def test_a_name_without_a_label_is_the_preferred_one(client, records, language):
    heading = "<h1>Fees</h1>" if language == "en" else '<h1 lang="en">Fees</h1>'

    assert heading in words(client, "/themes/fees/", language)


@pytest.mark.usefixtures("_pseudo_language")
def test_the_page_of_a_record_says_whether_its_translated_name_is_confirmed(client, records):
    pages = {str(record): words(client, record.get_absolute_url()) for record in records}

    unconfirmed = {name: UNCONFIRMED in page for name, page in pages.items()}
    preferred = {name: f'<span lang="en">{name}</span>' in page for name, page in pages.items()}
    assert unconfirmed == {
        "Fees": True,
        "Fees Convention": False,
        "Thailand": False,
        "Office": True,
    }
    assert set(preferred.values()) == {True}
    assert UNCONFIRMED not in words(client, "/themes/fees/", "en")


def test_labels_of_facets_are_cached_for_each_language(client, records):
    pages = [words(client, "/recommendations/", language) for language in ("en", "th", "en", "th")]

    assert [">ค่าธรรมเนียม</a>" in page for page in pages] == [False, True, False, True]
    assert [">Fees</a>" in page for page in pages] == [True, False, True, False]


def test_the_choices_of_a_facet_are_found_by_their_labels(client, records):
    pages = [
        client.get("/recommendations/organization/", {"find": typed}).context["facet"]
        for typed in ("สำนัก", "ไทย", "ลาว")
    ]

    assert [[choice.value for choice in facet.choices] for facet in pages] == [
        ["office"],
        ["thailand"],
        [],
    ]


@pytest.mark.parametrize("rows", [1, 12])
def test_a_list_with_translated_names_needs_a_constant_number_of_queries(
    client, django_assert_max_num_queries, rows
):
    report = make_report(status="published")
    for number in range(rows):
        theme, body = make_theme(), make_organization()
        for record in (theme, body):
            record.labels.create(language="th", label=f"ชื่อ {number}")
        make_recommendation(report, themes=[theme], addressees=[body])
    client.get("/recommendations/", headers={"accept-language": "th"})

    with django_assert_max_num_queries(20):
        client.get("/recommendations/?sort=oldest", headers={"accept-language": "th"})


def test_the_page_of_an_instrument_shows_its_text_and_numbers_elsewhere(client):
    instrument = make_instrument(
        "Domestic Workers Convention",
        ilo_number="C189",
        sdg_goal=8,
        url="https://ilo.example/c?a=1&b",
    )
    make_paragraph(report=make_report(status="published"), instruments=[instrument])

    page = words(client, instrument.get_absolute_url(), "en")

    link = '<a href="https://ilo.example/c?a=1&amp;b" translate="no">'
    assert [part in page for part in (link, "C189", "<dd> 8 </dd>")] == [True] * 3


def test_the_page_of_an_organization_shows_its_website_and_its_ror_id(client):
    body = make_organization(
        "ILO", website="https://ilo.example", ror_id="https://ror.org/02mhbdp94"
    )
    make_paragraph(report=make_report(status="published"), organizations=[body])

    page = words(client, body.get_absolute_url(), "en")

    assert [f'<a href="{address}"' in page for address in (body.website, body.ror_id)] == [True] * 2

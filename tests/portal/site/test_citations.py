"""How to cite: on the page of every record, as files, and for the first report word for word."""

import json

import bibtexparser
import pytest
import rispy
from django.urls import reverse
from django.utils import timezone
from lxml import html

from portal.exports.citations.signposting import DESCRIPTIONS
from reports.models import Report
from tests.builders.records import (
    make_contribution,
    make_paragraph,
    make_person,
    make_recommendation,
    make_report,
)
from tests.builders.seeded_portal import copy_first_report
from tests.builders.seminar import published_seminar
from tests.harness.public_pages import FIRST_REPORT
from tests.harness.zotero import item_of

TITLE = "ARF Workshop on Security, Stability, and International Migration in the ASEAN Region"
PLACE = "Nay Pyi Taw, Myanmar, 10–11 March 2015, version 1"
HEAD_LINKS = (
    '<link rel="alternate" type="application/x-bibtex" href="cite.bib">',
    '<link rel="alternate" type="application/x-research-info-systems" href="cite.ris">',
    '<link rel="alternate" type="application/vnd.citationstyles.csl+json" href="cite.json">',
)


def words(page):
    return " ".join(page.content.decode().split())


def cited_pages(report):
    """Return the pages of the report, a version, a paragraph and a recommendation of it."""
    number = report.revisions.exclude(published_at=None).first().number
    return [
        report.get_absolute_url(),
        reverse("site:report-version", args=[report.slug, number]),
        report.paragraphs.first().page_url,
        report.recommendations.first().get_absolute_url(),
    ]


@pytest.mark.django_db
def test_every_record_page_says_how_to_cite_it_and_links_to_its_files(client):
    for path in cited_pages(published_seminar()):
        page = client.get(path)

        text = words(page)
        assert [link in text for link in HEAD_LINKS] == [True] * 3
        assert page.context["footnote"].endswith(f"Available at http://127.0.0.1:8000{path}.")
        assert f'<a href="{path}cite/">' in text
        assert f'<http://127.0.0.1:8000{path}>; rel="cite-as"' in page["Link"]


@pytest.mark.django_db
def test_zotero_saves_every_page_as_a_report_or_as_a_part_of_one(client):
    items = []
    for path in cited_pages(published_seminar()):
        page = html.document_fromstring(client.get(path).content)
        items.append(item_of([(one.get("name"), one.get("content")) for one in page.iter("meta")]))

    assert [item["itemType"] for item in items] == [
        "report",
        "report",
        "bookSection",
        "bookSection",
    ]
    assert [len(item["creators"]) for item in items[2:]] == [1, 1]
    assert [bool(item["title"] and item["date"]) for item in items] == [True] * 4


@pytest.mark.django_db(transaction=True)
def test_sixty_references_of_the_first_report_are_read_by_other_programs(client):
    copy_first_report()
    counts = []
    for name in ("recommendations", "statements", "contributions"):
        bib, ris, csl = (
            b"".join(client.get(f"/{name}/export.{ending}")).decode()
            for ending in ("bib", "ris", "json")
        )
        library = bibtexparser.parse_string(bib)
        assert library.failed_blocks == []
        counts.append((len(library.entries), len(rispy.loads(ris)), len(json.loads(csl))))

    assert counts == [(26, 26, 26), (22, 22, 22), (14, 14, 14)]


@pytest.mark.django_db
def test_every_file_that_a_page_names_is_there_in_the_type_it_names(client):
    answers = {
        (path, name): client.get(path + name)["Content-Type"].split(";")[0]
        for path in cited_pages(published_seminar())
        for name in DESCRIPTIONS
    }

    assert {name: kind for (_, name), kind in answers.items()} == DESCRIPTIONS
    assert len(answers) == 16


@pytest.mark.django_db
def test_datacite_json_is_of_whole_reports(client):
    paths = cited_pages(published_seminar())

    answers = [client.get(f"{path}cite.datacite.json") for path in paths]

    assert [answer.status_code for answer in answers] == [200, 404, 404, 404]
    assert answers[0].json()["types"]["resourceTypeGeneral"] == "Report"


@pytest.mark.django_db
def test_the_linked_data_of_a_report_name_all_its_parts(client):
    report = published_seminar()

    data = client.get(f"{report.get_absolute_url()}cite.jsonld").json()

    count = report.paragraphs.count() + report.recommendations.count()
    assert len(data["hasPart"]) == count > 2


@pytest.mark.django_db
def test_a_doi_is_in_every_file_of_its_report(client):
    report = published_seminar()
    Report.objects.filter(pk=report.pk).update(doi="10.1234/seminar")
    base = report.get_absolute_url()

    files = [client.get(f"{base}{name}").content.decode() for name in DESCRIPTIONS]

    assert ["10.1234/seminar" in file for file in files] == [True] * 4
    assert '<https://doi.org/10.1234/seminar>; rel="cite-as"' in client.get(base)["Link"]


@pytest.mark.django_db
@pytest.mark.parametrize("ending", ["pdf", "txt", "datacite", ""])
def test_an_unknown_ending_is_not_found(client, ending):
    report = make_report(status="published")

    assert client.get(f"{report.get_absolute_url()}cite.{ending}").status_code == 404


@pytest.mark.django_db
def test_what_is_unique_in_a_file_does_not_depend_on_the_language_of_the_page(client):
    page = make_recommendation(make_report(status="published")).get_absolute_url()
    english = client.get(f"{page}cite.bib").content

    thai = client.get(f"{page}cite.bib", headers={"accept-language": "th"}).content

    assert thai == english


@pytest.mark.django_db(transaction=True)
def test_the_first_report_is_cited_word_for_word(client):
    copy_first_report()
    base = f"http://127.0.0.1:8000/reports/{FIRST_REPORT}"
    recommendation = f"/recommendations/{FIRST_REPORT}/21.C.3.b/"

    footnotes = {
        path: client.get(path).context["footnote"]
        for path in (
            f"/reports/{FIRST_REPORT}/",
            f"/reports/{FIRST_REPORT}/v/1/",
            f"/reports/{FIRST_REPORT}/paragraphs/p10/",
            f"/reports/{FIRST_REPORT}/paragraphs/p20/",
            recommendation,
        )
    }

    assert list(footnotes.values()) == [
        f"ASEAN Regional Forum, “{TITLE}”, Co-Chairs' Summary Report, {PLACE}. "
        f"Available at {base}/.",
        f"ASEAN Regional Forum, “{TITLE}”, Co-Chairs' Summary Report, {PLACE}. "
        f"Available at {base}/v/1/.",
        f"Jeriel Domingo, Paragraph 10, statement by a named speaker, in “{TITLE}”, {PLACE}. "
        f"Available at {base}/paragraphs/p10/.",
        "Participants, Paragraph 20, statement by participants collectively, in "
        f"“{TITLE}”, {PLACE}. Available at {base}/paragraphs/p20/.",
        "Participants, Recommendation 21.C.3.b, regional recommendation agreed by participants, "
        f"in “{TITLE}”, {PLACE}. Available at http://127.0.0.1:8000{recommendation}.",
    ]


@pytest.mark.django_db
def test_the_page_of_styles_states_the_day_of_access_and_the_record_page_does_not(client, today):
    path = make_recommendation(make_report(status="published")).get_absolute_url()

    styles, page = words(client.get(f"{path}cite/")), words(client.get(path))

    assert [f"(accessed {today.day} {today:%B %Y})" in text for text in (styles, page)] == [
        True,
        False,
    ]


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.mark.django_db
def test_a_list_is_downloaded_as_references_under_the_filters_of_its_page(client):
    report = make_report(status="published")
    for text in ("Fees", "Skills", "More fees"):
        make_contribution(
            make_paragraph(report=report, voice="named", text=text),
            person=make_person(f"Ana {text}"),
        )
        make_recommendation(report, text=text)

    ris, bib, csl = (
        b"".join(client.get(path, {"q": "fees", "sort": "oldest"})).decode()
        for path in (
            "/statements/export.ris",
            "/contributions/export.bib",
            "/recommendations/export.json",
        )
    )

    assert [entry["authors"] for entry in rispy.loads(ris)] == [["Ana Fees"], ["Ana More fees"]]
    assert [entry.key for entry in bibtexparser.parse_string(bib).entries] == [
        "workshop-1.p1.ana-fees",
        "workshop-1.p3.ana-more-fees",
    ]
    assert [item["title"] for item in json.loads(csl)] == ["Recommendation R1", "Recommendation R3"]


@pytest.mark.django_db
def test_a_list_of_references_refuses_what_its_page_would_ignore(client):
    assert client.get("/statements/export.ris", {"colour": "red"}).status_code == 400


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/recommendations/", "/statements/", "/contributions/"])
def test_each_row_of_a_list_has_its_reference_for_the_browser_s_reference_manager(client, path):
    report = make_report(status="published")
    make_recommendation(report)
    make_contribution(make_paragraph(report=report, voice="named"))

    text = words(client.get(path))

    assert text.count('<span class="Z3988" translate="no" title="ctx_ver=Z39.88-2004&amp;') == 1
    assert [f'href="{path}export.{ending}"' in text for ending in ("bib", "ris", "json")] == [
        True
    ] * 3

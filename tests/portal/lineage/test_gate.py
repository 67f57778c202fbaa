"""Nothing that is unconfirmed or not public is shown by any outlet."""

import pytest
from django.urls import reverse

from portal.exports.archive import writer
from portal.exports.public_data import package
from portal.exports.record_json import recommendation as as_json
from portal.exports.record_querysets import recommendations
from portal.oai.verbs import answer
from reports import publishing
from reports.signals import report_changed
from tests.builders.lineage import make_line, make_link, make_rejection
from tests.builders.records import make_recommendation
from tests.harness.page_caches import forget_pages
from tests.harness.readable_content import readable_content
from tests.harness.url_access import read_lists

pytestmark = pytest.mark.django_db
WORD = "Zanzibar"
UNPUBLISHED = ["draft", "in_review", "withdrawn"]


def outlets(client, *records):
    """Return the content of every page, list and file about the records, by address."""
    for record in records:
        report_changed.send(sender=type(record.report), report=record.report)
    forget_pages()
    writer.catch_up()
    contents = read_lists(client, WORD)
    urls = [record.get_absolute_url() for record in records]
    urls += [reverse("api:recommendation", args=[record.pk]) for record in records]
    urls += [record.report.get_absolute_url() for record in records]
    urls += ["/recurring/?meeting=meeting-2009", "/recommendations/?repeated=first"]
    contents |= {url: readable_content(client.get(url)) for url in urls}
    pairs = [("verb", "ListRecords"), ("metadataPrefix", "oai_dc")]
    written = package.write_package()
    return contents | {"archive": written.path.read_bytes(), "oai": answer(pairs)}


def named_in(contents, words):
    """Return the addresses whose content has the words, except those of searches for them."""
    return [
        url
        for url, content in contents.items()
        if words.encode() in content and f"q={WORD}" not in url
    ]


@pytest.mark.parametrize("status", UNPUBLISHED)
def test_no_outlet_shows_the_end_of_a_link_that_is_not_public(client, status):
    (shown,) = make_line(2009)
    (hidden,) = make_line(2012, status=status, text=f"{WORD} wish")
    make_link(shown, hidden)

    contents = outlets(client, shown)

    assert named_in(contents, WORD) == []
    assert named_in(contents, "meeting-2012") == []
    assert b"In other meetings" not in contents[shown.get_absolute_url()]
    assert f'"id":{shown.pk}'.encode() not in b"".join(
        client.get("/api/v1/recommendations/?repeated=again-later")
    )


def test_no_outlet_shows_a_rejected_candidate(client):
    (first,), (second,) = make_line(2009, text="Count boats."), make_line(2012, text="Count nets.")
    make_rejection(first, second)

    contents = outlets(client, first, second)

    for record, other in ((first, second), (second, first)):
        assert other.text.encode() not in contents[record.get_absolute_url()]
    assert b"In other meetings" not in contents[first.get_absolute_url()]
    assert as_json(recommendations().get(pk=first.pk))["lineage"] == {
        "earlier": [],
        "later": [],
        "none_later": False,
    }


def test_a_confirmed_link_is_shown_by_page_list_api_table_and_archive(client):
    first, second = make_line(2009, 2012)
    make_link(second)
    make_recommendation(first.report, text="Count boats.")

    contents = outlets(client, first, second)

    page = contents[first.get_absolute_url()].decode()
    assert "First asked for in 2009, repeated 1 time." in page
    assert second.get_absolute_url() in page
    lineage = as_json(recommendations().get(pk=second.pk))["lineage"]
    assert [(one["id"], one["kind"]) for one in lineage["earlier"]] == [(first.pk, "repeated")]
    assert (lineage["later"], lineage["none_later"]) == ([], True)
    rows = contents["/recommendations/export.csv"].decode("utf-8-sig").splitlines()
    assert [row.rsplit(",", 1)[1] for row in rows] == [
        '"repeated"',
        '"repeated; none-later; not-taken-up"',
        '"first; again-later"',
        '"not-taken-up"',
    ]


def test_a_past_list_leaves_out_links_to_what_was_withdrawn_since(client):
    first, second = make_line(2009, 2012)
    outlets(client, first, second)
    day = client.get("/api/v1/recommendations/").json()["as_of"]
    publishing.transition(second.report, "withdrawn")
    writer.catch_up()
    forget_pages()

    past = client.get(f"/api/v1/recommendations/?as_of={day.replace('+', '%2B')}").json()

    assert [item["lineage"]["later"] for item in past["results"]] == [[]]

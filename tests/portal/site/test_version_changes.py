"""What a published version changed, for readers."""

import re

import pytest
from django.utils.translation import override

from portal.content import draft_version, service, workflow
from portal.content.edits.fields import SetFields
from portal.content.schema import Item
from portal.content.snapshot_text import LABELS
from portal.site.version_changes import HIDDEN_FIELDS, shown_labels
from reports.models import Report
from tests.builders.records import make_organization, make_theme
from tests.builders.seminar import published_seminar

pytestmark = pytest.mark.django_db


@pytest.fixture
def published():
    return published_seminar()


def publish_with(report, anchor, fields):
    """Publish a version in which these fields of a paragraph are set; return its number."""
    draft = draft_version.begin_draft(report)
    key = draft.paragraphs.get(anchor=anchor).pk
    published = draft.published_keys["paragraph"].get(str(key), key)
    edit = SetFields(Item("paragraph", published), fields)
    service.save_edit(report=draft, edit=edit, version=draft.version)
    workflow.publish(Report.objects.get(pk=draft.pk))
    report.refresh_from_db()
    return report.version


def changes_page(client, report, number):
    page = client.get(f"/reports/{report.slug}/v/{number}/changes/").content.decode()
    return " ".join(page.split())


def test_the_words_that_differ_are_marked(client, published):
    before, earlier = published.paragraphs.get(anchor="p2").text, published.version

    number = publish_with(published, "p2", {"text": f"{before} Nobody objected."})
    page = changes_page(client, published, number)

    assert re.findall("<ins>(.*?)</ins>", page) == [" Nobody objected."]
    assert "Paragraph 2" in page
    assert f"compared with version {earlier}," in page


def test_the_first_version_has_nothing_before_it(client, published):
    assert "This is the first published version" in changes_page(client, published, 1)


def test_what_readers_do_not_see_is_no_change(client, published):
    theme = make_theme("Skills")

    number = publish_with(published, "p2", {"themes": [theme.pk]})

    assert "Nothing that readers can see." in changes_page(client, published, number)


@pytest.mark.parametrize("record_type", LABELS)
def test_every_field_is_shown_in_the_language_of_the_page_or_hidden_with_a_reason(record_type):
    """The label of a new field is marked with gettext_noop in the schema, and translated."""
    labels, hidden = shown_labels(record_type), HIDDEN_FIELDS[record_type]

    with override("th"):
        untranslated = {name for name, label in labels.items() if str(label).isascii()}
    assert untranslated == set()
    assert labels.keys() & hidden.keys() == set()
    assert (labels.keys() | hidden.keys()) - LABELS[record_type].keys() == set()


def test_a_field_of_the_schema_that_is_not_listed_is_shown(client, published, monkeypatch):
    monkeypatch.delitem(HIDDEN_FIELDS["paragraph"], "label")

    number = publish_with(published, "p2", {"label": "2 bis."})

    page = changes_page(client, published, number)
    assert '<h3 class="meta">Number as printed</h3>' in page
    assert re.findall("<ins>(.*?)</ins>", page) == [" bis"]


def test_organizations_that_speak_are_shown_as_speakers(client, published):
    body = make_organization("Cambodia")

    number = publish_with(published, "p3", {"speaking_organizations": [body.pk]})

    page = changes_page(client, published, number)
    assert '<h3 class="meta">Speakers</h3>' in page
    assert re.findall("<(ins|del)>(.*?)</", page) == [("del", "Thailand"), ("ins", "Cambodia")]


def test_a_draft_is_no_version(client, published):
    draft = draft_version.begin_draft(published)

    addresses = [f"/reports/{published.slug}/v/{draft.version + 1}/changes/"]
    assert [client.get(address).status_code for address in addresses] == [404]


def test_a_recommendation_of_a_version_has_the_anchor_that_the_report_has(client, published):
    anchors = [
        set(re.findall(r'id="(r-[^"]*)"', client.get(address).content.decode()))
        for address in (published.get_absolute_url(), f"/reports/{published.slug}/v/1/")
    ]

    assert anchors[0] == anchors[1] != set()

"""Links stay through edits, draft versions, reimports and merges of organizations."""

import pytest

from portal.content import draft_version
from portal.content.draft_version import begin_draft
from portal.content.edits.fields import SetFields
from portal.content.schema import Item
from portal.entities import merge, unmerge
from portal.lineage import decisions
from portal.lineage.lines import line_of
from recommendations.models import LineageLink, Recommendation
from reports import publishing
from reports.models import Report
from tests.builders import edits
from tests.builders.imported_reports import import_text, reimport_text
from tests.builders.lineage import make_line, make_link
from tests.builders.records import make_organization

pytestmark = pytest.mark.django_db
TEXT = """ARF Seminar on Skills
10 March 2019
Bangkok, Thailand

Session 1: Training

1. Training is dear in most of the countries that were there.
2. Participants recommended to:

A. National Level:
- train more people in the trades that both sides need;
- ask employers what they need.
"""
CHANGED = TEXT.replace("- train more", "- begin with a survey;\n- train many more")


@pytest.fixture
def linked():
    """An imported report whose first recommendation repeats one of 2009; it is public."""
    (earlier,) = make_line(2009, text="train people in the trades that both sides need")
    report = import_text(TEXT)
    publishing.publish(report)
    later = report.recommendations.order_by("position").first()
    make_link(earlier, later)
    return earlier, later


def publish(draft):
    publishing.transition(draft, "in_review")
    publishing.transition(draft, "published", replace_published=draft_version.publish_draft)


def stored():
    rows = LineageLink.objects.order_by("pk")
    return list(rows.values_list("earlier", "later", "kind", "decided_by", "decided_at"))


def test_a_published_draft_version_keeps_the_links(linked):
    earlier, later = linked
    before = stored()
    draft = begin_draft(later.report)
    edit = SetFields(Item("recommendation", later.pk), {"text": "Train nearly all people."})
    edits.save(draft, draft.version, edit)

    publish(draft)

    assert stored() == before
    texts = [one.recommendation.text for one in line_of(later).members]
    assert texts == [earlier.text, "Train nearly all people."]


def test_a_recommendation_that_a_draft_version_adds_keeps_its_links(linked):
    earlier, later = linked
    draft = reimport_text(later.report, CHANGED)
    added = draft.recommendations.get(text__startswith="begin with")
    decisions.decide(earlier, added, "strengthened")
    before = stored()

    publish(draft)

    assert stored() == before
    published = Recommendation.objects.published().get(pk=added.pk)
    assert published.text.startswith("begin with")
    assert later in [one.recommendation for one in line_of(earlier).members]


def test_a_reimport_keeps_the_links_of_what_it_finds_again(linked):
    earlier, later = linked

    publish(reimport_text(later.report, CHANGED))

    again = Recommendation.objects.get(pk=later.pk)
    assert again.text.startswith("train many more people")
    assert [one.recommendation for one in line_of(earlier).members] == [earlier, again]


def test_a_draft_version_is_discarded_with_the_links_of_what_it_adds(linked):
    earlier, later = linked
    draft = reimport_text(later.report, CHANGED)
    before = stored()
    decisions.decide(
        earlier, draft.recommendations.get(text__startswith="begin with"), "strengthened"
    )

    draft_version.discard_draft(draft)

    assert stored() == before


def test_merged_and_separated_organizations_leave_the_links(linked):
    _, later = linked
    duplicate, target = make_organization("Ministry of Labor"), make_organization("Labor Ministry")
    for organization in (duplicate, target):
        later.involvements.create(organization=organization, role="addressee")
    before = stored()

    merged = merge.merge("organization", (duplicate, target))
    after_merge = stored()
    unmerge.unmerge(merged)

    assert (after_merge, stored()) == (before, before)


def test_a_withdrawn_report_shows_its_line_again_when_it_is_published_again(linked):
    earlier, later = linked
    report = Report.objects.get(pk=later.report_id)
    publishing.transition(report, "withdrawn")
    hidden = line_of(earlier).is_shown
    publishing.transition(report, "draft")
    publishing.publish(report)

    assert (hidden, line_of(earlier).is_shown) == (False, True)


def test_a_draft_version_with_another_day_moves_the_link_when_it_is_published(linked):
    earlier, later = linked
    draft = begin_draft(later.report)
    Report.objects.filter(pk=draft.pk).update(starts_on="2001-03-10", ends_on=None)
    shown_before = line_of(earlier).is_shown

    publish(Report.objects.get(pk=draft.pk))

    assert (shown_before, line_of(earlier).is_shown) == (True, False)

"""Whole harvests while records change: nothing is missed, nothing stays that is gone."""

from datetime import UTC, datetime
from itertools import count

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from oaipmh_scythe.exceptions import NoRecordsMatch
from oaipmh_scythe.iterator import OAIItemIterator

from portal.content import draft_version, workflow
from portal.oai import harvest
from reports import publishing
from reports.models import Report
from tests.builders.records import (
    make_contribution,
    make_organization,
    make_paragraph,
    make_recommendation,
    make_report,
    make_theme,
)
from tests.harness.harvester import harvester

pytestmark = pytest.mark.django_db
OAI = "{http://www.openarchives.org/OAI/2.0/}"
NUMBERS = count()
LIST = {"verb": "ListRecords", "metadataPrefix": "oai_dc"}
# A change between records of a page or between pages: after so many records, what, to which report.
CHANGES = st.lists(
    st.tuples(
        st.integers(0, 12),
        st.sampled_from(["add", "draft", "withdraw", "revise", "shorten", "lengthen"]),
        st.integers(0, 9),
    ),
    max_size=7,
)


@pytest.fixture(autouse=True)
def _short_pages(monkeypatch):
    monkeypatch.setattr(harvest, "PAGE_SIZE", 3)
    monkeypatch.setattr("portal.oai.verbs.PAGE_SIZE", 3)
    monkeypatch.setattr(harvest, "REPORTS_AT_FIRST", 1)


def add_report(status="published", parts=2):
    report = make_report(slug=f"meeting-{next(NUMBERS)}")
    for _ in range(parts):
        paragraph = make_paragraph(report=report)
        make_recommendation(report, paragraph=paragraph, level="national")
    for step in {"draft": (), "published": ("in_review", "published")}[status]:
        publishing.transition(report, step)
    return report


class World:
    """The reports of a portal, and the identifiers of everything that has been public."""

    def __init__(self):
        self.known = set()
        self.reports = [add_report(parts=parts) for parts in (1, 3, 0)]
        self.see()

    def public(self):
        """Return the text of every public record, by its local name."""
        texts = {}
        for report in Report.objects.published():
            texts[f"reports/{report.pk}"] = report.title
            for paragraph in report.paragraphs.all():
                texts[f"reports/{report.pk}/paragraphs/{paragraph.anchor}"] = paragraph.text
            for one in report.recommendations.all():
                texts[f"reports/{report.pk}/recommendations/{one.reference}"] = one.text
        return texts

    def see(self):
        self.known |= self.public().keys()

    def expected(self):
        """Return {local name: text, or None if it is deleted}."""
        return dict.fromkeys(self.known) | self.public()

    def change(self, action, index):
        report = self.reports[index % len(self.reports)]
        report.refresh_from_db()
        getattr(self, action)(report)
        self.see()

    def add(self, report):
        self.reports.append(add_report())

    def draft(self, report):
        """What has never been public is never harvested."""
        add_report("draft")
        if report.status == "published":
            make_paragraph(report=draft_version.begin_draft(report), text="Not yet.", number="")

    def withdraw(self, report):
        if report.status == "published":
            publishing.transition(report, "withdrawn")
            make_paragraph(report=report, text="Not any more.")

    def revise(self, report):
        draft = self.begin(report)
        draft.recommendations.update(text=f"Revised {report.version}.")
        self.publish(draft)

    def shorten(self, report):
        draft = self.begin(report)
        if first := draft.recommendations.first():
            first.delete()
        self.publish(draft)

    def lengthen(self, report):
        draft = self.begin(report)
        number = 50 + draft.paragraphs.count()
        make_paragraph(report=draft, anchor=f"p{number}", position=number)
        self.publish(draft)

    def begin(self, report):
        if report.status == "published" or hasattr(report, "next_draft"):
            return draft_version.begin_draft(report)
        publishing.transition(report, "draft")
        return report

    def publish(self, report):
        workflow.publish(report)


def text_of(record):
    if record.deleted:
        return None
    if "/" in record.header.identifier.partition("reports/")[2]:
        return record.metadata["description"][0]
    return record.metadata["title"][0]


def collect(world, scythe, changes, **arguments):
    """Harvest while the changes happen; return {local name: last text, None if deleted}."""
    waiting, mirror = sorted(changes), {}
    iterator = OAIItemIterator(scythe, LIST | arguments)
    for place, record in enumerate(iterator):
        # After the last page a harvester learns of no change.
        while waiting and waiting[0][0] <= place and iterator.resumption_token.token:
            _, action, index = waiting.pop(0)
            world.change(action, index)
        mirror[record.header.identifier.split(":", 2)[2]] = text_of(record)
    for _, action, index in waiting:
        world.change(action, index)
    return mirror, bool(waiting)


@given(changes=CHANGES, later=CHANGES)
# Without shrinking, which takes minutes.
@settings(max_examples=12, phases=[Phase.explicit, Phase.reuse, Phase.generate])
def test_a_harvest_during_changes_has_everything_and_the_next_one_what_has_changed_since(
    changes, later
):
    with transaction.atomic(), harvester() as scythe:
        world = World()
        began = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"
        mirror, is_behind = collect(world, scythe, changes)
        if not is_behind:
            assert mirror == world.expected()

        for _, action, index in later:
            world.change(action, index)
        newer, _ = collect(world, scythe, [], **{"from": began})

        assert mirror | newer == world.expected()
        transaction.set_rollback(True)


def test_a_list_in_several_pages_counts_what_it_has_sent_and_ends_with_an_empty_token():
    add_report(parts=3)
    with harvester() as scythe:
        first = scythe.harvest(LIST)
        second = scythe.harvest({"verb": "ListRecords", "resumptionToken": token_of(first).text})
        third = scythe.harvest({"verb": "ListRecords", "resumptionToken": token_of(second).text})

    assert [token_of(page).get("cursor") for page in (first, second, third)] == ["0", "3", "6"]
    assert token_of(third).text is None


def test_a_list_in_one_page_has_no_token():
    add_report(parts=1)
    with harvester() as scythe:
        assert token_of(scythe.harvest(LIST)) is None


def harvest_while_leaving(keep):
    """Harvest a set that all records but so many leave; return the numbers of what comes."""
    report = add_report(parts=4)
    keys = list(report.recommendations.order_by("pk").values_list("pk", flat=True))
    with harvester() as scythe:
        found = []
        for record in OAIItemIterator(scythe, LIST | {"set": "level:national"}):
            found.append(record.header.identifier)
            report.recommendations.filter(pk__in=keys[keep:]).update(level="regional")
    return [found.index(identifier) for identifier in found]


@pytest.mark.parametrize(("keep", "numbers"), [(3, [0, 1, 2, 2]), (1, [0, 1, 2, 0])])
def test_a_harvest_whose_rest_has_left_the_selection_ends_with_a_record_that_it_has(keep, numbers):
    assert harvest_while_leaving(keep) == numbers


def test_a_harvest_of_a_set_that_all_records_have_left_is_told_that_none_matches():
    with pytest.raises(NoRecordsMatch):
        harvest_while_leaving(0)


def token_of(page):
    return page.xml.find(f".//{OAI}resumptionToken")


def test_the_queries_of_a_page_do_not_grow_with_its_records(monkeypatch):
    monkeypatch.setattr(harvest, "PAGE_SIZE", 100)
    monkeypatch.setattr("portal.oai.verbs.PAGE_SIZE", 100)
    monkeypatch.setattr(harvest, "REPORTS_AT_FIRST", 10)
    counts = []
    with harvester() as scythe:
        for _ in range(3):
            for number in range(12):
                report = make_full_report()
                if number % 4 == 0:
                    publishing.transition(report, "withdrawn")
            with CaptureQueriesContext(connection) as queries:
                page = scythe.harvest(LIST)
            counts.append(len(queries))

    assert len(page.xml.findall(f".//{OAI}record")) == 100
    assert counts[1] == counts[2]
    assert counts[2] <= 60


def make_full_report():
    """Make a public report with everything that its records are read from."""
    report = make_report(slug=f"meeting-{next(NUMBERS)}", co_chairs=[make_organization()])
    for _ in range(4):
        make_recommendation(report, themes=[make_theme()], addressees=[make_organization()])
        make_contribution(make_paragraph(report=report, voice="named"))
    for step in ("in_review", "published"):
        publishing.transition(report, step)
    return report

"""Unmerging moves links back even long after the merge, and keeps later changes."""

import pytest

from portal.content import draft_version, revisions, workflow
from portal.content.new_entities import create_organization
from portal.content.person_records import unique_slug
from portal.content.refusals import SaveRefusedError
from portal.entities import merge, unmerge
from recommendations.models import Involvement
from reports.models import Organization, Participation, Person
from tests.builders.records import (
    make_instrument,
    make_organization,
    make_paragraph,
    make_participation,
    make_recommendation,
    make_report,
    make_speaker,
)

pytestmark = pytest.mark.django_db


def organizations_in_report():
    """Return an organization linked in every way to a published report, another one, and the report."""
    duplicate, survivor = make_organization("I.L.O. office"), make_organization("ILO")
    report = make_report(status="published", co_chairs=[duplicate])
    paragraph = make_paragraph(report=report, organizations=[duplicate])
    paragraph.speaking_organizations.add(duplicate)
    make_recommendation(report, addressees=[duplicate], paragraph=paragraph)
    make_participation(report, organizations=[duplicate])
    revisions.mark_published(revisions.save_revision(report, "Filled"))
    return duplicate, survivor, report


def links(report):
    paragraph = report.paragraphs.get()
    return [
        *report.co_chairs.all(),
        *paragraph.organizations.all(),
        *paragraph.speaking_organizations.all(),
        *(involvement.organization for involvement in Involvement.objects.all()),
        *(
            affiliation.organization
            for affiliation in report.participations.get().affiliations.all()
        ),
    ]


def test_unmerging_moves_links_back_after_the_report_was_republished():
    duplicate, survivor, report = organizations_in_report()
    merge_record = merge.merge("organization", (duplicate, survivor))
    assert links(report) == [survivor] * 5
    workflow.publish(draft_version.begin_draft(report))

    unmerge.unmerge(merge_record)

    assert links(report) == [duplicate] * 5


def test_unmerging_is_rejected_while_a_draft_version_begun_after_the_merge_exists():
    duplicate, survivor, report = organizations_in_report()
    merge_record = merge.merge("organization", (duplicate, survivor))
    draft = draft_version.begin_draft(report)

    with pytest.raises(SaveRefusedError, match="was started after the merge"):
        unmerge.unmerge(merge_record)
    draft_version.discard_draft(draft)
    unmerge.unmerge(merge_record)

    assert links(report) == [duplicate] * 5


def test_unmerging_moves_links_back_in_a_draft_version_begun_before_the_merge():
    duplicate, survivor, report = organizations_in_report()
    draft = draft_version.begin_draft(report)
    merge_record = merge.merge("organization", (duplicate, survivor))

    unmerge.unmerge(merge_record)
    workflow.publish(draft)

    assert links(report) == [duplicate] * 5


def test_unmerging_keeps_fields_edited_since_the_merge():
    report = make_report(status="published")
    full = make_speaker("Ana Cruz", report=report)
    short = make_speaker("A. Cruz", report=report, position="Director")
    merge_record = merge.merge("person", (short, full))
    own = Participation.objects.filter(person=full)
    own.update(position="Secretary-General")

    unmerge.unmerge(merge_record)

    assert own.get().position == "Secretary-General"


def test_unmerging_keeps_an_alias_that_another_merge_added_as_well():
    full = make_speaker("Ana Cruz")
    first, second = make_speaker("A. Cruz"), make_speaker("Ana C.")
    Person.objects.filter(pk__in=[first.pk, second.pk]).update(aliases="Ms. Cruz")
    merge_records = []
    for person in (first, second):
        person.refresh_from_db()
        full.refresh_from_db()
        merge_records.append(merge.merge("person", (person, full)))

    unmerge.unmerge(merge_records[0])

    full.refresh_from_db()
    assert set(full.other_names) == {"Ms. Cruz", "Ana C."}


def test_unmerging_a_part_follows_a_later_merge_of_its_parent_organization():
    whole, new = make_organization("Ministry"), make_organization("New ministry")
    part = make_organization("Department", part_of=whole)
    merge_record = merge.merge("organization", (part, make_organization("Unit")))
    merge.merge("organization", (whole, new))

    unmerge.unmerge(merge_record)

    assert Organization.objects.get(name="Department").part_of == new


def test_unmerging_is_rejected_if_the_slug_now_belongs_to_another_record():
    duplicate, survivor = make_organization("ILO office"), make_organization("ILO")
    merge_record = merge.merge("organization", (duplicate, survivor))
    make_organization("Other", slug="ilo-office")

    with pytest.raises(SaveRefusedError, match="is now the slug of another record"):
        unmerge.unmerge(merge_record)


def test_a_new_record_never_takes_the_slug_of_a_merged_one():
    duplicate, survivor = make_organization("ILO office"), make_organization("ILO")
    merge.merge("organization", (duplicate, survivor))

    assert unique_slug(Organization, "ILO office") == "ilo-office-2"
    assert create_organization("ILO office") == survivor


def test_the_url_of_a_merged_organization_public_only_through_its_parts_redirects(client):
    whole, survivor = make_organization("Ministry"), make_organization("New ministry")
    part = make_organization("Department", part_of=whole)
    make_instrument(adopted_by=whole)
    make_paragraph(report=make_report(status="published"), organizations=[part])
    assert client.get(whole.get_absolute_url()).status_code == 200

    merge.merge("organization", (whole, survivor))

    answer = client.get("/organizations/ministry/")
    assert (answer.status_code, answer["Location"]) == (301, survivor.get_absolute_url())


def test_a_merge_saves_a_revision_of_the_report_before_changing_it():
    report = make_report(status="published")
    full = make_speaker("Ana Cruz", report=report)
    short = make_speaker("A. Cruz", report=report)

    merge.merge("person", (short, full))

    before, after = report.revisions.order_by("number")[1:]
    assert [len(revision.snapshot.participation) for revision in (before, after)] == [2, 1]

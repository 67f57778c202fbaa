"""Merging two records loses no alias and no link, and can be undone."""

import pytest

from portal.content import draft_version, loader, revisions
from portal.content.refusals import SaveRefusedError
from portal.entities import merge, unmerge
from recommendations.models import Involvement
from reports.merge_redirects import canonical_id
from reports.models import MergeRecord, Organization, Person, Report
from reports.models.optimistic_locking import StaleSaveError
from tests.builders import edits
from tests.builders.records import (
    make_instrument,
    make_organization,
    make_paragraph,
    make_participation,
    make_person,
    make_recommendation,
    make_report,
    make_speaker,
)

pytestmark = pytest.mark.django_db


def database_state():
    """Return all people, organizations and reports of the database as comparable data."""
    shared = [
        list(model.objects.order_by("pk").values_list("pk", "slug", "name", "aliases"))
        for model in (Person, Organization)
    ]
    return shared, [loader.load_snapshot(report) for report in Report.objects.order_by("pk")]


def test_merging_people_moves_every_alias_and_participation():
    short = make_speaker("A. Cruz")
    Person.objects.filter(pk=short.pk).update(aliases="Ms. A. Cruz")
    short.refresh_from_db()
    full = make_speaker("Ana Cruz")

    merge.merge("person", (short, full))

    full.refresh_from_db()
    assert full.other_names == ["A. Cruz", "Ms. A. Cruz"]
    assert full.participations.count() == 2
    assert list(Person.objects.all()) == [full]


def test_merging_two_participants_of_one_report_combines_their_participations():
    report = make_report(status="published")
    organization, other = make_organization("ILO"), make_organization("IOM")
    full = make_speaker("Ana Cruz", report=report, organizations=[organization])
    short = make_speaker(
        "A. Cruz",
        report=report,
        organizations=[organization, other],
        printed_name="Ms. A. Cruz",
        position="Director",
    )

    merge.merge("person", (short, full))

    participation = report.participations.get()
    assert (participation.person, participation.position, participation.short_forms) == (
        full,
        "Director",
        "Ms. A. Cruz",
    )
    assert participation.contributions.count() == 2
    assert {link.organization for link in participation.affiliations.all()} == {organization, other}


def test_merging_organizations_moves_every_kind_of_link():
    duplicate, survivor = (
        make_organization("I.L.O.", acronym="ILO"),
        make_organization("ILO office"),
    )
    report = make_report(status="published", co_chairs=[duplicate, survivor])
    paragraph = make_paragraph(report=report, organizations=[duplicate])
    paragraph.speaking_organizations.add(duplicate)
    recommendation = make_recommendation(
        report, addressees=[duplicate, survivor], named=[duplicate]
    )
    make_participation(report, organizations=[duplicate])
    instrument = make_instrument(adopted_by=duplicate)
    part = make_organization("Unit", part_of=duplicate)

    merge.merge("organization", (duplicate, survivor))

    for record in (instrument, part):
        record.refresh_from_db()
    assert (instrument.adopted_by, part.part_of) == (survivor, survivor)
    assert list(report.co_chairs.all()) == [survivor]
    assert list(paragraph.organizations.all()) == [survivor]
    assert list(paragraph.speaking_organizations.all()) == [survivor]
    involvements = Involvement.objects.filter(recommendation=recommendation).order_by("role")
    assert [(involvement.role, involvement.organization) for involvement in involvements] == [
        ("addressee", survivor),
        ("named", survivor),
    ]


def test_an_organization_can_be_merged_into_its_own_part():
    whole = make_organization("Ministry")
    part = make_organization("Department", part_of=whole)

    merge.merge("organization", (whole, part))

    part.refresh_from_db()
    assert part.part_of is None


def test_unmerging_people_restores_everything_but_the_versions():
    report = make_report(status="published")
    full = make_speaker("Ana Cruz", report=report)
    short = make_speaker("A. Cruz", report=report)
    make_speaker("A. Cruz")
    before = database_state()
    merge_record = merge.merge("person", (short, full))

    unmerge.unmerge(merge_record)

    assert database_state() == before
    assert Person.objects.get(name="A. Cruz").pk == short.pk


def test_unmerging_organizations_restores_everything():
    whole = make_organization("Ministry", acronym="M")
    part = make_organization("Department", part_of=whole)
    report = make_report(status="published", co_chairs=[whole, part])
    make_recommendation(report, addressees=[whole, part], named=[whole])
    before = database_state()
    merge_record = merge.merge("organization", (whole, part))

    unmerge.unmerge(merge_record)

    assert database_state() == before
    part.refresh_from_db()
    assert part.part_of == whole


def test_unmerging_keeps_a_participation_reassigned_since_the_merge():
    report = make_report(status="published")
    full, short = make_speaker("Ana Cruz", report=report), make_speaker("A. Cruz")
    merge_record = merge.merge("person", (short, full))
    ben = make_person("Ben Otto")
    moved = full.participations.exclude(report=report).get()
    type(moved).objects.filter(pk=moved.pk).update(person=ben)

    unmerge.unmerge(merge_record)

    moved.refresh_from_db()
    assert moved.person == ben


def test_a_merge_can_be_undone_only_once():
    merge_record = merge.merge("person", (make_speaker("A. Cruz"), make_speaker("Ana Cruz")))
    unmerge.unmerge(merge_record)

    with pytest.raises(SaveRefusedError, match="was already undone"):
        unmerge.unmerge(merge_record)


def test_a_second_merge_of_the_same_records_is_rejected_as_a_conflict():
    short, full = make_speaker("A. Cruz"), make_speaker("Ana Cruz")
    merge.merge("person", (short, full))

    with pytest.raises(StaleSaveError):
        merge.merge("person", (short, full))
    assert MergeRecord.objects.count() == 1


def test_a_record_cannot_be_merged_with_itself():
    ana = make_speaker("Ana Cruz")

    with pytest.raises(SaveRefusedError, match="already one record"):
        merge.merge("person", (ana, ana))


def test_a_merge_adds_a_revision_to_the_published_report_and_to_its_draft_version():
    report = make_report(status="published")
    full = make_speaker("Ana Cruz", report=report)
    short = make_speaker("A. Cruz", report=report)
    draft = draft_version.begin_draft(report)

    merge.merge("person", (short, full))

    merge_revisions = report.revisions.filter(action__contains="merged").order_by("number")
    assert [revision.published_at is not None for revision in merge_revisions] == [True, False]
    for report_version in (report, draft):
        assert Report.objects.get(pk=report_version.pk).participations.count() == 1


def test_the_url_of_a_merged_record_redirects_to_the_remaining_one(client):
    short, full = make_speaker("A. Cruz"), make_speaker("Ana Cruz")
    duplicate, survivor = make_organization("ILO office"), make_organization("ILO")
    make_paragraph(report=make_report(status="published"), organizations=[duplicate, survivor])
    merge.merge("person", (short, full))
    merge.merge("organization", (duplicate, survivor))

    old_urls = ("/speakers/a-cruz/", "/organizations/ilo-office/")
    responses = [client.get(url) for url in old_urls]

    assert [(response.status_code, response.get("Location")) for response in responses] == [
        (301, "/speakers/ana-cruz/"),
        (301, "/organizations/ilo/"),
    ]


def test_the_url_of_a_merged_record_that_was_never_public_is_not_found(client):
    short = make_speaker("A. Cruz", report=make_report())
    full = make_speaker("Ana Cruz")
    merge.merge("person", (short, full))

    assert client.get("/speakers/a-cruz/").status_code == 404


def test_the_canonical_id_follows_a_chain_of_merges():
    first = make_speaker("A. Cruz")
    second = make_speaker("Ana C. Cruz")
    third = make_speaker("Ana Cruz")
    merge.merge("person", (first, second))
    second.refresh_from_db()
    merge.merge("person", (second, third))

    assert [canonical_id("person", key) for key in (first.pk, second.pk, third.pk)] == [
        third.pk,
        third.pk,
        None,
    ]


def test_a_revision_from_before_a_merge_is_restored_with_the_remaining_person():
    report = make_report()
    full = make_speaker("Ana Cruz", report=report)
    short = make_speaker("A. Cruz", report=report)
    before = revisions.save_revision(report, "Both")
    merge.merge("person", (short, full))
    report.refresh_from_db()

    edits.restore_revision(report, report.version, before)

    participation = report.participations.get()
    assert (participation.person, participation.contributions.count()) == (full, 2)


def test_a_revision_with_two_since_merged_addressees_is_restored_with_the_remaining_one():
    report = make_report()
    duplicate, survivor = make_organization("ILO office"), make_organization("ILO")
    recommendation = make_recommendation(report, addressees=[duplicate, survivor])
    recommendation.involvements.filter(organization=duplicate).update(printed="the Office")
    before = revisions.save_revision(report, "Both")
    merge.merge("organization", (duplicate, survivor))
    report.refresh_from_db()

    edits.restore_revision(report, report.version, before)

    assert [involvement.organization for involvement in recommendation.involvements.all()] == [
        survivor
    ]


def labels_of(organization):
    rows = organization.labels.order_by("language")
    return list(rows.values_list("language", "label", "other_labels"))


def test_a_merge_keeps_every_label_and_can_be_undone():
    merged, target = make_organization("IOM"), make_organization("Migration Agency")
    merged.labels.create(language="th", label="ไอโอเอ็ม", other_labels="องค์การ")
    merged.labels.create(language="vi", label="IOM (vi)")
    target.labels.create(language="th", label="องค์การ", other_labels="หน่วยงาน")
    before = [labels_of(merged), labels_of(target)]

    merge_record = merge.merge("organization", (merged, target))

    assert labels_of(target) == [
        ("th", "องค์การ", "หน่วยงาน\nไอโอเอ็ม"),
        ("vi", "IOM (vi)", ""),
    ]
    unmerge.unmerge(merge_record)
    restored = Organization.objects.get(slug="iom")
    assert [labels_of(restored), labels_of(target)] == before

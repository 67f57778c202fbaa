"""Two records that are one become one: no printed form and no link is lost, and it can be undone."""

import pytest

from portal.desk import parting, uniting
from portal.history import nextdraft, recording, restoring, snapshot
from portal.history.saving import SaveRefusedError
from portal.registers.heirs import heir
from portal.registers.models import Union
from recommendations.models import Involvement
from reports.models import Organization, Person, Report
from reports.models.versions import StaleSaveError
from tests.builders import (
    make_contribution,
    make_instrument,
    make_organization,
    make_paragraph,
    make_participation,
    make_person,
    make_recommendation,
    make_report,
)

pytestmark = pytest.mark.django_db


def everything():
    """Return all that the database says of reports and registers, in one comparable piece."""
    shared = [
        list(model.objects.order_by("pk").values_list("pk", "slug", "name", "aliases"))
        for model in (Person, Organization)
    ]
    return shared, [snapshot.of(one) for one in Report.objects.order_by("pk")]


def met(name, *, report=None, text="Words.", **given):
    """Return a person who spoke in a report."""
    report = report or make_report(status="published")
    person = Person.objects.filter(name=name).first() or make_person(name)
    participation = make_participation(report, person, **given)
    paragraph = make_paragraph(report=report, text=text, voice="named")
    make_contribution(paragraph, participation)
    return person


def test_every_printed_form_and_every_link_goes_over():
    short = met("A. Cruz")
    Person.objects.filter(pk=short.pk).update(aliases="Ms. A. Cruz")
    short.refresh_from_db()
    full = met("Ana Cruz")

    uniting.unite("person", (short, full))

    full.refresh_from_db()
    assert full.other_names == ["A. Cruz", "Ms. A. Cruz"]
    assert full.participations.count() == 2
    assert list(Person.objects.all()) == [full]


def test_two_at_one_workshop_become_one_with_all_that_both_said():
    report = make_report(status="published")
    body, other = make_organization("ILO"), make_organization("IOM")
    full = met("Ana Cruz", report=report, organizations=[body])
    short = met(
        "A. Cruz",
        report=report,
        organizations=[body, other],
        printed_name="Ms. A. Cruz",
        position="Director",
    )

    uniting.unite("person", (short, full))

    one = report.participations.get()
    assert (one.person, one.position, one.short_forms) == (
        full,
        "Director",
        "Ms. A. Cruz",
    )
    assert one.contributions.count() == 2
    assert {link.organization for link in one.affiliations.all()} == {body, other}


def test_bodies_keep_every_kind_of_link():
    goes, stays = (
        make_organization("I.L.O.", acronym="ILO"),
        make_organization("ILO office"),
    )
    report = make_report(status="published", co_chairs=[goes, stays])
    paragraph = make_paragraph(report=report, organizations=[goes])
    paragraph.speaking_organizations.add(goes)
    asked = make_recommendation(report, addressees=[goes, stays], named=[goes])
    make_participation(report, organizations=[goes])
    text = make_instrument(adopted_by=goes)
    part = make_organization("Unit", part_of=goes)

    uniting.unite("organization", (goes, stays))

    for record in (text, part):
        record.refresh_from_db()
    assert (text.adopted_by, part.part_of) == (stays, stays)
    assert list(report.co_chairs.all()) == [stays]
    assert list(paragraph.organizations.all()) == [stays]
    assert list(paragraph.speaking_organizations.all()) == [stays]
    kept = Involvement.objects.filter(recommendation=asked).order_by("role")
    assert [(one.role, one.organization) for one in kept] == [
        ("addressee", stays),
        ("named", stays),
    ]


def test_a_body_goes_into_its_own_part():
    whole = make_organization("Ministry")
    part = make_organization("Department", part_of=whole)

    uniting.unite("organization", (whole, part))

    part.refresh_from_db()
    assert part.part_of is None


def test_undone_all_is_as_it_was_but_for_the_versions():
    report = make_report(status="published")
    full, short = met("Ana Cruz", report=report), met("A. Cruz", report=report)
    met("A. Cruz")
    before = everything()
    union = uniting.unite("person", (short, full))

    parting.undo(union)

    assert everything() == before
    assert Person.objects.get(name="A. Cruz").pk == short.pk


def test_undone_bodies_are_as_they_were():
    whole = make_organization("Ministry", acronym="M")
    part = make_organization("Department", part_of=whole)
    report = make_report(status="published", co_chairs=[whole, part])
    make_recommendation(report, addressees=[whole, part], named=[whole])
    before = everything()
    union = uniting.unite("organization", (whole, part))

    parting.undo(union)

    assert everything() == before
    part.refresh_from_db()
    assert part.part_of == whole


def test_what_an_editor_changed_since_stays_when_it_is_undone():
    report = make_report(status="published")
    full, short = met("Ana Cruz", report=report), met("A. Cruz")
    union = uniting.unite("person", (short, full))
    ben = make_person("Ben Otto")
    moved = full.participations.exclude(report=report).get()
    type(moved).objects.filter(pk=moved.pk).update(person=ben)

    parting.undo(union)

    moved.refresh_from_db()
    assert moved.person == ben


def test_it_is_undone_once():
    union = uniting.unite("person", (met("A. Cruz"), met("Ana Cruz")))
    parting.undo(union)

    with pytest.raises(SaveRefusedError, match="was undone already"):
        parting.undo(union)


def test_of_two_who_unite_the_same_the_second_is_told():
    short, full = met("A. Cruz"), met("Ana Cruz")
    uniting.unite("person", (short, full))

    with pytest.raises(StaleSaveError):
        uniting.unite("person", (short, full))
    assert Union.objects.count() == 1


def test_nobody_is_united_with_himself():
    ana = met("Ana Cruz")

    with pytest.raises(SaveRefusedError, match="one record already"):
        uniting.unite("person", (ana, ana))


def test_reports_that_name_it_get_a_revision_and_readers_theirs_at_once():
    report = make_report(status="published")
    full, short = met("Ana Cruz", report=report), met("A. Cruz", report=report)
    draft = nextdraft.begin(report)

    uniting.unite("person", (short, full))

    deeds = report.revisions.filter(deed__contains="united").order_by("number")
    assert [one.published_at is not None for one in deeds] == [True, False]
    for one in (report, draft):
        assert Report.objects.get(pk=one.pk).participations.count() == 1


def test_the_old_address_leads_to_the_new_one(client):
    short, full = met("A. Cruz"), met("Ana Cruz")
    goes, stays = make_organization("ILO office"), make_organization("ILO")
    make_paragraph(report=make_report(status="published"), organizations=[goes, stays])
    uniting.unite("person", (short, full))
    uniting.unite("organization", (goes, stays))

    old = ("/speakers/a-cruz/", "/organizations/ilo-office/")
    answers = [client.get(one) for one in old]

    assert [(one.status_code, one.get("Location")) for one in answers] == [
        (301, "/speakers/ana-cruz/"),
        (301, "/organizations/ilo/"),
    ]


def test_the_address_of_who_was_in_drafts_alone_leads_nowhere(client):
    short, full = met("A. Cruz", report=make_report()), met("Ana Cruz")
    uniting.unite("person", (short, full))

    assert client.get("/speakers/a-cruz/").status_code == 404


def test_unions_lead_to_the_last_of_them():
    one, two, three = met("A. Cruz"), met("Ana C. Cruz"), met("Ana Cruz")
    uniting.unite("person", (one, two))
    two.refresh_from_db()
    uniting.unite("person", (two, three))

    assert [heir("person", key) for key in (one.pk, two.pk, three.pk)] == [
        three.pk,
        three.pk,
        None,
    ]


def test_a_revision_from_before_is_restored_with_the_one_that_stayed():
    report = make_report()
    full, short = met("Ana Cruz", report=report), met("A. Cruz", report=report)
    before = recording.record(report, "Both")
    uniting.unite("person", (short, full))
    report.refresh_from_db()

    restoring.restore(report, report.version, before)

    one = report.participations.get()
    assert (one.person, one.contributions.count()) == (full, 2)


def test_a_revision_that_names_both_under_forms_of_their_own_is_restored():
    report = make_report()
    goes, stays = make_organization("ILO office"), make_organization("ILO")
    asked = make_recommendation(report, addressees=[goes, stays])
    asked.involvements.filter(organization=goes).update(printed="the Office")
    before = recording.record(report, "Both")
    uniting.unite("organization", (goes, stays))
    report.refresh_from_db()

    restoring.restore(report, report.version, before)

    assert [one.organization for one in asked.involvements.all()] == [stays]

"""A union is undone long afterwards as well: what others did since stays, what was given goes back."""

import pytest

from portal.correcting.speakers import new_organization
from portal.desk import parting, uniting
from portal.history import nextdraft, recording
from portal.history.saving import SaveRefusedError
from portal.importing.participations import free_slug
from recommendations.models import Involvement
from reports import publishing
from reports.models import Organization, Participation, Person
from tests.builders import (
    make_instrument,
    make_organization,
    make_paragraph,
    make_participation,
    make_recommendation,
    make_report,
)
from tests.portal.desk.test_uniting import met

pytestmark = pytest.mark.django_db


def bodies():
    """Return a body that is named in every way in a published report, another, and the report."""
    goes, stays = make_organization("I.L.O. office"), make_organization("ILO")
    report = make_report(status="published", co_chairs=[goes])
    paragraph = make_paragraph(report=report, organizations=[goes])
    paragraph.speaking_organizations.add(goes)
    make_recommendation(report, addressees=[goes], paragraph=paragraph)
    make_participation(report, organizations=[goes])
    recording.readers_have(recording.record(report, "Filled"))
    return goes, stays, report


def links(report):
    paragraph = report.paragraphs.get()
    return [
        *report.co_chairs.all(),
        *paragraph.organizations.all(),
        *paragraph.speaking_organizations.all(),
        *(one.organization for one in Involvement.objects.all()),
        *(one.organization for one in report.participations.get().affiliations.all()),
    ]


def test_links_go_back_after_the_report_was_published_anew():
    goes, stays, report = bodies()
    union = uniting.unite("organization", (goes, stays))
    assert links(report) == [stays] * 5
    publishing.publish(nextdraft.begin(report))

    parting.undo(union)

    assert links(report) == [goes] * 5


def test_it_waits_for_a_next_draft_that_knows_only_the_one():
    goes, stays, report = bodies()
    union = uniting.unite("organization", (goes, stays))
    draft = nextdraft.begin(report)

    with pytest.raises(
        SaveRefusedError, match="was begun since, and knows only the one"
    ):
        parting.undo(union)
    nextdraft.discard(draft)
    parting.undo(union)

    assert links(report) == [goes] * 5


def test_a_next_draft_of_then_gets_its_own_back_as_well():
    goes, stays, report = bodies()
    draft = nextdraft.begin(report)
    union = uniting.unite("organization", (goes, stays))

    parting.undo(union)
    publishing.publish(draft)

    assert links(report) == [goes] * 5


def test_what_an_editor_typed_since_stays():
    report = make_report(status="published")
    full = met("Ana Cruz", report=report)
    short = met("A. Cruz", report=report, position="Director")
    union = uniting.unite("person", (short, full))
    own = Participation.objects.filter(person=full)
    own.update(position="Secretary-General")

    parting.undo(union)

    assert own.get().position == "Secretary-General"


def test_a_form_that_another_union_gave_as_well_stays():
    full = met("Ana Cruz")
    first, second = met("A. Cruz"), met("Ana C.")
    Person.objects.filter(pk__in=[first.pk, second.pk]).update(aliases="Ms. Cruz")
    unions = []
    for one in (first, second):
        one.refresh_from_db()
        full.refresh_from_db()
        unions.append(uniting.unite("person", (one, full)))

    parting.undo(unions[0])

    full.refresh_from_db()
    assert set(full.other_names) == {"Ms. Cruz", "Ana C."}


def test_what_it_was_a_part_of_has_been_united_since():
    whole, new = make_organization("Ministry"), make_organization("New ministry")
    part = make_organization("Department", part_of=whole)
    union = uniting.unite("organization", (part, make_organization("Unit")))
    uniting.unite("organization", (whole, new))

    parting.undo(union)

    assert Organization.objects.get(name="Department").part_of == new


def test_an_address_or_a_name_that_is_another_s_now_is_told():
    goes, stays = make_organization("ILO office"), make_organization("ILO")
    union = uniting.unite("organization", (goes, stays))
    make_organization("Other", slug="ilo-office")

    with pytest.raises(SaveRefusedError, match="is another record's slug now"):
        parting.undo(union)


def test_no_new_record_takes_the_address_of_a_united_one():
    goes, stays = make_organization("ILO office"), make_organization("ILO")
    uniting.unite("organization", (goes, stays))

    assert free_slug(Organization, "ILO office") == "ilo-office-2"
    assert new_organization("ILO office") == stays


def test_a_body_that_is_public_by_its_parts_alone_leads_on_from_its_address(client):
    whole, stays = make_organization("Ministry"), make_organization("New ministry")
    part = make_organization("Department", part_of=whole)
    make_instrument(adopted_by=whole)
    make_paragraph(report=make_report(status="published"), organizations=[part])
    assert client.get(whole.get_absolute_url()).status_code == 200

    uniting.unite("organization", (whole, stays))

    answer = client.get("/organizations/ministry/")
    assert (answer.status_code, answer["Location"]) == (301, stays.get_absolute_url())


def test_what_a_report_said_before_is_kept_before_it_is_changed():
    report = make_report(status="published")
    full, short = met("Ana Cruz", report=report), met("A. Cruz", report=report)

    uniting.unite("person", (short, full))

    before, after = report.revisions.order_by("number")[1:]
    assert [len(one.data["participation"]) for one in (before, after)] == [2, 1]

"""What no source printed is added, moved and kept, whatever becomes of what stands around it."""

from portal.correcting import corrections
from portal.correcting.units import units_of
from portal.desk import placing
from portal.desk.pieces import PLACES
from portal.history import nextdraft
from recommendations.models import Involvement
from reports import publishing
from reports.models import Gone, Organization
from tests.portal.desk.test_saves import save

ASKED = {"text": "think again.", "level": ""}


def key_of(report, text):
    return next(one.key for one in units_of(report) if one.text == text)


def add(report, after=None, **fields):
    made = placing.add(
        report, report.version, PLACES["recommendations"], after, ASKED | fields
    )
    report.refresh_from_db()
    return made


def asked(report):
    found = report.recommendations.order_by("position")
    return [(one.reference, one.paragraph and one.paragraph.anchor) for one in found]


def test_what_is_added_to_a_paragraph_goes_where_its_paragraph_is_joined(report):
    add(report, (PLACES["paragraphs"], "p4"))
    # Only what gives the same words is joined.
    report.paragraphs.filter(anchor="p3").update(voice="agreed")

    corrections.join(
        report, report.version, key_of(report, "Participants recommended to:")
    )

    assert asked(report) == [
        *(("4.1", "p3"), ("4.1.a", "p3"), ("4.2", "p3"), ("4.3", "p3")),
    ]


def test_what_is_added_stands_in_no_paragraph_when_its_own_becomes_something_else(
    report,
):
    add(report, (PLACES["paragraphs"], "p5"))
    key = key_of(report, "The co-chairs thanked all.")

    corrections.retype(report, report.version, key, "discard", "courtesy")

    assert asked(report)[-1] == ("5.1", None)


def test_what_stands_in_no_paragraph_makes_room_for_what_does(report):
    add(report)
    add(report, (PLACES["paragraphs"], "p5"))
    add(report)

    assert asked(report)[-3:] == [("5.1", "p5"), ("text.1", None), ("text.2", None)]


def test_joining_two_keeps_whom_both_involve(report):
    other = Organization.objects.get(name="Thailand")
    second = report.recommendations.get(reference="4.2")
    second.involvements.create(organization=other, role=Involvement.Role.ADDRESSEE)
    report.recommendations.get(reference="4.1.a").delete()
    first = report.recommendations.get(reference="4.1")

    corrections.join(report, report.version, key_of(report, second.text))

    kept = first.involvements.filter(role=Involvement.Role.ADDRESSEE)
    assert {one.organization.name for one in kept} == {"ILO", "Thailand"}


def test_no_address_that_readers_have_is_given_to_something_else(published, client):
    draft = nextdraft.begin(published)
    lost = published.recommendations.get(reference="4.2")
    key = key_of(draft, "ask employers.")
    corrections.retype(draft, draft.version, key, "discard", "a mistake")

    made = add(draft, (PLACES["paragraphs"], "p4"))
    publishing.publish(draft)

    assert made.reference == "4.3"
    assert client.get(lost.get_absolute_url()).status_code == 410
    assert Gone.objects.get().text == lost.text


def test_an_annex_may_be_called_as_the_report_calls_it(report, admin_client):
    key = str(report.annexes.get().pk)
    save(report, (PLACES["annexes"], key), label="Annex 1/2")

    page = admin_client.get(f"/editing/reports/{report.slug}/")

    assert (page.status_code, b"Annex 1/2" in page.content) == (200, True)

"""A piece made another thing keeps whose words it gives, or is refused; made back, it is what it was."""

import pytest

from portal.correcting import corrections
from portal.correcting.units import units_of
from portal.history.saving import SaveRefusedError
from portal.importing.check import stored_faults
from reports.models import Report
from tests.builders import make_organization, make_theme
from tests.portal.importing.in_process import imported

pytestmark = pytest.mark.django_db
TEXT = """ARF Seminar on Skills
10 March 2019, Bangkok

Session 1: All

1. Training is dear.
2. Ms. Ana Cruz, Director, noted this. Skills travel with people.
3. Cambodia welcomed the proposal.
4. Participants agreed that care is work. Participants agreed that ships are, too.
5. Participants recommended to:

A. National Level:
- train more people (Norway);
- ask employers.
"""


@pytest.fixture
def report():
    for name in ("Cambodia", "Norway"):
        make_organization(name)
    return imported(TEXT)


def unit(report, text):
    (found,) = [one for one in units_of(report) if one.text.startswith(text)]
    return found


def retype(report, text, to, reason="because"):
    report.refresh_from_db()
    made = corrections.retype(
        report, report.version, unit(report, text).key, to, reason
    )
    assert stored_faults(Report.objects.get(pk=report.pk)) == []
    made.record.refresh_from_db()
    return made


def paragraph_as_it_is(report, text):
    found = unit(report, text).record
    return {
        "number": (found.number, found.label, found.anchor),
        "voice": found.voice,
        "speakers": [
            one.participation.person.name for one in found.contributions.all()
        ],
        "bodies": [one.name for one in found.speaking_organizations.all()],
        "themes": [one.label for one in found.themes.all()],
    }


@pytest.mark.parametrize(
    ("text", "to", "sentence"),
    [
        (
            "Ms. Ana Cruz",
            "recommendation",
            "It gives the words of Ana Cruz, and would stand in a paragraph that gives those of "
            "“The report itself”. Say the same of both first.",
        ),
        (
            "Participants agreed",
            "recommendation",
            "It gives the words of “Agreed by participants”, and would stand in a paragraph that "
            "gives those of Cambodia. Say the same of both first.",
        ),
        (
            "Ms. Ana Cruz",
            "heading",
            "It gives the words of Ana Cruz, and a heading gives nobody’s. Take that off first.",
        ),
        (
            "Cambodia",
            "footnote",
            "It gives the words of Cambodia, and a footnote gives nobody’s. Take that off first.",
        ),
        (
            "train more people",
            "title",
            "It gives the words of Norway, and a title gives nobody’s. Take that off first.",
        ),
    ],
)
def test_somebody_s_words_do_not_become_nobody_s_or_another_s(
    report, text, to, sentence
):
    with pytest.raises(SaveRefusedError) as refused:
        retype(report, text, to)

    assert str(refused.value) == sentence


def test_what_a_paragraph_recommends_is_not_left_to_one_of_other_words(report):
    cambodia = report.paragraphs.get(number="3")
    report.paragraphs.filter(number="4").delete()
    assert cambodia.voice == "named"

    with pytest.raises(
        SaveRefusedError, match="Recommendations stand in it, in the words"
    ):
        corrections.retype(
            report, report.version, unit(report, "Participants rec").key, "discard", "a"
        )


@pytest.mark.parametrize("text", ["Ms. Ana Cruz", "Cambodia", "Training"])
def test_what_was_discarded_is_what_it_was_when_it_is_taken_back(report, text):
    theme = make_theme("Nothing printed")
    corrections.set_themes(report, report.version, unit(report, text).key, [theme.slug])
    was = paragraph_as_it_is(report, text)

    gone = retype(report, text, "discard")
    retype(report, gone.text, "paragraph")

    assert paragraph_as_it_is(report, text) == was


def test_a_half_made_a_recommendation_and_back_keeps_its_speaker(report):
    found = unit(report, "Ms. Ana Cruz")
    corrections.split(
        report, report.version, found.key, found.text.index("Skills travel")
    )
    was = paragraph_as_it_is(report, "Skills travel")

    asked = retype(report, "Skills travel", "recommendation")
    assert asked.record.paragraph.text == "Ms. Ana Cruz, Director, noted this."
    retype(report, "Skills travel", "paragraph")

    now = paragraph_as_it_is(report, "Skills travel")
    assert {**now, "number": was["number"]} == was
    assert now["speakers"] == ["Ana Cruz"]


def test_a_body_that_speaks_becomes_the_one_that_recommends_and_speaks_again(report):
    asked = retype(report, "Cambodia", "recommendation")
    assert [str(one) for one in asked.record.issuers] == ["Cambodia"]

    retype(report, "Cambodia", "paragraph")

    now = paragraph_as_it_is(report, "Cambodia")
    assert (now["voice"], now["speakers"], now["bodies"]) == ("named", [], ["Cambodia"])


def test_a_recommendation_made_a_paragraph_is_said_by_whom_it_was_and_back(report):
    told = retype(report, "ask employers", "paragraph").record
    assert told.voice == "agreed"

    again = retype(report, "ask employers", "recommendation").record

    assert (again.level, again.issuers) == ("national", [])


def test_a_recommendation_below_a_level_has_it_again(report):
    retype(report, "train more people", "paragraph")

    again = retype(report, "train more people", "recommendation").record

    assert (again.level, [str(one) for one in again.issuers]) == (
        "national",
        ["Norway"],
    )


def test_whoever_is_asked_to_act_is_not_forgotten(report):
    asked = unit(report, "ask employers").record
    asked.involvements.create(organization=make_organization("IOM"), role="addressee")

    with pytest.raises(SaveRefusedError, match="It asks IOM to act, and only a"):
        retype(report, "ask employers", "paragraph")


def test_a_heading_of_an_annex_supplies_the_annex_that_the_report_names():
    text = TEXT.replace("Training is dear.", "Training is dear (Annex 1).")
    report = imported(
        f"{text}\nClosing\n\n6. All thanked.\n\nAnnex 1: List\n\nNobody.\n"
    )
    assert report.annexes.get().supplied

    retype(report, "Annex 1: List", "paragraph")
    assert not report.annexes.get().supplied
    retype(report, "Annex 1: List", "heading")

    assert report.annexes.get().session.heading == "Annex 1: List"

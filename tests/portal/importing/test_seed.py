"""The first report, from the file to the outline: the numbers that people counted by hand."""

from collections import Counter

import pytest
from django.conf import settings
from django.core.management import call_command

from portal.importing.intake import Wishes, take_in
from portal.importing.outline import outline
from portal.importing.replacing import ImportRefusedError
from reports.models import Report

FOLDER = settings.SEEDS_DIR / "reports" / "arf-migration-workshop-2015"
SLUG = "arf-workshop-security-stability-international-migration-2015"
SPEAKERS = {
    "4": ("U Aye Myint", "Union Minister"),
    "5": ("Aaron Tarver", "Senior Liaison for ASEAN Coordination"),
    "6": ("Andrew Bruce", "Regional Director"),
    "7": ("Sriprapha Petcharamesree", None),
    "8": (
        "Song Jiyong",
        "co-editor of the publication “Irregular Migration and Human Security in Asia”",
    ),
    "10": ("Jeriel Domingo", "Deputy Administrator"),
    "11": ("U Aung Htoo", "Deputy-Director General"),
    "12": ("Jackie Pollock", "Technical Officer"),
    "14": ("Michele Klein-Solomon", "Director of the Secretariat"),
    "15": ("Jeriel Domingo", "Deputy Administrator"),
    "16": ("Bebeb Djunjunan", "Co-Manager"),
    "17": ("Samydorai Sinapan", None),
    "18": ("Marizen Santos", None),
    "19": (
        "Alistair Cook",
        "co-editor of the publication “Irregular Migration and Human Security in Asia”",
    ),
}
ORGANIZATIONS = {
    "Aaron Tarver": ["Embassy of the United States, Myanmar"],
    "Alistair Cook": [],
    "Andrew Bruce": [
        "International Organization for Migration",
        "IOM Regional Office for Asia and the Pacific",
    ],
    "Bebeb Djunjunan": ["Regional Support Office of the Bali Process", "Bali Process"],
    "Jackie Pollock": ["International Labour Organization"],
    "Jeriel Domingo": ["Philippine Overseas Employment Administration"],
    "Marizen Santos": ["Migrant Forum in Asia"],
    "Michele Klein-Solomon": [
        "Migrants in Countries in Crisis Initiative",
        "International Organization for Migration",
    ],
    "Samydorai Sinapan": ["Task Force on ASEAN Migrant Workers"],
    "Song Jiyong": ["Singapore Management University"],
    "Sriprapha Petcharamesree": [
        "Institute of Human Rights and Peace Studies",
        "Mahidol University",
    ],
    "U Aung Htoo": ["Ministry of Foreign Affairs, Myanmar"],
    "U Aye Myint": ["Ministry of Labour, Employment and Social Security, Myanmar"],
}


@pytest.fixture
def report(db):
    call_command("load_seeds", verbosity=0)
    return Report.objects.get()


@pytest.fixture
def found(report):
    return outline(report)


def paragraphs_of(found):
    return [one for session in found["sessions"] for one in session["paragraphs"]]


def test_the_title_block_is_read(found):
    expected = {
        "slug": SLUG,
        "title": "ARF Workshop on Security, Stability, and International Migration "
        "in the ASEAN Region",
        "series": "ARF",
        "kind": "Co-Chairs' Summary Report",
        "starts_on": "2015-03-10",
        "ends_on": "2015-03-11",
        "place": "Nay Pyi Taw, Myanmar",
        "co_chairs": ["Myanmar", "United States"],
    }

    assert {key: found[key] for key in expected} == expected


def test_seven_sessions_hold_twenty_two_paragraphs(found):
    sessions = [
        (one["kind"], one["number"], len(one["paragraphs"]))
        for one in found["sessions"]
    ]

    assert sessions == [
        ("introduction", None, 3),
        ("opening", None, 2),
        ("session", "1", 4),
        ("session", "2", 4),
        ("session", "3", 2),
        ("session", "4", 5),
        ("concluding", None, 2),
    ]
    assert [one["number"] for one in paragraphs_of(found)] == [
        str(number) for number in range(1, 23)
    ]


def test_every_contribution_has_its_speaker_and_position(found):
    said = {
        one["number"]: [
            (who["person"], who["position"]) for who in one["contributions"]
        ]
        for one in paragraphs_of(found)
        if one["contributions"]
    }

    assert said == {number: [speaker] for number, speaker in SPEAKERS.items()}


def test_every_speaker_stands_for_the_organizations_of_the_meeting(found):
    assert {
        one["name"]: one["organizations"] for one in found["people"]
    } == ORGANIZATIONS


def test_short_and_titled_forms_are_names_of_one_person(found):
    aliases = {one["name"]: one["aliases"] for one in found["people"]}

    assert aliases["Song Jiyong"] == ["Dr. Song Jiyong", "Dr. Jiyong"]
    assert aliases["U Aung Htoo"] == ["Mr. U Aung Htoo"]
    assert aliases["Jeriel Domingo"] == [
        "Atty. Jeriel Domingo",
        "Atty. Domingo",
        "Domingo",
    ]


def test_every_paragraph_has_its_voice(found):
    voices = {one["number"]: one["voice"] for one in paragraphs_of(found)}

    assert voices == {
        **dict.fromkeys(["1", "2", "3"], "document"),
        **dict.fromkeys(SPEAKERS, "named"),
        **dict.fromkeys(["9", "13", "20"], "collective"),
        "21": "agreed",
        "22": "co_chairs",
    }


def test_there_are_twenty_one_headline_recommendations_and_five_nested(found):
    headline = Counter(
        one["level"] for one in found["recommendations"] if not one["parent"]
    )
    nested = {
        one["reference"]: one["parent"]
        for one in found["recommendations"]
        if one["parent"]
    }

    assert headline == {"national": 4, "bilateral": 6, "regional": 7, "all": 4}
    assert nested == {f"21.C.3.{letter}": "21.C.3" for letter in "abcde"}


def test_paragraphs_cut_by_a_page_are_whole_and_said_to_be_joined(found):
    joined = [
        one["reason"] for one in found["notes"] if one["code"] == "joined-across-break"
    ]

    texts = {one["number"]: one["text"] for one in paragraphs_of(found)}
    assert "exists, but cooperation within regions" in texts["5"]
    assert "informal recruitment channels are especially" in texts["18"]
    assert joined == [
        f"Paragraph {number} is cut by an empty line in mid-sentence and was joined."
        for number in (5, 18)
    ]


def test_what_the_report_states_and_lacks_is_kept(found):
    assert found["attendance"] == {
        "sentence": "More than 60 participants from 15 ARF member states attended the "
        "two-day workshop.",
        "participants": 60,
        "states": 15,
    }
    assert found["annexes"] == [
        {"label": "Annex 1", "subject": "agenda", "supplied": False},
        {"label": "Annex 2", "subject": "list of participants", "supplied": False},
    ]


def test_one_declaration_in_three_wordings_is_found_in_four_places(found):
    name = (
        "ASEAN Declaration on the Protection and Promotion of the Rights of "
        "Migrant Workers"
    )
    places = [
        one["number"] for one in paragraphs_of(found) if name in one["instruments"]
    ] + [
        one["reference"]
        for one in found["recommendations"]
        if name in one["instruments"]
    ]

    assert places == ["7", "12", "21.C.3.d", "21.D.2"]


def test_every_recommendation_and_contribution_has_a_theme_and_every_wish_an_addressee(
    found,
):
    without = [
        one["reference"]
        for one in found["recommendations"]
        if not (one["themes"] and one["addressees"])
    ]
    silent = [
        one["number"]
        for one in paragraphs_of(found)
        if one["contributions"] and not one["themes"]
    ]

    assert (without, silent) == ([], [])


def test_the_same_file_is_refused_and_the_refusal_names_the_report(report):
    with pytest.raises(ImportRefusedError, match=rf"“{SLUG}” \(published\)"):
        take_in(FOLDER / "report.txt")

    assert Report.objects.count() == 1


def test_an_edited_report_is_not_replaced(report):
    report.claim(report.version)

    with pytest.raises(ImportRefusedError, match="has been edited"):
        take_in(FOLDER / "report.txt", Wishes(replace=True, publish=True))


def test_a_published_report_is_replaced_only_with_publish(report):
    with pytest.raises(ImportRefusedError, match="Add --publish"):
        take_in(FOLDER / "report.txt", Wishes(replace=True))


def test_a_replacement_gives_the_same_report_again(report, found):
    take_in(FOLDER / "report.txt", Wishes(replace=True, publish=True))

    stored = Report.objects.get(pk=report.pk)
    assert stored.published_at == report.published_at
    again = outline(stored)
    assert again | {"notes": []} == found | {"notes": []}


def test_seeds_are_loaded_once(report):
    call_command("load_seeds", verbosity=0)

    assert Report.objects.count() == 1

"""The first report from file to outline, compared with counts made by hand."""

from collections import Counter

import pytest
from django.conf import settings
from django.core.management import call_command

from portal.exports.json_export import outline
from portal.imports.importer import ImportOptions, import_path
from portal.imports.reimport.policy import ImportRefusedError
from reports.models import Report
from tests.builders.seeded_portal import copy_first_report

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
    copy_first_report()
    return Report.objects.get()


@pytest.fixture
def exported(report):
    return outline(report)


def paragraphs_of(exported):
    return [paragraph for session in exported["sessions"] for paragraph in session["paragraphs"]]


def test_the_title_block_is_read(exported):
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

    assert {key: exported[key] for key in expected} == expected


def test_seven_sessions_hold_twenty_two_paragraphs(exported):
    sessions = [
        (session["kind"], session["number"], len(session["paragraphs"]))
        for session in exported["sessions"]
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
    assert [paragraph["number"] for paragraph in paragraphs_of(exported)] == [
        str(number) for number in range(1, 23)
    ]


def test_every_contribution_has_its_speaker_and_position(exported):
    speakers = {
        paragraph["number"]: [
            (contribution["person"], contribution["position"])
            for contribution in paragraph["contributions"]
        ]
        for paragraph in paragraphs_of(exported)
        if paragraph["contributions"]
    }

    assert speakers == {number: [speaker] for number, speaker in SPEAKERS.items()}


def test_every_speaker_has_the_organizations_named_in_the_report(exported):
    assert {
        person["name"]: person["organizations"] for person in exported["people"]
    } == ORGANIZATIONS


def test_short_and_titled_name_forms_are_aliases_of_one_person(exported):
    aliases = {person["name"]: person["aliases"] for person in exported["people"]}

    assert aliases["Song Jiyong"] == ["Dr. Song Jiyong", "Dr. Jiyong"]
    assert aliases["U Aung Htoo"] == ["Mr. U Aung Htoo"]
    assert aliases["Jeriel Domingo"] == [
        "Atty. Jeriel Domingo",
        "Atty. Domingo",
        "Domingo",
    ]


def test_every_paragraph_has_its_voice(exported):
    voices = {paragraph["number"]: paragraph["voice"] for paragraph in paragraphs_of(exported)}

    assert voices == {
        **dict.fromkeys(["1", "2", "3"], "document"),
        **dict.fromkeys(SPEAKERS, "named"),
        **dict.fromkeys(["9", "13", "20"], "collective"),
        "21": "agreed",
        "22": "co_chairs",
    }


def test_there_are_twenty_one_headline_recommendations_and_five_nested(exported):
    headline = Counter(
        recommendation["level"]
        for recommendation in exported["recommendations"]
        if not recommendation["parent"]
    )
    nested = {
        recommendation["reference"]: recommendation["parent"]
        for recommendation in exported["recommendations"]
        if recommendation["parent"]
    }

    assert headline == {"national": 4, "bilateral": 6, "regional": 7, "all": 4}
    assert nested == {f"21.C.3.{letter}": "21.C.3" for letter in "abcde"}


def test_paragraphs_cut_by_a_page_break_are_joined_with_a_note(exported):
    joined = [note["reason"] for note in exported["notes"] if note["code"] == "joined-across-break"]

    texts = {paragraph["number"]: paragraph["text"] for paragraph in paragraphs_of(exported)}
    assert "exists, but cooperation within regions" in texts["5"]
    assert "informal recruitment channels are especially" in texts["18"]
    assert joined == [
        f"Paragraph {number} is split by an empty line in mid-sentence and was joined."
        for number in (5, 18)
    ]


def test_attendance_and_missing_annexes_are_stored(exported):
    assert exported["attendance"] == {
        "sentence": "More than 60 participants from 15 ARF member states attended the "
        "two-day workshop.",
        "participants": 60,
        "states": 15,
    }
    assert exported["annexes"] == [
        {"label": "Annex 1", "subject": "agenda", "supplied": False},
        {"label": "Annex 2", "subject": "list of participants", "supplied": False},
    ]


def test_an_instrument_in_three_wordings_is_recognized_in_four_places(exported):
    name = "ASEAN Declaration on the Protection and Promotion of the Rights of Migrant Workers"
    places = [
        paragraph["number"]
        for paragraph in paragraphs_of(exported)
        if name in paragraph["instruments"]
    ] + [
        recommendation["reference"]
        for recommendation in exported["recommendations"]
        if name in recommendation["instruments"]
    ]

    assert places == ["7", "12", "21.C.3.d", "21.D.2"]


def test_recommendations_have_themes_and_addressees_and_contributions_have_themes(
    exported,
):
    incomplete = [
        recommendation["reference"]
        for recommendation in exported["recommendations"]
        if not (recommendation["themes"] and recommendation["addressees"])
    ]
    without_theme = [
        paragraph["number"]
        for paragraph in paragraphs_of(exported)
        if paragraph["contributions"] and not paragraph["themes"]
    ]

    assert (incomplete, without_theme) == ([], [])


def test_paragraph_13_leads_to_paragraph_21_and_back(client, report):
    pages = {
        number: client.get(report.paragraphs.get(number=number).page_url).content.decode()
        for number in ("13", "21")
    }

    in_report = f'<a href="/reports/{SLUG}/#p21">paragraph 21</a>'
    assert in_report in pages["13"]
    assert in_report in client.get(report.get_absolute_url()).content.decode()
    there, back = (f'<a href="/reports/{SLUG}/paragraphs/p{number}/">' for number in (21, 13))
    assert there in pages["13"].partition("Refers to")[2]
    assert back in pages["21"].partition("Referred to by")[2]


def test_importing_the_same_file_twice_is_refused_with_the_name_of_the_report(report):
    with pytest.raises(ImportRefusedError, match=rf"“{SLUG}” \(published\)"):
        import_path(FOLDER / "report.txt")

    assert Report.objects.count() == 1


def test_an_edited_report_is_not_replaced(report):
    report.bump_version(report.version)

    with pytest.raises(ImportRefusedError, match="has been edited"):
        import_path(FOLDER / "report.txt", ImportOptions(replace=True, publish=True))


def test_a_published_report_is_replaced_only_with_the_publish_option(report):
    with pytest.raises(ImportRefusedError, match="Add --publish"):
        import_path(FOLDER / "report.txt", ImportOptions(replace=True))


def test_replacing_a_report_with_the_same_file_gives_the_same_outline(report, exported):
    import_path(FOLDER / "report.txt", ImportOptions(replace=True, publish=True))

    stored = Report.objects.get(pk=report.pk)
    assert stored.published_at == report.published_at
    replaced = outline(stored)
    assert replaced | {"notes": []} == exported | {"notes": []}


def test_seed_reports_are_imported_only_once(report):
    call_command("load_seeds", verbosity=0)

    assert Report.objects.count() == 1

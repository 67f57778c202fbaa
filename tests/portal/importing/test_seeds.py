"""The vocabulary files: where a portal starts from, never over an editor's work."""

import pytest
from django.conf import settings

from portal.audit.models import Entry
from portal.importing import seeds
from portal.search import rings
from reports.models import Instrument, Organization, Theme
from tests.builders import make_organization, make_recommendation, make_report

pytestmark = pytest.mark.django_db
FOLDER = settings.SEEDS_DIR / "vocabulary"
IOM = '[[organization]]\nslug = "iom"\nname = "IOM"\n'


def write(folder, organizations):
    """Write vocabulary files of which only one holds anything."""
    for name in ("instruments.toml", "themes.toml"):
        (folder / name).write_text("", encoding="utf-8")
    (folder / "organizations.toml").write_text(organizations, encoding="utf-8")


def counts():
    return [model.objects.count() for model in (Organization, Instrument, Theme)]


def test_a_second_loading_adds_nothing():
    seeds.load(FOLDER)

    assert set(seeds.load(FOLDER).values()) == {0}


def test_what_an_editor_has_renamed_or_deleted_is_left_alone():
    seeds.load(FOLDER)
    Organization.objects.filter(slug="iom").update(slug="int-org-migration")
    Theme.objects.filter(slug="skills").update(slug="training", label="Training")
    Organization.objects.get(slug="pakistan").delete()
    before = counts()

    seeds.load(FOLDER)

    assert counts() == before


def test_a_body_that_has_the_name_of_an_entry_is_taken_for_it():
    ours = make_organization("Pakistan", slug="islamic-republic-of-pakistan")

    seeds.load(FOLDER)

    assert list(Organization.objects.filter(name="Pakistan")) == [ours]


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        (
            'slug = "a"\nname = "A"\nkind = "nonsense"',
            "organizations.toml: a: .*nonsense",
        ),
        ('slug = "a"\nname = "A"\naliases = "one"', "a: aliases is no list"),
        ('slug = "a"\nname = "A"\npart_of = "x"', "part_of “x” is unknown"),
        ('slug = "a"\nname = "A"\npart_of = ["x"]', "is unknown"),
        ('slug = "a"\nname = "A"\naliases = [5]', "a: aliases is no list of texts"),
        ('slug = "a"\nname = "A"\ncountry = "xx1"', "organization_country_is_alpha_3"),
        ('slug = "a"\nname = "A"\nmood = "good"', "mood"),
        ('slug = ["a"]\nname = "A"', "every entry needs a slug of its own"),
        ('slug = "a"', "every entry needs a name of its own"),
        ('name = "A"', "every entry needs a slug of its own"),
        ("slug = ", "cannot be read"),
    ],
)
def test_an_entry_that_cannot_be_taken_over_is_named(tmp_path, entry, fault):
    write(tmp_path, f"[[organization]]\n{entry}\n")

    with pytest.raises(seeds.SeedError, match=fault):
        seeds.load(tmp_path)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("organization = 5", r"every entry starts with \[\[organization\]\]"),
        ("organization = [5]", "every entry starts with"),
        ('[organization]\nslug = "a"', "every entry starts with"),
        (IOM + IOM, "the slug iom comes twice"),
        (IOM + IOM.replace('"iom"', '"i-o-m"'), "the name IOM comes twice"),
    ],
)
def test_a_file_of_another_shape_is_named(tmp_path, text, fault):
    write(tmp_path, text)

    with pytest.raises(seeds.SeedError, match=fault):
        seeds.load(tmp_path)


@pytest.mark.parametrize(
    ("change", "whole"),
    [
        (lambda iom: iom.update(slug="migration"), "migration"),
        (lambda iom: iom.delete(), None),
    ],
)
def test_a_new_entry_follows_what_it_names_under_its_new_slug(tmp_path, change, whole):
    write(tmp_path, IOM)
    seeds.load(tmp_path)
    change(Organization.objects.filter(slug="iom"))
    office = '[[organization]]\nslug = "office"\nname = "Office"\npart_of = "iom"\n'
    write(tmp_path, IOM + office)

    assert seeds.load(tmp_path)["organizations.toml"] == 1

    found = Organization.objects.filter(slug="office").values_list("part_of__slug")
    assert list(found) == [(whole,)]


RIGHTS = '[[theme]]\nslug = "rights"\nlabel = "Rights"\ndefinition = "Of workers."\n'


def write_theme(folder, *labels):
    write(folder, "")
    listed = ", ".join(f'"{one}"' for one in labels)
    text = f"{RIGHTS}other_labels = [{listed}]\n"
    (folder / "themes.toml").write_text(text, encoding="utf-8")


def test_a_wording_that_its_file_has_dropped_goes_where_nobody_has_edited(tmp_path):
    write_theme(tmp_path, "workers' rights", "human rights")
    seeds.load(tmp_path)
    write_theme(tmp_path, "workers' rights")

    assert seeds.load(tmp_path)["themes.toml"] == 0

    assert Theme.objects.get().other_labels == "workers' rights"
    assert Entry.objects.get(kind="theme", key="rights").deed == "Changed"


def test_a_wording_of_a_theme_that_an_editor_has_saved_stays(tmp_path):
    write_theme(tmp_path, "workers' rights", "human rights")
    seeds.load(tmp_path)
    Theme.objects.get().claim(1)
    write_theme(tmp_path, "workers' rights")

    seeds.load(tmp_path)

    assert Theme.objects.get().other_labels == "workers' rights\nhuman rights"


def test_a_search_knows_at_once_what_a_file_has_dropped(tmp_path):
    write_theme(tmp_path, "workers' rights")
    path = tmp_path / "themes.toml"
    path.write_text(f'{RIGHTS}synonyms = ["fees = costs"]\n', encoding="utf-8")
    seeds.load(tmp_path)
    make_recommendation(make_report(status="published"), themes=[Theme.objects.get()])
    before = rings.current().others
    path.write_text(f'{RIGHTS}synonyms = ["fees = dues"]\n', encoding="utf-8")

    seeds.load(tmp_path)

    (costs,), (dues,) = [
        {one for ring in found.values() for one in ring} - {"fees"}
        for found in (before, rings.current().others)
    ]
    assert (costs, dues) == ("costs", "dues")


def test_no_seeded_theme_is_suggested_by_a_word_of_more_than_the_theme():
    seeds.load(FOLDER)
    broad = {
        *(
            "human rights",
            "civil society",
            "private sector",
            "stakeholders",
            "trade unions",
        ),
        *("best practices", "capacity building", "law enforcement", "sanctions"),
        *("trafficking", "smuggling", "integration", "reintegration", "dialogues"),
    }

    found = {label.lower() for theme in Theme.objects.all() for label in theme.signals}

    assert found & broad == set()

"""The vocabulary files: where a portal starts from, never over an editor's work."""

import pytest
from django.conf import settings

from portal.importing import seeds
from reports.models import Instrument, Organization, Theme
from tests.builders import make_organization

pytestmark = pytest.mark.django_db
FOLDER = settings.SEEDS_DIR / "vocabulary"


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
        ('slug = "a"\nmood = "good"', "mood"),
        ('name = "A"', "every entry needs a slug of its own"),
        ("slug = ", "cannot be read"),
    ],
)
def test_an_entry_that_cannot_be_taken_over_is_named(tmp_path, entry, fault):
    for name in ("instruments.toml", "themes.toml"):
        (tmp_path / name).write_text("", encoding="utf-8")
    text = f"[[organization]]\n{entry}\n"
    (tmp_path / "organizations.toml").write_text(text, encoding="utf-8")

    with pytest.raises(seeds.SeedError, match=fault):
        seeds.load(tmp_path)

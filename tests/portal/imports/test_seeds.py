"""The vocabulary files: the initial vocabulary, which never overwrites the work of an editor."""

import pytest
from django.conf import settings

from portal.audit.models import AuditEntry
from portal.imports import seeds
from portal.search.query import synonym_loader
from reports.models import Instrument, Organization, Theme
from tests.builders.records import make_organization, make_recommendation, make_report

pytestmark = pytest.mark.django_db
FOLDER = settings.SEEDS_DIR / "vocabulary"
IOM = '[[organization]]\nslug = "iom"\nname = "IOM"\n'


def write(folder, organizations):
    """Write vocabulary files of which only organizations.toml has content."""
    for name in ("instruments.toml", "memberships.toml", "themes.toml"):
        (folder / name).write_text("", encoding="utf-8")
    (folder / "organizations.toml").write_text(organizations, encoding="utf-8")


def counts():
    return [model.objects.count() for model in (Organization, Instrument, Theme)]


def test_loading_the_seeds_again_adds_nothing():
    seeds.load_seeds(FOLDER)

    assert set(seeds.load_seeds(FOLDER).values()) == {0}


def test_entries_renamed_or_deleted_by_an_editor_are_not_restored():
    seeds.load_seeds(FOLDER)
    Organization.objects.filter(slug="iom").update(slug="int-org-migration")
    Theme.objects.filter(slug="skills").update(slug="training", label="Training")
    Organization.objects.get(slug="pakistan").delete()
    before = counts()

    seeds.load_seeds(FOLDER)

    assert counts() == before


def test_an_existing_organization_with_the_name_of_an_entry_is_not_duplicated():
    existing = make_organization("Pakistan", slug="islamic-republic-of-pakistan")

    seeds.load_seeds(FOLDER)

    assert list(Organization.objects.filter(name="Pakistan")) == [existing]


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        (
            'slug = "a"\nname = "A"\nkind = "nonsense"',
            "organizations.toml: a: .*nonsense",
        ),
        ('slug = "a"\nname = "A"\naliases = "one"', "a: aliases must be a list"),
        ('slug = "a"\nname = "A"\npart_of = "x"', "part_of “x” is unknown"),
        ('slug = "a"\nname = "A"\npart_of = ["x"]', "is unknown"),
        ('slug = "a"\nname = "A"\naliases = [5]', "a: aliases must be a list of strings"),
        ('slug = "a"\nname = "A"\ncountry = "xx1"', "organization_country_is_alpha_3"),
        ('slug = "a"\nname = "A"\nmood = "good"', "mood"),
        ('slug = ["a"]\nname = "A"', "every entry needs a slug"),
        ('slug = "a"', "every entry needs a name"),
        ('name = "A"', "every entry needs a slug"),
        ("slug = ", "cannot be read"),
    ],
)
def test_an_invalid_entry_is_rejected_with_its_reason(tmp_path, entry, fault):
    write(tmp_path, f"[[organization]]\n{entry}\n")

    with pytest.raises(seeds.SeedError, match=fault):
        seeds.load_seeds(tmp_path)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("organization = 5", r"every entry must start with \[\[organization\]\]"),
        ("organization = [5]", "every entry must start with"),
        ('[organization]\nslug = "a"', "every entry must start with"),
        (IOM + IOM, "the slug iom is repeated"),
        (IOM + IOM.replace('"iom"', '"i-o-m"'), "the name IOM is repeated"),
    ],
)
def test_a_malformed_vocabulary_file_is_rejected_with_its_reason(tmp_path, text, fault):
    write(tmp_path, text)

    with pytest.raises(seeds.SeedError, match=fault):
        seeds.load_seeds(tmp_path)


@pytest.mark.parametrize(
    ("change", "parent"),
    [
        (lambda iom: iom.update(slug="migration"), "migration"),
        (lambda iom: iom.delete(), None),
    ],
)
def test_a_new_entry_refers_to_a_renamed_entry_under_its_new_slug(tmp_path, change, parent):
    write(tmp_path, IOM)
    seeds.load_seeds(tmp_path)
    change(Organization.objects.filter(slug="iom"))
    office = '[[organization]]\nslug = "office"\nname = "Office"\npart_of = "iom"\n'
    write(tmp_path, IOM + office)

    assert seeds.load_seeds(tmp_path)["organizations.toml"] == 1

    parent_slugs = Organization.objects.filter(slug="office").values_list("part_of__slug")
    assert list(parent_slugs) == [(parent,)]


RIGHTS = '[[theme]]\nslug = "rights"\nlabel = "Rights"\ndefinition = "Of workers."\n'


def write_theme(folder, *labels):
    write(folder, "")
    listed = ", ".join(f'"{label}"' for label in labels)
    text = f"{RIGHTS}other_labels = [{listed}]\n"
    (folder / "themes.toml").write_text(text, encoding="utf-8")


def test_a_label_dropped_from_the_file_is_removed_from_an_unedited_theme(tmp_path):
    write_theme(tmp_path, "workers' rights", "human rights")
    seeds.load_seeds(tmp_path)
    write_theme(tmp_path, "workers' rights")

    assert seeds.load_seeds(tmp_path)["themes.toml"] == 0

    assert Theme.objects.get().other_labels == "workers' rights"
    assert AuditEntry.objects.get(target_type="theme", target_key="rights").action == "Changed"


def test_a_label_dropped_from_the_file_stays_on_an_edited_theme(tmp_path):
    write_theme(tmp_path, "workers' rights", "human rights")
    seeds.load_seeds(tmp_path)
    Theme.objects.get().bump_version(1)
    write_theme(tmp_path, "workers' rights")

    seeds.load_seeds(tmp_path)

    assert Theme.objects.get().other_labels == "workers' rights\nhuman rights"


def test_search_synonyms_change_as_soon_as_the_file_is_loaded(tmp_path):
    write_theme(tmp_path, "workers' rights")
    path = tmp_path / "themes.toml"
    path.write_text(f'{RIGHTS}synonyms = ["fees = costs"]\n', encoding="utf-8")
    seeds.load_seeds(tmp_path)
    make_recommendation(make_report(status="published"), themes=[Theme.objects.get()])
    before = synonym_loader.current_synonyms().wordings
    path.write_text(f'{RIGHTS}synonyms = ["fees = dues"]\n', encoding="utf-8")

    seeds.load_seeds(tmp_path)

    (costs,), (dues,) = [
        {word for ring in synonyms.values() for word in ring} - {"fees"}
        for synonyms in (before, synonym_loader.current_synonyms().wordings)
    ]
    assert (costs, dues) == ("costs", "dues")


def test_no_seeded_theme_has_an_overly_broad_label():
    seeds.load_seeds(FOLDER)
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

    labels = {label.lower() for theme in Theme.objects.all() for label in theme.all_labels}

    assert labels & broad == set()


OFFICE = """
[[organization]]
slug = "un"
name = "United Nations"

[[organization]]
slug = "office"
name = "Office"
"""


def test_an_unedited_record_follows_its_entry_in_everything_but_the_name(tmp_path):
    write(tmp_path, OFFICE)
    seeds.load_seeds(tmp_path)
    changed = OFFICE.replace('"Office"', '"Bureau"') + (
        'kind = "agency"\ncountry = "PHL"\npart_of = "un"\nwebsite = "https://office.example"\n'
        'labels = { th = "สำนักงาน" }\n'
    )
    write(tmp_path, changed)

    seeds.load_seeds(tmp_path)

    office = Organization.objects.get(slug="office")
    assert (office.name, office.kind, office.country) == ("Office", "agency", "PHL")
    assert (office.part_of.slug, office.website) == ("un", "https://office.example")
    assert [str(label) for label in office.labels.all()] == ["สำนักงาน (th)"]
    assert AuditEntry.objects.get(target_key="office").action == "Changed"


def test_an_edited_record_keeps_everything_when_its_entry_changes(tmp_path):
    write(tmp_path, OFFICE + 'labels = { th = "สำนักงาน" }\n')
    seeds.load_seeds(tmp_path)
    Organization.objects.get(slug="office").bump_version(1)
    write(tmp_path, OFFICE + 'kind = "agency"\npart_of = "un"\nlabels = { th = "หน่วยงาน" }\n')

    seeds.load_seeds(tmp_path)

    office = Organization.objects.get(slug="office")
    assert (office.kind, office.part_of) == ("unknown", None)
    assert office.labels.get().label == "สำนักงาน"


def labels_of(theme):
    return {row.language: (row.label, row.is_confirmed) for row in theme.labels.all()}


def test_a_seeded_label_is_machine_made_unless_the_file_says_that_it_is_confirmed(tmp_path):
    write(tmp_path, "")
    path = tmp_path / "themes.toml"
    languages = 'labels = { th = "สิทธิ", vi = "Quyền" }\n'
    path.write_text(RIGHTS + languages, encoding="utf-8")
    seeds.load_seeds(tmp_path)
    before = labels_of(Theme.objects.get())
    confirmed = 'labels = { th = "สิทธิ" }\nconfirmed_labels = { id = "Hak" }\n'
    path.write_text(RIGHTS + confirmed, encoding="utf-8")

    seeds.load_seeds(tmp_path)

    assert before == {"th": ("สิทธิ", False), "vi": ("Quyền", False)}
    assert labels_of(Theme.objects.get()) == {"th": ("สิทธิ", False), "id": ("Hak", True)}


@pytest.mark.parametrize(
    ("labels", "fault"),
    [
        ('labels = "Rechte"', "labels must be a table of languages"),
        ('labels = { "not a language" = "x" }', "rights: label not a language: .*language code"),
        ('labels = { th = "" }', "rights: label th: .*blank"),
    ],
)
def test_an_invalid_label_is_rejected_with_its_reason(tmp_path, labels, fault):
    write(tmp_path, "")
    (tmp_path / "themes.toml").write_text(f"{RIGHTS}{labels}\n", encoding="utf-8")

    with pytest.raises(seeds.SeedError, match=fault):
        seeds.load_seeds(tmp_path)


def test_every_seeded_theme_body_and_instrument_has_a_name_in_every_language_of_the_site():
    seeds.load_seeds(FOLDER)

    unnamed = [
        (str(record), code)
        for model in (Organization, Instrument, Theme)
        for record in model.objects.prefetch_related("labels")
        for code, _ in settings.LANGUAGES
        if record.name_in(code).language != code
    ]

    assert unnamed == []

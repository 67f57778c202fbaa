"""Themes and labels from a SKOS file: what the portal has is never overwritten."""

import json

import pytest
from django.conf import settings

from portal.audit.models import AuditEntry
from portal.exports.skos import serialize_themes
from portal.imports.skos import load_skos
from portal.imports.skos_file import SkosError
from reports.models import Theme, ThemeLabel
from tests.builders.records import make_paragraph, make_report, make_theme

pytestmark = pytest.mark.django_db
PREFIXES = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix : <https://x.example/> ."
RIGHTS = """
:rights a skos:Concept ; skos:prefLabel "Rights"@en-GB, "สิทธิ"@th, "Droits"@fr ;
    skos:altLabel "entitlements"@en, "สิทธิแรงงาน"@th ; skos:definition "What is due."@en ;
    skos:narrower :fees .
"""
FEES = ':fees a skos:Concept ; skos:prefLabel "Fees"@en, "Phí"@vi .'


@pytest.fixture
def load(tmp_path):
    def load_text(text, name="themes.ttl", **options):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return load_skos(path, **options)

    return load_text


def turtle(*concepts):
    return "\n".join([PREFIXES, *concepts])


def labels_of(theme):
    return list(theme.labels.values_list("language", "label", "other_labels", "is_confirmed"))


@pytest.mark.parametrize("is_confirmed", [False, True])
def test_unknown_concepts_become_themes_with_their_labels(load, is_confirmed):
    report = load(turtle(RIGHTS, FEES), is_confirmed=is_confirmed)

    fees, rights = Theme.objects.order_by("slug")
    assert (rights.slug, rights.label, rights.other_labels, rights.definition) == (
        "rights",
        "Rights",
        "entitlements",
        "What is due.",
    )
    assert (fees.broader, rights.broader, fees.definition) == (rights, None, "")
    assert labels_of(rights) == [("th", "สิทธิ", "สิทธิแรงงาน", is_confirmed)]
    assert report.added == [
        "Fees: a theme",
        "Fees: “Phí” (vi)",
        "Rights: a theme",
        "Rights: “สิทธิ” (th)",
    ]
    assert (report.kept, report.refused) == ([], [])
    assert AuditEntry.objects.filter(target_type="theme", action="Added").count() == 2


def test_a_theme_that_the_portal_has_gets_only_the_labels_that_it_lacks(load):
    theme = make_theme("rights", definition="Mine.", other_labels="mine", version=4)
    theme.labels.create(language="th", label="ของฉัน", is_confirmed=True)
    text = RIGHTS.replace('"Droits"@fr', '"Quyền"@vi')

    report = load(turtle(text))

    theme.refresh_from_db()
    assert (theme.label, theme.definition, theme.other_labels) == ("rights", "Mine.", "mine")
    assert labels_of(theme) == [("th", "ของฉัน", "", True), ("vi", "Quyền", "", False)]
    # A form that an editor has open is now outdated.
    assert theme.version == 5
    assert report.added == ["rights: “Quyền” (vi)"]
    assert report.kept == ["rights: the theme", "rights: “ของฉัน” (th), not “สิทธิ”"]


def test_what_the_portal_has_written_can_be_loaded_again_and_changes_nothing(load):
    theme = make_theme("Fees", broader=make_theme("Rights"))
    theme.labels.create(language="th", label="ค่าธรรมเนียม")
    make_paragraph(report=make_report(status="published"), themes=[theme])
    # A renamed theme is known by its address.
    files = {f"themes.{extension}": serialize_themes(extension) for extension in ("ttl", "jsonld")}
    Theme.objects.filter(slug="fees").update(label="Costs")
    before = list(Theme.objects.order_by("pk").values())

    reports = [load(text, name) for name, text in files.items()]

    assert list(Theme.objects.order_by("pk").values()) == before
    assert ThemeLabel.objects.count() == 1
    assert [(report.added, report.refused) for report in reports] == [([], [])] * 2


@pytest.mark.parametrize(
    ("concept", "reason"),
    [
        (
            ':a a skos:Concept ; skos:prefLabel "Droits"@fr .',
            "https://x.example/a: it has no preferred label in “en”.",
        ),
        (
            ':a a skos:Concept ; skos:prefLabel "Fees!"@en .',
            "Fees!: another theme has the address fees.",
        ),
        (
            f':a a skos:Concept ; skos:prefLabel "{"x" * 121}"@en .',
            f"{'x' * 121}: Ensure this value has at most 120 characters (it has 121).",
        ),
        (':a a skos:Concept ; skos:prefLabel "สิทธิ"@en .', "สิทธิ: This field cannot be blank."),
        (
            ':a a skos:Concept ; skos:prefLabel "A"@en ; skos:broader :nowhere .',
            "A: the broader concept https://x.example/nowhere is not a theme.",
        ),
        (
            f':a a skos:Concept ; skos:prefLabel "A"@en, "{"ก" * 301}"@th .',
            "A (th): Ensure this value has at most 300 characters (it has 301).",
        ),
    ],
)
def test_what_cannot_be_stored_is_refused_with_its_reason(load, concept, reason):
    make_theme("Fees")

    assert load(turtle(concept)).refused == [reason]


def test_a_circle_of_broader_concepts_is_cut_where_it_closes(load):
    a = ':a a skos:Concept ; skos:prefLabel "A"@en ; skos:broader :b .'
    b = ':b a skos:Concept ; skos:prefLabel "B"@en ; skos:broader :a .'

    report = load(turtle(a, b))

    assert dict(Theme.objects.values_list("slug", "broader__slug")) == {"a": "b", "b": None}
    assert report.refused == ["B: “A” is itself narrower."]


def test_a_second_broader_concept_is_refused(load):
    a = ':a a skos:Concept ; skos:prefLabel "A"@en ; skos:broader :fees, :rights .'

    report = load(turtle(a, FEES, RIGHTS))

    assert Theme.objects.get(slug="a").broader.slug == "fees"
    assert report.refused == ["A: “Rights” would be a second broader theme."]


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        ("themes.rdf", "", "the file must end in .ttl, .jsonld, .json"),
        ("themes.ttl", "this is no Turtle", "is not valid"),
        ("themes.jsonld", "{", "is not valid"),
        ("themes.jsonld", "[" * 100_000, "is not valid"),
        ("themes.ttl", PREFIXES, "has no skos:Concept"),
        (
            "themes.jsonld",
            json.dumps({"@context": "https://x.example/context.json", "@id": "a"}),
            "refers to a context at another address",
        ),
        (
            "themes.jsonld",
            json.dumps([{"@graph": [{"@context": [{"@import": "https://x.example/c"}]}]}]),
            "refers to a context at another address",
        ),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_its_reason(load, name, text, fault):
    with pytest.raises(SkosError, match=fault):
        load(text, name)


@pytest.mark.parametrize("graph", [{}, {"@id": "https://x.example/graph"}])
def test_a_json_ld_file_with_its_context_inside_is_read(load, graph):
    skills = {
        "@id": f"{settings.BASE_URL}/themes/skills/",
        "@type": "skos:Concept",
        "skos:prefLabel": [{"@value": "Skills", "@language": "en"}],
    }
    context = {"skos": "http://www.w3.org/2004/02/skos/core#"}

    report = load(json.dumps({"@context": context, **graph, "@graph": [skills]}), "themes.json")

    assert report.added == ["Skills: a theme"]

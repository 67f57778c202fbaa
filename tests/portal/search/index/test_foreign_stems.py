"""Stems of the languages that the search engine knows besides English."""

import pytest

from portal.search import engine
from portal.search.index import schema
from portal.search.index.foreign_stems import stems_in, stems_of_texts
from portal.search.query.rewrite import rewrite_query
from portal.search.snippets import highlight
from tests.builders.records import make_recommendation, make_report

KIND = "recommendation"


@pytest.mark.parametrize("language", schema.STEMMERS)
def test_every_stemmed_language_has_a_stemmer(language):
    assert stems_in(language, "a") in ([f"{language}:a"], [])


@pytest.mark.parametrize(
    ("tag", "stems"),
    [
        ("fr", ["fr:travailleur fr:migr"]),
        ("fr-CA", ["fr:travailleur fr:migr"]),
        ("en", []),
        ("th", []),
        ("", []),
    ],
)
def test_only_texts_in_a_stemmed_language_other_than_english_have_foreign_stems(tag, stems):
    assert stems_of_texts(tag, ["travailleurs migrants"]) == stems


def keys_for(typed):
    query = engine.SearchQuery(KIND, rewrite_query(typed, KIND).root)
    return engine.search(query, limit=5).keys


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "text", "typed"),
    [
        ("fr", "Protéger les travailleuses migrantes", "travailleuse migrante"),
        ("es", "Proteger a las trabajadoras", "trabajador"),
        ("ru", "Защита трудящихся-мигрантов", "мигранты"),
    ],
)
def test_a_word_finds_its_other_forms_in_the_language_of_the_report(language, text, typed):
    report = make_report(status="published", language=language)
    found = make_recommendation(report, text=text)
    make_recommendation(report, text="Autre chose")

    assert keys_for(typed) == [found.pk]


@pytest.mark.django_db
def test_other_forms_are_marked_in_a_text_of_that_language_alone():
    root = rewrite_query("trabajador", KIND).root

    spanish = highlight("las trabajadoras", root, "es")
    english = highlight("las trabajadoras", root, "en")

    assert [spanish, english] == [
        [("las ", False), ("trabajadoras", True)],
        [("las trabajadoras", False)],
    ]

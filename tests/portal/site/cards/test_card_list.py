"""Cards of lists: kept for each state of the index and language, without the words of a query."""

import re

import pytest
from django.utils.translation import override

from portal.content import revisions
from portal.entities.merge import merge
from portal.search.found_records import FoundRecords
from portal.search.index import reader
from portal.search.query.parser import parse_query
from portal.site.cards.card_list import card_list
from recommendations.models import Recommendation
from reports import publishing
from reports.models import Report, Statement
from reports.signals import report_changed
from tests.builders.records import (
    make_contribution,
    make_organization,
    make_paragraph,
    make_person,
    make_recommendation,
    make_report,
    make_theme,
)

pytestmark = pytest.mark.django_db
ROOT = parse_query("people").root


@pytest.fixture
def theme():
    theme = make_theme("Training")
    theme.labels.create(language="id", label="Pelatihan")
    return theme


@pytest.fixture
def recommendation(theme):
    report = make_report(status="published")
    return make_recommendation(report, text="Train people", themes=[theme])


def cards(recommendation, language="en", root=None):
    found = FoundRecords([recommendation.pk], Recommendation.objects.published().for_listing())
    with override(language):
        return str(card_list(found, root))


def change(report):
    revisions.save_revision(report, "Changed")
    report_changed.send(sender=type(report), report=report)


def test_a_card_is_kept_once_for_each_language(recommendation):
    html = [cards(recommendation, language) for language in ("en", "id", "en", "id")]

    assert (html[:2], html[0] == html[1]) == (html[2:], False)
    assert len(reader.current_snapshot().cards) == 2


def test_a_kept_card_marks_the_words_of_each_query(recommendation):
    plain, marked, again = (cards(recommendation, root=root) for root in (None, ROOT, None))

    assert "Train <mark>people</mark>" in marked
    assert "#:~:text=people" in marked
    assert (plain, "<mark>" in plain) == (again, False)
    assert len(reader.current_snapshot().cards) == 1


@pytest.mark.parametrize("language", ["en", "id"])
def test_a_changed_record_shows_at_once(recommendation, language):
    before = cards(recommendation, language)

    Recommendation.objects.filter(pk=recommendation.pk).update(text="Train all people")
    change(recommendation.report)

    after = cards(recommendation, language)
    assert ("Train people" in before, "Train all people" in after) == (True, True)


@pytest.mark.parametrize(("language", "label"), [("en", "Instruction"), ("id", "Kursus")])
def test_a_new_label_of_a_theme_shows_at_once(recommendation, theme, language, label):
    before = cards(recommendation, language)

    theme.label = "Instruction"
    theme.save()
    theme.labels.update(label="Kursus")
    change(recommendation.report)

    assert (label in before, label in cards(recommendation, language)) == (False, True)


def test_the_survivor_of_a_merge_shows_at_once():
    short, full = make_organization("ILO"), make_organization("International Labour Organization")
    recommendation = make_recommendation(make_report(status="published"), addressees=[short])
    before = cards(recommendation)

    merge("organization", (short, full))

    after = cards(recommendation)
    assert (">ILO<" in before, ">ILO<" in after, full.name in after) == (True, False, True)


def test_a_dot_stands_between_addressees_and_not_before_the_first():
    addressees = [make_organization("ILO"), make_organization("Norway")]
    make_recommendation(make_report(status="published"), addressees=addressees)

    text = re.sub(r"<[^>]*>", "", cards(Recommendation.objects.get()))

    assert "Addressed to ILO · Norway" in " ".join(text.split())


def test_a_withdrawn_record_is_not_shown(recommendation):
    before = cards(recommendation)

    publishing.transition(recommendation.report, "withdrawn")

    assert ("Train people" in before, cards(recommendation)) == (True, "")


def test_a_record_that_is_not_public_is_left_out_whatever_the_index_says(recommendation):
    before = cards(recommendation)

    # Nobody tells the index.
    Report.objects.update(status="withdrawn")

    assert ("Train people" in before, cards(recommendation)) == (True, "")


def test_no_card_is_kept_while_the_index_is_behind(recommendation):
    with reader.pinned_snapshot() as pinned:
        pinned.is_caught_up = False

        html = cards(recommendation)

        assert ("Train people" in html, len(reader.current_snapshot().cards)) == (True, 0)


def test_statements_and_contributions_have_cards():
    report = make_report(status="published")
    paragraph = make_paragraph(report=report, voice="named", text="Train people")
    make_contribution(paragraph, person=make_person("Ana Li"))
    make_paragraph(report=report, voice="agreed", text="People agreed")
    statements = Statement.objects.published().for_listing()
    found = FoundRecords([one.pk for one in statements.order_by("pk")], statements)

    html = str(card_list(found, ROOT))

    assert html.count("<mark>") == 2
    assert html == str(card_list(statements.order_by("pk"), ROOT))

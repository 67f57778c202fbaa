"""Cards of records: rendered once for each state of the index and language."""

import pytest
from django.utils.translation import override

from portal.content import revisions
from portal.search.index import reader
from portal.search.query.parser import parse_query
from portal.search.templatetags import search_tags
from recommendations.models import Recommendation
from reports.signals import report_changed
from tests.builders.records import make_recommendation, make_report

pytestmark = pytest.mark.django_db
TEMPLATE = "site/_recommendation_card.html"


@pytest.fixture
def recommendation():
    return make_recommendation(make_report(status="published"), text="Train people")


@pytest.fixture
def rendered(monkeypatch):
    """The queries of the cards that were rendered, in order."""
    roots = []
    render = search_tags.render_card

    def render_and_note(template_name, record, root):
        roots.append(root)
        return render(template_name, record, root)

    monkeypatch.setattr(search_tags, "render_card", render_and_note)
    return roots


def listed(recommendation):
    return Recommendation.objects.published().for_listing().get(pk=recommendation.pk)


def test_a_card_is_rendered_once_for_each_language(recommendation, rendered):
    cards = []
    for language in ("en", "id", "en", "id"):
        with override(language):
            cards.append(search_tags.card(TEMPLATE, listed(recommendation)))

    assert (cards[:2], len(rendered), cards[0] == cards[1]) == (cards[2:], 2, False)


def test_a_card_is_rendered_again_after_its_report_has_changed(recommendation):
    before = search_tags.card(TEMPLATE, listed(recommendation))
    Recommendation.objects.filter(pk=recommendation.pk).update(text="Train all people")
    revisions.save_revision(recommendation.report, "Changed")
    report_changed.send(sender=type(recommendation.report), report=recommendation.report)

    after = search_tags.card(TEMPLATE, listed(recommendation))

    assert ("Train people" in before, "Train all people" in after) == (True, True)


def test_a_card_with_marked_words_is_not_kept(recommendation, rendered):
    root = parse_query("people").root

    for _ in range(2):
        card = search_tags.card(TEMPLATE, listed(recommendation), root)

    assert (rendered, "<mark>people</mark>" in card) == ([root, root], True)


def test_no_card_is_kept_while_the_index_is_behind(recommendation, rendered, monkeypatch):
    monkeypatch.setattr(search_tags, "is_caught_up", lambda: False)

    for _ in range(2):
        search_tags.card(TEMPLATE, listed(recommendation))

    assert rendered == [None, None]
    assert reader.current_snapshot().cards == {}

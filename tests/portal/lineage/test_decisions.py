"""Decisions: what they store, refuse and announce."""

import pytest

from portal.content import draft_version
from portal.content.refusals import SaveRefusedError
from portal.lineage import decisions, work_list
from portal.search.models import IndexChange
from recommendations.models import LineageLink
from reports import publishing
from tests.builders.filterset_pairs import build_pair, list_keys
from tests.builders.lineage import make_line, make_link
from tests.builders.records import make_account, make_recommendation

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair():
    """Public recommendations of 2009 and 2012, not linked."""
    records = make_line(2009, 2012)
    LineageLink.objects.all().delete()
    return records


def found(value):
    return list_keys(build_pair("recommendations", f"?repeated={value}&sort=oldest")[0])


def test_a_confirmed_pair_is_found_by_the_facet_at_both_ends(pair):
    before = (found("first"), found("repeated"))

    decisions.decide(*pair, "repeated")

    assert before == ([], [])
    assert (found("first"), found("repeated")) == ([pair[0].pk], [pair[1].pk])
    decisions.decide(*pair, "")
    assert (found("first"), found("repeated")) == ([], [])


@pytest.mark.parametrize("is_reversed", [False, True])
def test_the_days_of_the_meetings_decide_which_is_the_earlier_one(pair, is_reversed):
    decisions.decide(*(pair[::-1] if is_reversed else pair), "narrowed")

    assert list(LineageLink.objects.values_list("earlier", "later", "kind")) == [
        (pair[0].pk, pair[1].pk, "narrowed")
    ]


def test_another_decision_replaces_the_one_before_and_names_it(pair):
    values = ["repeated", "rejected", "split", ""]

    before = [decisions.decide(*pair, value) for value in values]

    assert before == ["", "repeated", "rejected", "split"]
    assert not LineageLink.objects.exists()


def test_a_confirmed_later_one_replaces_none_later(pair):
    decisions.decide_none_later(pair[0], is_none=True)
    none_later = found("none-later")

    decisions.decide(*pair, "repeated")

    assert (none_later, found("none-later")) == ([pair[0].pk], [])
    decisions.decide(*pair, "")
    assert found("none-later") == [pair[0].pk]


def test_none_later_stands_until_the_later_one_is_published(pair):
    decisions.decide_none_later(pair[1], is_none=True)
    (draft,) = make_line(2015, status="draft")

    decisions.decide(pair[1], draft, "repeated")

    (examined,) = work_list.examine([pair[1]])
    assert (found("none-later"), examined.none_later is None) == ([pair[1].pk], False)
    publishing.publish(draft.report)
    (examined,) = work_list.examine([pair[1]])
    assert (found("none-later"), examined.none_later) == ([], None)


def test_none_later_outlives_a_discarded_draft_version_that_was_linked(pair):
    decisions.decide_none_later(pair[0], is_none=True)
    draft = draft_version.begin_draft(pair[1].report)
    decisions.decide(pair[0], make_recommendation(draft, reference="9"), "repeated")

    draft_version.discard_draft(draft)

    assert found("none-later") == [pair[0].pk]


@pytest.mark.parametrize("value", ["none", "nonsense"])
def test_an_unknown_kind_is_refused(pair, value):
    with pytest.raises(SaveRefusedError, match="Choose how the two relate"):
        decisions.decide(*pair, value)


def test_a_role_without_the_permission_is_refused(pair):
    with pytest.raises(SaveRefusedError, match="Your role"):
        decisions.decide(*pair, "repeated", by=make_account("vera", "viewer"))


def test_two_of_one_report_or_without_a_day_are_refused(pair):
    (undated,) = make_line(2015, status="draft")
    undated.report.starts_on = None
    undated.report.save()
    for other, reason in (
        (make_recommendation(pair[0].report), "in the same report"),
        (undated, "has no date"),
    ):
        with pytest.raises(SaveRefusedError, match=reason):
            decisions.decide(pair[0], other, "repeated")


def test_decisions_about_drafts_are_not_announced(pair):
    (draft,) = make_line(2015, status="draft")
    changes = IndexChange.objects.count()

    decisions.decide(pair[0], draft, "repeated")
    decisions.decide_none_later(draft, is_none=True)
    decisions.decide(*pair, "rejected")

    assert IndexChange.objects.count() == changes


def test_publication_and_withdrawal_of_one_end_change_what_is_shown_of_the_other():
    earlier, later = make_line(2009, 2012)
    (draft,) = make_line(2015, status="draft")
    make_link(later, draft)
    shown = [found("again-later")]

    publishing.publish(draft.report)
    shown.append(found("again-later"))
    publishing.transition(earlier.report, "withdrawn")
    shown.append(found("again-later"))

    assert shown == [[earlier.pk], [earlier.pk, later.pk], [later.pk]]
    assert found("repeated") == [draft.pk]

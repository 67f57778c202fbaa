"""What led to a recommendation is decided once, and follows its texts through edits."""

import pytest

from portal.content.edits.rationale import ConfirmRationale, DecideRationale, UndoRationale
from portal.content.loader import load_snapshot
from portal.content.refusals import SaveRefusedError
from portal.content.schema import Item
from recommendations.models import RationaleLink
from reports.models import Report
from tests.builders import edits
from tests.builders.imported_reports import import_text
from tests.builders.source_edits import edit, find_block_by_start

pytestmark = pytest.mark.django_db
FIRST = "Skills travel with people. "
TEXT = f"""ARF Seminar on Skills
10 March 2019, Bangkok

Session 1: Skills

1. {FIRST}Care is dear everywhere.
2. Fees are high in all ports.
3. Training is dear. Pay is low.
4. Participants recommended to:
- lower the fees. They burden the poor;
- train more people.
"""


@pytest.fixture
def report():
    return import_text(TEXT)


def links(report):
    """Return (start of the recommendation, start of the paragraph or None, status)."""
    return {
        (one.recommendation.text[:5], one.paragraph and one.paragraph.text[:6], one.status)
        for one in RationaleLink.objects.filter(report=report)
    }


def save(report, change):
    stored = Report.objects.get(pk=report.pk)
    return edits.save(stored, stored.version, change)


def item(report, start):
    return find_block_by_start(report, start).item


def decide(report, recommendation, paragraph, *, is_confirmed=True):
    key = paragraph and item(report, paragraph).key
    return save(report, DecideRationale(item(report, recommendation), key, is_confirmed))


def test_a_statement_is_confirmed_or_rejected_in_a_revision_of_its_own(report):
    decide(report, "lower", "Fees")
    saved = decide(report, "lower", "Skills", is_confirmed=False)

    assert links(report) == {("lower", "Fees a", "confirmed"), ("lower", "Skills", "rejected")}
    assert saved.revision.action == "Rationale decided: 4.1 lower the fees. They burden the poor"


def test_a_decision_replaces_the_one_about_the_same_texts(report):
    decide(report, "lower", "Fees", is_confirmed=False)

    decide(report, "lower", "Fees")

    assert links(report) == {("lower", "Fees a", "confirmed")}


def test_none_is_confirmed_until_a_statement_is(report):
    decide(report, "lower", None)
    none_confirmed = links(report)

    decide(report, "lower", "Fees")

    assert none_confirmed == {("lower", None, "confirmed")}
    assert links(report) == {("lower", "Fees a", "confirmed")}


def test_none_contradicts_a_confirmed_statement(report):
    decide(report, "lower", "Fees")

    with pytest.raises(SaveRefusedError, match="Undo these first"):
        decide(report, "lower", None)


def test_none_does_not_contradict_a_rejected_statement(report):
    decide(report, "lower", "Fees", is_confirmed=False)

    decide(report, "lower", None)

    assert links(report) == {("lower", "Fees a", "rejected"), ("lower", None, "confirmed")}


def test_a_decision_is_taken_back_once(report):
    decide(report, "lower", "Fees")
    undo = UndoRationale(item(report, "lower"), item(report, "Fees").key)

    save(report, undo)

    assert links(report) == set()
    with pytest.raises(SaveRefusedError, match="has since been undone"):
        save(report, undo)


def test_several_pairs_are_confirmed_in_one_save(report):
    first, second = (item(report, start).key for start in ("lower", "train"))
    fees, training = (item(report, start).key for start in ("Fees", "Training"))

    saved = save(report, ConfirmRationale(((first, fees), (second, training))))

    assert links(report) == {("lower", "Fees a", "confirmed"), ("train", "Traini", "confirmed")}
    assert (
        saved.revision.action
        == "Rationale confirmed: 4.1 lower the fees. They burden the poor and 1 more"
    )


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        (lambda key: DecideRationale(Item("paragraph", key), key), "Only a recommendation"),
        (lambda key: UndoRationale(Item("paragraph", key), key), "Only a recommendation"),
    ],
)
def test_only_recommendations_have_statements_that_led_to_them(report, change, refusal):
    with pytest.raises(SaveRefusedError, match=refusal):
        save(report, change(item(report, "Fees").key))


def test_that_none_led_to_it_cannot_be_rejected(report):
    with pytest.raises(SaveRefusedError, match="can be confirmed and undone"):
        decide(report, "lower", None, is_confirmed=False)


def test_both_halves_of_a_split_statement_led_to_what_the_whole_led_to(report):
    decide(report, "train", "Skills")

    edit(edits.split, report, find_block_by_start(report, "Skills").key, len(FIRST))

    assert links(report) == {("train", "Skills", "confirmed"), ("train", "Care i", "confirmed")}


def test_both_halves_of_a_split_recommendation_have_its_statements(report):
    decide(report, "lower", "Fees")

    edit(edits.split, report, find_block_by_start(report, "lower").key, len("lower the fees. "))

    assert links(report) == {("lower", "Fees a", "confirmed"), ("They ", "Fees a", "confirmed")}


def test_a_joined_statement_led_to_what_either_part_led_to(report):
    decide(report, "lower", "Fees")
    decide(report, "lower", "Skills", is_confirmed=False)

    edit(edits.join, report, find_block_by_start(report, "Fees").key)

    assert links(report) == {("lower", "Skills", "confirmed")}


def test_a_joined_recommendation_has_the_statements_of_both(report):
    decide(report, "lower", "Fees")
    decide(report, "train", None)

    edit(edits.join, report, find_block_by_start(report, "train").key)

    assert links(report) == {("lower", "Fees a", "confirmed")}


def test_none_of_one_half_says_nothing_of_the_joined_recommendation(report):
    decide(report, "lower", None)

    edit(edits.join, report, find_block_by_start(report, "train").key)

    assert links(report) == set()


def test_none_of_both_halves_holds_for_the_joined_recommendation(report):
    decide(report, "lower", None)
    decide(report, "train", None)

    edit(edits.join, report, find_block_by_start(report, "train").key)

    assert links(report) == {("lower", None, "confirmed")}


@pytest.mark.parametrize("start", ["Fees", "lower"])
def test_a_text_whose_rationale_is_confirmed_keeps_its_type(report, start):
    decide(report, "lower", "Fees")

    with pytest.raises(SaveRefusedError, match="Undo this first"):
        edit(edits.retype, report, find_block_by_start(report, start).key, "discard", "repeated")


def test_a_rejected_link_goes_with_its_text(report):
    decide(report, "lower", "Fees", is_confirmed=False)

    edit(edits.retype, report, find_block_by_start(report, "Fees").key, "discard", "repeated")

    assert links(report) == set()


def test_restoring_a_revision_brings_back_what_was_decided(report):
    decide(report, "lower", "Fees")
    decide(report, "train", "Training")
    before, revision = links(report), report.revisions.latest("number")
    edit(edits.join, report, find_block_by_start(report, "Training").key)
    stored = Report.objects.get(pk=report.pk)

    edits.restore_revision(stored, stored.version, revision)

    assert links(report) == before


def test_restoring_exchanges_the_statements_of_two_links(report):
    first, second = (item(report, start).key for start in ("Fees", "Skills"))
    decide(report, "lower", "Fees")
    revision = Report.objects.get(pk=report.pk).revisions.latest("number")
    (link,) = load_snapshot(report).rationale_link.values()
    save(report, UndoRationale(item(report, "lower"), first))
    save(report, DecideRationale(item(report, "lower"), second))
    assert link.paragraph == first
    stored = Report.objects.get(pk=report.pk)

    edits.restore_revision(stored, stored.version, revision)

    assert links(report) == {("lower", "Fees a", "confirmed")}

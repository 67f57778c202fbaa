"""A redaction takes two accounts, and what is kept of it has none of the words."""

import re

import pytest
from django.db import connection
from django.forms.models import model_to_dict
from django.test.utils import CaptureQueriesContext

from portal.audit.models import AuditEntry
from portal.content import stored_coverage
from portal.redaction import service
from portal.redaction.hashes import keyed_hash
from portal.redaction.models import Redaction
from portal.redaction.screening import has_redacted
from portal.redaction.service import Proposal, RedactionRefusedError
from portal.search.models import IndexChange
from reports.models import Organization, Report
from tests.builders.records import make_account, make_attachment, make_organization
from tests.builders.redactions import redact
from tests.builders.seminar import published_seminar

pytestmark = pytest.mark.django_db


@pytest.fixture
def edith():
    return make_account("edith", "editor")


@pytest.fixture
def rita():
    return make_account("rita", "reviewer")


def propose(by, passages=("Ana Cruz",), reason="She asked for it."):
    return service.propose(Proposal(list(passages), reason, "Article 17"), by)


def test_nobody_confirms_a_proposal_of_their_own(rita):
    proposed = propose(rita)

    with pytest.raises(RedactionRefusedError, match="another reviewer or administrator"):
        service.confirm(proposed, rita)


def test_an_editor_confirms_nothing(edith, rita):
    with pytest.raises(RedactionRefusedError, match="another reviewer or administrator"):
        service.confirm(propose(rita), edith)


def test_a_proposal_is_decided_once(edith, rita):
    proposed = propose(edith)
    service.confirm(proposed, rita)

    with pytest.raises(RedactionRefusedError, match="applied in the meantime"):
        service.decline(proposed, rita)


def test_a_declined_proposal_changes_nothing_and_forgets_the_words(edith, rita):
    report = published_seminar()

    service.decline(propose(edith), rita)

    stored = Redaction.objects.get()
    assert (stored.status, stored.passages, stored.hashes) == ("declined", "", [])
    assert report.paragraphs.filter(text__contains="Ana Cruz").exists()


def test_the_record_says_who_why_and_where_but_not_what(edith, rita):
    published_seminar()

    applied = service.confirm(propose(edith), rita).redaction

    assert (applied.proposed_by, applied.decided_by) == ("edith", "rita")
    assert applied.counts["Paragraphs"] == 1
    assert applied.counts["Files withheld"] == 1
    entry = AuditEntry.objects.get(action="Redaction applied")
    assert entry.comment.startswith("She asked for it. (Article 17). ")
    # Of accounts, the log has the one that acted: its name is a column, which erasure knows.
    assert (entry.by_name, "edith" in entry.comment) == ("rita", False)
    kept = f"{model_to_dict(applied)} {[model_to_dict(one) for one in AuditEntry.objects.all()]}"
    assert "Cruz" not in kept


def test_a_proposal_whose_words_another_one_has_masked_is_closed(edith, rita):
    first, second = propose(edith), propose(edith, ["Ana Cruz, Director"])
    service.confirm(first, rita)

    decision = service.confirm(second, rita)

    stored = Redaction.objects.get(pk=second.pk)
    assert decision.left_out == ["▮▮▮ ▮▮▮▮, Director"]
    assert (stored.status, stored.passages, stored.hashes) == ("declined", "", [])
    assert AuditEntry.objects.get(action="Redaction closed").by_name == "rita"


def test_files_of_a_proposal_are_withheld_although_its_words_are_masked(edith, rita):
    attached = make_attachment()
    files = (("reports.Attachment", attached.pk),)
    proposal = service.propose(Proposal(["Ana Cruz"], "She asked for it.", files=files), edith)
    service.confirm(propose(edith), rita)

    decision = service.confirm(proposal, rita)

    attached.refresh_from_db()
    assert (decision.redaction.status, decision.redaction.hashes) == ("applied", [])
    assert attached.size == 0


def test_what_is_left_of_a_proposal_is_applied_and_masks_are_no_passage(edith, rita):
    report = published_seminar()
    first, second = propose(edith), propose(edith, ["Ana Cruz", "Skills"])
    service.confirm(first, rita)

    decision = service.confirm(second, rita)

    assert (decision.redaction.status, decision.left_out) == ("applied", ["▮▮▮ ▮▮▮▮"])
    assert (
        "passages left out" in AuditEntry.objects.filter(action="Redaction applied").last().comment
    )
    assert not has_redacted(["▮▮▮ ▮▮▮▮ spoke", *report.paragraphs.values_list("text", flat=True)])


def test_a_hash_of_a_mask_that_was_stored_once_refuses_no_save(edith, rita):
    applied = service.confirm(propose(edith), rita).redaction
    digest = keyed_hash("words ▮▮▮ ▮▮▮▮")
    Redaction.objects.filter(pk=applied.pk).update(hashes=[[2, digest]])

    assert not has_redacted(["▮▮▮ ▮▮▮▮ spoke"])


def test_tables_are_locked_before_any_row_so_that_two_decisions_do_not_wait_for_each_other(
    edith, rita
):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has one writer: nobody else writes meanwhile")
    decisions = [(propose(edith), service.confirm), (propose(edith), service.decline)]

    for proposed, decide in decisions:
        with CaptureQueriesContext(connection) as queries:
            decide(proposed, rita)
        locks = [one["sql"] for one in queries if re.search("LOCK TABLE|FOR UPDATE", one["sql"])]
        assert locks[0].startswith('LOCK TABLE "reports_report"')
        assert any("FOR UPDATE" in lock for lock in locks[1:])


@pytest.mark.parametrize("reason", ["", "  ", "ANA cruz wants it"])
def test_a_reason_is_required_and_must_not_repeat_the_words(edith, reason):
    with pytest.raises(RedactionRefusedError, match="reason"):
        propose(edith, reason=reason)


@pytest.mark.parametrize("text", ["", " \n ", "ab", "1. 2", "▮▮▮ ▮▮▮", "x" * 2001])
def test_an_unsuitable_passage_is_refused(text):
    with pytest.raises(RedactionRefusedError):
        service.passages_in(text)


def test_each_line_is_a_passage_and_counts_once():
    assert service.passages_in(" Ana Cruz\nAna Cruz\n\n張偉") == ["Ana Cruz", "張偉"]


def test_the_report_is_still_proved_and_its_masked_characters_count():
    report = published_seminar()

    redact("Ana Cruz", "Skills")

    proof = stored_coverage.prove(Report.objects.get(pk=report.pk))
    assert (proof.errors, proof.verdict, proof.masked) == ([], "complete", 7 + 2 * 6)


def test_readers_get_pages_anew(edith, rita):
    published_seminar()
    before = IndexChange.objects.count()

    applied = service.confirm(propose(edith), rita).redaction

    newest = IndexChange.objects.order_by("-pk").first()
    assert IndexChange.objects.count() > before
    assert applied.change_key == newest.pk


def test_names_that_become_equal_stay_apart_where_they_must():
    make_organization("Zeno Xu Aid")
    make_organization("Xeno Zu Aid")

    redact("Zeno Xu", "Xeno Zu")

    names = sorted(Organization.objects.values_list("name", flat=True))
    assert len(set(names)) == 2
    assert all(name.startswith("▮▮▮▮ ▮▮ Aid") for name in names)

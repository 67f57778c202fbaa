"""Three editors save, restore, reimport and publish in any order: nothing is ever lost or broken.

SAVES=2000 tries as many programs (`make save-check`).
"""

import os

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, note, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from portal.content import entity_references, service, workflow
from portal.content.edits.fields import SetFields
from portal.content.locking import SaveRequest
from portal.content.snapshot import serialize
from portal.entities import merge, unmerge
from recommendations.models import Recommendation
from reports.models import MergeRecord, Organization, Report
from tests.builders import outside_records, random_edits
from tests.builders.form_values import Seen, is_valid_form
from tests.builders.newer_texts import newer_texts
from tests.builders.records import make_account
from tests.builders.save_program import make_reports, reimport
from tests.builders.save_rules import (
    REFUSALS,
    TypedWords,
    assert_effect,
    assert_merged,
    assert_sound,
    is_sentence,
)
from tests.builders.stored_reports import StoredReport

pytestmark = pytest.mark.django_db
PROGRAMS = int(os.environ.get("SAVES", "40"))
ROLES = ("editor", "reviewer", "reviewer")
EDITORS = st.sampled_from(range(len(ROLES)))
REVIEWERS = st.sampled_from((1, 2))
STEPS = ("begin", "discard", *Report.Status.values)
# The way to the next publication.
NEXT_STEPS = {
    "draft": "in_review",
    "in_review": "published",
    "published": "begin",
    "withdrawn": "draft",
}
IS_FRESH = st.sampled_from([True, True, True, False])


class SaveMachine(RuleBasedStateMachine):
    """One program: what three editors do to one report, and what must hold after each step."""

    # Set by the test: the keys of a draft and of a published report, and the accounts.
    report_keys: tuple[int, ...] = ()
    # The key of a recommendation of another report.
    earlier_key = 0
    accounts: tuple = ()

    def __init__(self):
        super().__init__()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        self.views, self.typed = {}, TypedWords()
        self.stored = self.checked = self.undoable = self.public = None
        self.is_publication = True
        self.outside = ((), ())

    def teardown(self):
        try:
            # What is only checked at the end of a transaction.
            connection.check_constraints()
        finally:
            transaction.set_rollback(True)
            self.transaction.__exit__(None, None, None)

    @initialize(is_public=st.booleans())
    def begin_program(self, is_public):
        self.key = self.report_keys[is_public]
        self.stored = StoredReport.read(self.key)
        for editor in range(len(ROLES)):
            self.open(editor)

    @property
    def root(self):
        return Report.objects.get(pk=self.key)

    def open(self, editor):
        self.views[editor] = Seen.of(self.stored.edited)
        return self.views[editor]

    def view_of(self, editor, is_fresh):
        return self.open(editor) if is_fresh else self.views[editor]

    def attempt(self, editor, action):
        """Return what the editor's action returns; a refusal changes nothing, and says why."""
        before, self.undoable, refusal, outcome = self.stored, None, None, None
        try:
            outcome = action() or True
        except REFUSALS as error:
            refusal = error
        self.stored = StoredReport.read(self.key)
        if refusal is None:
            self.open(editor)
            return outcome
        note(f"refused: {refusal!r}")
        assert is_sentence(str(refusal))
        assert self.stored == before
        return None

    @rule(editor=EDITORS)
    def look(self, editor):
        self.open(editor)

    @rule(editor=EDITORS, is_fresh=st.booleans(), data=st.data())
    def type_fields(self, editor, is_fresh, data):
        self.save(editor, is_fresh, data, random_edits.set_fields)

    @rule(editor=EDITORS, is_fresh=IS_FRESH, data=st.data())
    def add_or_remove(self, editor, is_fresh, data):
        self.save(editor, is_fresh, data, random_edits.add, random_edits.remove)

    @rule(editor=EDITORS, is_fresh=IS_FRESH, data=st.data())
    def split_or_join(self, editor, is_fresh, data):
        self.save(editor, is_fresh, data, random_edits.split, random_edits.join)

    @rule(editor=EDITORS, is_fresh=IS_FRESH, data=st.data())
    def retype(self, editor, is_fresh, data):
        self.save(editor, is_fresh, data, random_edits.retype)

    @rule(editor=EDITORS, is_fresh=IS_FRESH, data=st.data())
    def move_or_nest(self, editor, is_fresh, data):
        self.save(editor, is_fresh, data, random_edits.move, random_edits.nest)

    @rule(editor=EDITORS, is_fresh=IS_FRESH, data=st.data())
    def set_subjects(self, editor, is_fresh, data):
        kinds = ("set_many_fields", "set_level", "set_theme", "confirm_themes")
        self.save(editor, is_fresh, data, *(getattr(random_edits, kind) for kind in kinds))

    @rule(editor=EDITORS, is_fresh=IS_FRESH, data=st.data())
    def attribute(self, editor, is_fresh, data):
        kinds = ("add_speaker", "remove_speaker", "add_issuer", "decide_rationale")
        self.save(editor, is_fresh, data, *(getattr(random_edits, kind) for kind in kinds))

    def save(self, editor, is_fresh, data, *kinds):
        view, by, before = self.view_of(editor, is_fresh), self.accounts[editor], self.stored.edited
        edit = data.draw(random_edits.edits(view, *kinds))
        if not is_valid_form(edit):
            return
        saved = self.attempt(
            editor,
            lambda: service.save_edit(report=view.report, edit=edit, version=view.version, by=by),
        )
        if saved is None:
            return
        self.undoable = before
        assert serialize(saved.before) == before.text
        assert serialize(saved.after) == self.stored.edited.text
        self.typed.add(saved, edit)
        if isinstance(edit, SetFields):
            assert_merged(view, edit, saved)
        else:
            assert view.version == before.version
        assert_effect(edit, saved)

    @rule(editor=EDITORS, is_fresh=IS_FRESH, data=st.data())
    def reimport(self, editor, is_fresh, data):
        view, before = self.view_of(editor, is_fresh), self.stored.edited
        text = data.draw(newer_texts(view.report.source.text))
        if self.attempt(editor, lambda: reimport(view.report, text, self.accounts[editor])):
            self.undoable = before
            self.typed.add_kept(self.stored.edited.snapshot)

    @rule(editor=EDITORS, is_fresh=IS_FRESH, pick=st.integers(0, 60))
    def restore(self, editor, is_fresh, pick):
        view, revisions = self.view_of(editor, is_fresh), self.root.revisions.order_by("number")
        revision = revisions[pick % len(revisions)]
        if self.restore_revision(editor, view, revision):
            snapshot = entity_references.resolve_references(revision.snapshot, revision.names)
            assert self.stored.edited.text == serialize(snapshot)

    @precondition(lambda self: self.undoable)
    @rule(editor=EDITORS)
    def undo(self, editor):
        before, view = self.undoable, self.open(editor)
        revision = self.root.revisions.get(number=before.version)
        if self.restore_revision(editor, view, revision):
            assert self.stored.edited.text == before.text

    def restore_revision(self, editor, view, revision):
        return self.attempt(
            editor,
            lambda: service.restore_revision(
                report=view.report,
                version=view.version,
                revision=revision,
                by=self.accounts[editor],
            ),
        )

    @rule(pick=st.integers(0, 60))
    def record_follow_up(self, pick):
        outside_records.record_answer(self.root, pick)
        self.outside = outside_records.outside_records()

    @rule(pick=st.integers(0, 60))
    def decide_on_lineage(self, pick):
        earlier = Recommendation.objects.get(pk=self.earlier_key)
        outside_records.link_recommendation(self.root, earlier, pick)
        self.outside = outside_records.outside_records()

    @rule(editor=EDITORS)
    def merge_or_unmerge(self, editor):
        """Merge two States, one of which reports; if they are merged, separate them again."""
        by, before = self.accounts[editor], self.stored.public
        merged = MergeRecord.objects.filter(undone_at=None).first()
        pair = [Organization.objects.filter(name=name).first() for name in ("Norway", "Cambodia")]
        if merged:
            self.attempt(editor, lambda: unmerge.unmerge(merged, by=by))
        else:
            self.attempt(editor, lambda: merge.merge("organization", tuple(pair), by=by))
        self.undoable = None
        # Readers see the other name at once.
        self.is_publication |= self.stored.public != before

    @rule(editor=EDITORS, is_fresh=IS_FRESH, step=st.sampled_from(STEPS))
    def change_status(self, editor, is_fresh, step):
        self.take_step(editor, is_fresh, step)

    @rule(editor=REVIEWERS)
    def advance(self, editor):
        self.take_step(editor, is_fresh=True, step=NEXT_STEPS[self.stored.edited.status])

    def take_step(self, editor, is_fresh, step):
        view, before, by = self.view_of(editor, is_fresh), self.stored, self.accounts[editor]
        if step == "discard" and before.reports[0].report.published_at is None:
            # That would delete the report.
            return
        action = {
            "begin": lambda: workflow.begin(self.root, by),
            "discard": lambda: workflow.discard(view.report, SaveRequest(view.version, by)),
        }.get(step, lambda: workflow.transition(view.report, step, SaveRequest(view.version, by)))
        if self.attempt(editor, action):
            self.is_publication = step in {"published", "withdrawn"}
            if step in {"published", "begin"}:
                assert self.stored.edited.text == before.edited.text

    @invariant()
    def everything_holds(self):
        assert outside_records.outside_records() == self.outside
        assert outside_records.dangling() == []
        if self.stored == self.checked:
            return
        self.checked = self.stored
        for report in self.stored.reports:
            revision = self.root.revisions.get(number=report.version)
            assert report.text == revision.text
            assert_sound(report.snapshot)
            assert self.typed.other_errors(report.snapshot) == []
        if self.is_publication:
            self.public, self.is_publication = self.stored.public, False
        assert self.stored.public == self.public


@pytest.mark.slow
def test_what_editors_do_in_any_order_loses_and_breaks_nothing(db):
    SaveMachine.report_keys, SaveMachine.earlier_key = make_reports()
    SaveMachine.accounts = tuple(
        make_account(f"editor-{number}", role) for number, role in enumerate(ROLES)
    )
    run_state_machine_as_test(
        SaveMachine,
        settings=settings(
            max_examples=PROGRAMS,
            stateful_step_count=10,
            suppress_health_check=list(HealthCheck),
        ),
    )

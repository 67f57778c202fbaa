"""Whatever editors set between any number of newer versions stays, unless a version contradicts.

REIMPORTS=500 tries as many (`make reimport-check`).
"""

import os
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from portal.content import draft_version, service, workflow
from portal.content.edits.source_text import SourceText
from portal.content.file_values import last_file_values
from portal.content.schema import BY_NAME, Item
from portal.imports.parsed_snapshot import ParsedSnapshot, VocabularyKeys
from reports.models import Person, Report
from reports.publishing import TransitionNotAllowedError
from tests.builders import generated_reports, random_edits
from tests.builders.form_values import Seen, is_valid_form
from tests.builders.imported_reports import import_text, read, reimport_text
from tests.builders.records import make_instrument, make_organization, make_theme
from tests.builders.save_rules import REFUSALS, assert_sound
from tests.builders.stored_reports import StoredReport

pytestmark = pytest.mark.django_db
EXAMPLES = int(os.environ.get("REIMPORTS", "5"))
FRONTS = (
    generated_reports.FRONT,
    "ARF Seminar on Good Work\n10 March 2019, Bangkok\n\n",
    "ARF Seminar on Skills\n11 March 2019, Jakarta\n\n",
)
EDITS = (
    *[random_edits.set_fields] * 4,
    *(random_edits.set_many_fields, random_edits.add, random_edits.remove),
    *(random_edits.set_level, random_edits.set_theme),
    *(random_edits.add_speaker, random_edits.remove_speaker, random_edits.add_issuer),
)
TYPES = ("session", "paragraph", "recommendation")
# Where both have changed a field, the file decides about these, and the editor about others.
PRINTED = {"kind", "title", "number", "heading", "label", "text"}
# Follows from the paragraph and its other fields.
DERIVED = {"recommendation": {"parent"}}


@pytest.fixture(autouse=True)
def _vocabulary():
    for name in ("Norway", "Sweden", "Cambodia"):
        make_organization(name)
    for label in ("Wages", "Fees", "Unprinted"):
        make_theme(label)
    make_instrument("Skills Convention")
    Person.objects.create(slug="dara-ray", name="Dara Ray")


@dataclass(frozen=True)
class Values:
    """The values of the records that a text prints once, by record type and text."""

    report: dict
    records: dict

    @classmethod
    def of(cls, snapshot, texts, speakers):
        counts = Counter(texts.values())
        return cls(
            snapshot.report._asdict(),
            {
                place: values_of(snapshot, key, speakers)
                for key, place in texts.items()
                if counts[place] == 1
            },
        )

    @classmethod
    def stored(cls, report):
        snapshot = StoredReport.read(report.root.pk).edited.snapshot
        source = SourceText(report.source.text, snapshot)
        texts = {
            (name, key): (name, normalized(source.text_of(record.spans)))
            for name in TYPES
            for key, record in snapshot.of_type(name).items()
            if record.spans
        }
        return cls.of(snapshot, texts, speakers_in(snapshot))

    @classmethod
    def printed(cls, content):
        """Return what the file says, read again."""
        _, parsed = read(content)
        snapshot = ParsedSnapshot(parsed.draft, VocabularyKeys.load()).texts
        source = SourceText(parsed.source.text, snapshot)
        texts = {
            (name, key): (name, normalized(source.text_of(record.spans)))
            for name in TYPES
            for key, record in snapshot.of_type(name).items()
        }
        pairs = zip(snapshot.paragraphs, parsed.draft.paragraphs, strict=True)
        people = {
            record.key: {person_named(speaker.name) for speaker in paragraph.speakers}
            for record, paragraph in pairs
        }
        return cls.of(snapshot, texts, people)


def normalized(text):
    """Return the text without the label of a paragraph, which moves with its place."""
    words = text.split()
    return " ".join(words[1:] if words and words[0].rstrip(".").isdigit() else words)


def person_named(name):
    return Person.objects.filter(name=name).values_list("pk", flat=True).first() or name


def values_of(snapshot, item, speakers):
    """Return what editors set in a record; what makes sense together is one value."""
    record_type, key = item
    record = snapshot.of_type(record_type)[key]
    values = {
        name: in_order(getattr(record, name))
        for name in BY_NAME[record_type].set_by_editors
        if name not in DERIVED.get(record_type, ())
    }
    if record_type == "paragraph":
        voice = values.pop("voice"), values.pop("speaking_organizations")
        values["voice"] = (*voice, frozenset(speakers[key]))
    if record_type == "recommendation":
        for role in ("addressee", "issuer", "named"):
            values[role] = sorted(row for row in values["involvements"] if row[1] == role)
        del values["involvements"]
        if record.parent:
            del values["level"]
    return values


def in_order(value):
    return sorted(value) if isinstance(value, tuple) else value


def edit_randomly(draw, key, added):
    """Let editors edit what they see; `added` gets the items that they add."""
    for _ in range(draw(st.sampled_from((0, 2, 5, 8)))):
        view = Seen.of(StoredReport.read(key).edited)
        if not view.items("paragraph"):
            break
        edit = draw(random_edits.edits(view, *EDITS))
        if not is_valid_form(edit):
            continue
        try:
            saved = service.save_edit(report=view.report, edit=edit, version=view.version)
        except REFUSALS:
            continue
        note(f"{edit}")
        added |= items_of(saved.after) - items_of(saved.before)


def items_of(snapshot):
    return {Item(name, key) for name in (*TYPES, "participation") for key in snapshot.of_type(name)}


def take_step(draw, key):
    """Publish, discard or undo, if it is possible."""
    view = StoredReport.read(key)
    edited, is_draft = view.edited, len(view.reports) > 1
    step = draw(st.sampled_from(("", "", "publish", "discard", "undo")))
    note(f"step: {step}")
    if step == "publish" and edited.status != "published":
        with suppress(TransitionNotAllowedError):
            workflow.publish(Report.objects.get(pk=edited.key))
    elif step == "discard" and is_draft:
        draft_version.discard_draft(Report.objects.get(pk=edited.key))
    elif step == "undo" and edited.status != "published":
        revisions = list(edited.report.root.revisions.order_by("-number")[1:3])
        if revisions:
            service.restore_revision(
                report=edited.report,
                version=edited.version,
                revision=draw(st.sampled_from(revisions)),
            )


def additions_of(key, added):
    """Return what is set in the items that editors have added, as far as they exist."""
    snapshot = StoredReport.read(key).edited.snapshot
    items = added & items_of(snapshot)
    return {item: values_of(snapshot, item, speakers_in(snapshot)) for item in items}


def speakers_in(snapshot):
    return {
        key: {snapshot.participation[one].person_id for one in snapshot.speakers_of(key)}
        for key in snapshot.paragraph
    }


def assert_merged(base, before, newer, after):
    """Assert, field by field, whose value is stored."""
    same = [
        place
        for place in before.records
        if all(place in version.records for version in (base, newer, after))
    ]
    pairs = [
        (base.records[p], before.records[p], newer.records[p], after.records[p], p) for p in same
    ]
    report = [value.report for value in (base, before, newer, after)]
    for old, stored, printed, merged, place in [*pairs, (*report, "report")]:
        for name in merged.keys() & stored.keys() & printed.keys() & old.keys():
            if name in {"slug", "language", "starts_on", "ends_on"}:
                continue
            expected = expected_value(name, place, old[name], stored[name], printed[name])
            assert merged[name] in expected, (place, name, old[name], stored[name], printed[name])


def expected_value(name, place, old, stored, printed):
    if stored == old:
        return [printed]
    if printed == old:
        return [stored]
    if name == "voice":
        # An editor may have made other people of the speakers.
        return [stored, printed]
    return [printed if name in PRINTED and place != "report" else stored]


@pytest.mark.slow
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    max_examples=EXAMPLES,
)
@given(st.data())
def test_what_editors_set_survives_every_newer_version_that_does_not_contradict_it(data):
    with transaction.atomic():
        version = data.draw(generated_reports.REPORTS)
        report, added = import_text(version.text, publish=data.draw(st.booleans())), set()
        for _ in range(data.draw(st.integers(2, 4))):
            version = edit_and_reimport(data.draw, report.pk, version, added)
        # The next example begins with the same people.
        transaction.set_rollback(True)


def edit_and_reimport(draw, key, version, added):
    """Let editors work on the report, bring it to a newer version, and return that one."""
    if is_public(key):
        draft_version.begin_draft(Report.objects.get(pk=key))
    edit_randomly(draw, key, added)
    take_step(draw, key)
    edited = draft_version.current_draft(Report.objects.get(pk=key))
    version = draw(generated_reports.newer(version))
    text = version.text.replace(generated_reports.FRONT, draw(st.sampled_from(FRONTS)))
    note(f"{text}\n=====")
    base = Values.printed(bytes(edited.source.content))
    before, additions = Values.stored(edited), additions_of(key, added)

    merged = reimport_text(edited, text)

    newer = Values.printed(text)
    assert_merged(base, before, newer, Values.stored(merged))
    assert additions_of(key, added) == additions
    # What the file names, too, is the file's from now on.
    added -= items_of(last_file_values(merged))
    stored = StoredReport.read(key).edited
    assert_sound(stored.snapshot)
    assert stored.text == merged.root.revisions.get(number=stored.version).text
    return version


def is_public(key):
    return Report.objects.get(pk=key).status == "published"

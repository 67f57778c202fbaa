"""What must hold for a report whatever its editors do."""

from collections import Counter
from dataclasses import dataclass, field, replace

from portal.content import kept_records, validation
from portal.content.coverage import text_errors
from portal.content.edits.base import label_of
from portal.content.edits.blocks import Join, Split
from portal.content.edits.fields import SetFields, SetManyFields
from portal.content.edits.source_text import SourceText
from portal.content.edits.structure import Add, Move, Nest
from portal.content.item_fields import get_fields
from portal.content.rationale import confirmed_paragraphs, is_none_confirmed
from portal.content.refusals import SaveRefusedError
from portal.content.schema import BY_RECORD, RECORD_TYPES
from portal.content.service import ConflictError
from portal.content.snapshot import changed_records, group, text_of
from portal.imports.reimport.policy import ImportRefusedError
from reports.models import SourceDocument
from reports.models.optimistic_locking import StaleSaveError
from reports.publishing import TransitionNotAllowedError

REFUSALS = (
    SaveRefusedError,
    StaleSaveError,
    ConflictError,
    TransitionNotAllowedError,
    ImportRefusedError,
)


def is_sentence(text):
    """Return whether a message begins and ends as a sentence, and has more than three words."""
    begins = text[:1].isupper() or text.startswith("“")
    return begins and text.endswith((".", "?", "!")) and len(text.split()) > 3


def assert_sound(snapshot):
    """Assert the invariants of content, places, addresses and links."""
    assert list(validation.broken_invariants(snapshot)) == []
    siblings = [
        snapshot.session.values(),
        snapshot.recommendation.values(),
        *group(snapshot.paragraph.values(), lambda record: record.session).values(),
    ]
    for records in siblings:
        assert sorted(record.position for record in records) == list(range(1, len(records) + 1))
    for record_type in RECORD_TYPES:
        records = snapshot.of_type(record_type.name)
        assert list(records) == sorted(records)
        assert repeated(records.values(), record_type.unique) == []
        for name, parent in record_type.parents.items():
            keys = {getattr(record, name) for record in records.values()}
            assert keys - {None} <= snapshot.of_type(parent.record_type).keys()
    links = [(link.recommendation, link.paragraph) for link in snapshot.rationale_link.values()]
    assert len(links) == len(set(links))
    for record in snapshot.recommendation.values():
        is_answered = bool(confirmed_paragraphs(snapshot, record.key))
        assert not (is_answered and is_none_confirmed(snapshot, record.key))
        parent = snapshot.recommendation.get(record.parent)
        assert parent is None or parent.paragraph == record.paragraph


def repeated(records, name):
    counts = Counter(getattr(record, name) for record in records) if name else Counter()
    return [value for value, count in counts.items() if count > 1]


def assert_effect(edit, saved):
    """Assert that a change of structure keeps every letter, and that an added item exists."""
    is_retyping = getattr(edit, "to", "discard") != "discard"
    if is_retyping or isinstance(edit, Split | Join | Move | Nest):
        assert letters_of(saved.after) == letters_of(saved.before)
    if isinstance(edit, Add):
        before, after = (getattr(one, edit.record_type) for one in (saved.before, saved.after))
        assert len(after.keys() - before.keys()) == 1


def letters_of(snapshot):
    """Return how often each letter stands in the labels and texts of the source."""
    texts = (f"{label_of(record)}{text_of(record)}" for record in snapshot.spanned)
    return Counter("".join("".join(texts).split()))


def assert_merged(view, edit, saved):
    """Assert that fields that others have changed since are as they left them."""
    theirs, now = (get_fields(snapshot, edit.item) for snapshot in (saved.before, saved.after))
    try:
        base = get_fields(view.snapshot, edit.item)
    except REFUSALS:
        base = {}
    for name in edit.fields:
        if theirs[name] != base.get(name):
            assert now[name] == theirs[name]
    strangers = [
        (old, new)
        for old, new in changed_records(saved.before, saved.after)
        if not belongs(edit.item, old or new, saved)
    ]
    assert strangers == []


def belongs(item, record, saved):
    """Return whether a record may change with an item: its speakers, and the points under it."""
    match type(record).__name__:
        case "Contribution":
            return record.paragraph == item.key
        case "Participation" if item.record_type == "paragraph":
            return record.key not in saved.before.participation
        case "Recommendation":
            points = saved.after.recommendation
            while record.key != item.key and record.parent:
                record = points[record.parent]
            return record.key == item.key
    return record.key == item.key


# The fields of a record that are compared with the source.
WORD_FIELDS = ("text", "label", "title", "heading")


@dataclass
class TypedWords:
    """The words that editors have typed, by record and field; the source need not have them."""

    values: set = field(default_factory=set)

    def add(self, saved, edit):
        if not isinstance(edit, SetFields | SetManyFields | Add):
            return
        for old, new in changed_records(saved.before, saved.after):
            if new is not None:
                self.add_record(old, new)
        self.values.add(("report", 0, "title", saved.after.report.title))

    def add_kept(self, snapshot):
        """Add what a reimport has kept because other records refer to it, and the file lacks."""
        for record_type, reasons in kept_records.reasons_to_keep(snapshot).items():
            records = snapshot.of_type(record_type)
            for record in (records[key] for key in reasons):
                if not record.spans:
                    self.add_record(None, record)

    def add_record(self, old, new):
        for name in set(WORD_FIELDS) & set(new._fields):
            if getattr(old, name, None) != getattr(new, name):
                self.values.add((BY_RECORD[type(new)].name, new.key, name, getattr(new, name)))

    def is_typed(self, record_type, record, name):
        return (record_type, record.key, name, getattr(record, name)) in self.values

    def other_errors(self, snapshot):
        """Return what is missing or added beside what was typed, and all that is stored twice."""
        document = SourceDocument.objects.get(pk=snapshot.source)
        printed = self.as_printed(snapshot, document)
        return [
            error.message
            for error in text_errors(printed, document.text, document.name)
            if error.kind in {"missing", "added"}
        ]

    def as_printed(self, snapshot, document):
        """Return the snapshot with the words of the source in place of those typed."""
        source = SourceText(document.text, snapshot)
        records = [
            self.printed_record(record_type, record, source)
            for record_type in ("session", "paragraph", "recommendation")
            for record in snapshot.of_type(record_type).values()
        ]
        report = snapshot.report
        if ("report", 0, "title", report.title) in self.values:
            report = report._replace(title="")
        return replace(snapshot.with_records(*records), report=report)

    def printed_record(self, record_type, record, source):
        names = [
            name
            for name in WORD_FIELDS
            if name in record._fields and self.is_typed(record_type, record, name)
        ]
        if not names:
            return record
        printed = source.text_of(record.spans) if record.spans else ""
        if record_type == "session":
            return record._replace(heading=printed, title=printed)
        if record_type == "paragraph":
            return record._replace(text=printed, label="", number="")
        return record._replace(text=printed)

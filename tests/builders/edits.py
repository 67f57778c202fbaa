"""Edits of a stored report by the keys of its blocks, and those blocks with their rows."""

from dataclasses import dataclass

from portal.content import new_entities, service
from portal.content.edits import base
from portal.content.edits.blocks import Join, Split
from portal.content.edits.fields import SetFields, SetLevel
from portal.content.edits.retype import Retype
from portal.content.edits.speakers import AddIssuer, AddSpeaker, RemoveSpeaker
from portal.content.edits.structure import Add, Move, Nest, Remove
from portal.content.edits.themes import ConfirmThemes, count_suggested
from portal.content.id_mapping import IdMap
from portal.content.loader import load_snapshot
from portal.content.schema import BY_NAME, BY_RECORD, Item
from portal.content.snapshot import text_of
from reports.models import Organization, Participation, Report, Theme

RECORD_TYPES = {"heading": "session"}


@dataclass(frozen=True)
class Block:
    """A text of the source: its value, and the row that stores it."""

    value: object
    report: Report

    @property
    def record_type(self):
        return BY_RECORD[type(self.value)].name

    @property
    def kind(self):
        return "heading" if self.record_type == "session" else self.record_type

    @property
    def key(self):
        return f"{self.kind}-{self.value.key}"

    @property
    def item(self):
        return Item(self.record_type, self.value.key)

    @property
    def record(self):
        row_key = IdMap(self.report).row_key(self.record_type, self.value.key)
        return BY_NAME[self.record_type].model._base_manager.get(pk=row_key)

    @property
    def spans(self):
        return list(self.value.spans)

    @property
    def start(self):
        return self.spans[0][0] if self.spans else -1

    @property
    def end(self):
        return self.spans[-1][1] if self.spans else -1

    @property
    def is_part(self):
        return self.kind == "part"

    @property
    def is_discard(self):
        return base.is_discard(self.value)

    @property
    def type(self):
        return base.type_of(self.value)

    @property
    def label(self):
        return base.label_of(self.value)

    @property
    def text(self):
        return text_of(self.value)


def blocks_of(report):
    """Return every block of the stored report, in the order of the source."""
    stored = Report.objects.get(pk=report.pk)
    return [Block(value, stored) for value in load_snapshot(stored).spanned]


def item_of(report, key):
    """Return the item of a block's key; the number may also be the key of its row."""
    kind, _, number = str(key).rpartition("-")
    record_type = RECORD_TYPES.get(kind, kind)
    return Item(record_type, IdMap(report).published(record_type, int(number)))


def save(report, version, edit, *, by=None, comment=""):
    return service.save_edit(report=report, edit=edit, version=version, by=by, comment=comment)


def new_blocks(report, saved):
    """Return the blocks that a save has made, in the order of the source."""
    before = {(type(value), value.key) for value in saved.before.spanned}
    return [b for b in blocks_of(report) if (type(b.value), b.value.key) not in before]


def block_at(report, key):
    item = item_of(report, key)
    return next(block for block in blocks_of(report) if block.item == item)


def split(report, version, key, offset, **saving):
    saved = save(report, version, Split(item_of(report, key), offset), **saving)
    (second,) = [b for b in new_blocks(report, saved) if b.text]
    return block_at(report, key), second


def join(report, version, key, **saving):
    saved = save(report, version, Join(item_of(report, key)), **saving)
    before = {(type(record), record.key): record.spans for record in saved.before.spanned}
    (joined,) = [
        b for b in blocks_of(report) if before[type(b.value), b.value.key] != tuple(b.spans)
    ]
    return joined


def retype(report, version, key, to, reason="", **saving):
    saved = save(report, version, Retype(item_of(report, key), to, reason), **saving)
    return next(block for block in new_blocks(report, saved) if block.type == to)


def set_level(report, version, keys, level, **saving):
    save(report, version, SetLevel(tuple(item_of(report, key) for key in keys), level), **saving)
    return len(keys)


def nest(report, version, key, parent_key, **saving):
    parent = item_of(report, parent_key) if parent_key else None
    save(report, version, Nest(item_of(report, key), parent), **saving)
    return block_at(report, key)


def set_kind(report, version, key, *heading, **saving):
    """Set kind, number and title of a heading."""
    fields = dict(zip(("kind", "number", "title"), heading, strict=True))
    save(report, version, SetFields(item_of(report, key), fields), **saving)


def set_themes(report, version, key, slugs, **saving):
    themes = list(Theme.objects.filter(slug__in=slugs).values_list("pk", flat=True))
    edit = SetFields(item_of(report, key), {"themes": themes, "confirm_themes": True})
    save(report, version, edit, **saving)


def confirm_all(report, version, **saving):
    """Confirm the suggested themes; return their count."""
    saved = save(report, version, ConfirmThemes(), **saving)
    return count_suggested(saved.before)


def add_speaker(report, version, key, printed, **saving):
    """Add a new person of that name as a speaker."""
    person = new_entities.create_person(printed)
    save(report, version, AddSpeaker(item_of(report, key), person.pk, printed), **saving)


def remove_speaker(report, version, key, participation, **saving):
    row = Participation.objects.get(pk=participation)
    published = IdMap(report).published("participation", row.pk)
    save(report, version, RemoveSpeaker(item_of(report, key), published), **saving)


def add_issuer(report, version, key, printed, slug="", **saving):
    organization = (
        Organization.objects.get(slug=slug) if slug else new_entities.create_organization(printed)
    )
    form = new_entities.unknown_form(organization, printed)
    save(report, version, AddIssuer(item_of(report, key), organization.pk, form), **saving)


def move_item(report, version, item, steps, **saving):
    save(report, version, Move(locate(report, item), steps), **saving)


def nest_recommendation(report, version, item, parent_reference, **saving):
    item_type, _ = item
    parent = locate(report, (item_type, parent_reference)) if parent_reference else None
    save(report, version, Nest(locate(report, item), parent), **saving)


def remove_item(report, version, item, **saving):
    save(report, version, Remove(locate(report, item)), **saving)


def add_item(report, version, item_type, predecessor, **options):
    """Add an item with some `fields`; return its row."""
    after = locate(report, predecessor) if predecessor else None
    edit = Add(item_type.record_type, options.pop("fields"), after)
    saved = save(report, version, edit, **options)
    record_type = BY_NAME[item_type.record_type]
    (key,) = saved.after.of_type(record_type.name).keys() - saved.before.of_type(record_type.name)
    row_key = IdMap(Report.objects.get(pk=report.pk)).row_key(record_type.name, key)
    return record_type.model._base_manager.get(pk=row_key)


def locate(report, item):
    item_type, locator = item
    return item_type.locate(load_snapshot(report), locator)


def restore_revision(report, version, revision, **saving):
    return service.restore_revision(report=report, version=version, revision=revision, **saving)

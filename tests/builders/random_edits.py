"""Edits drawn by Hypothesis: every kind, of any item of a report as it was seen."""

from hypothesis import strategies as st

from portal.content.edits.base import type_of
from portal.content.edits.blocks import Join, Split, previous_record
from portal.content.edits.fields import SetFields, SetLevel, SetManyFields
from portal.content.edits.new_records import TYPES
from portal.content.edits.rationale import DecideRationale, UndoRationale
from portal.content.edits.retype import Retype
from portal.content.edits.speakers import AddIssuer, AddSpeaker, RemoveSpeaker
from portal.content.edits.structure import ADDABLE_TYPES, Add, Move, Nest, Remove
from portal.content.edits.themes import ConfirmThemes, SetTheme
from portal.content.schema import Item
from portal.content.snapshot import text_of
from recommendations.models import Recommendation
from tests.builders.form_values import (
    FORM_TYPES,
    agree,
    changed_fields,
    empty_value,
    form_names,
    values_of,
)

REASONS = ("page number", "not a text", "repeated", "x" * 121, "")


@st.composite
def set_fields(draw, seen):
    items = [Item("report", 0), *seen.items(*ADDABLE_TYPES)]
    record_type = draw(st.sampled_from(FORM_TYPES))
    item = draw(st.sampled_from([one for one in items if one.record_type == record_type] or items))
    return SetFields(item, draw(changed_fields(seen, item)))


@st.composite
def set_many_fields(draw, seen):
    items = seen.items("paragraph", "recommendation")
    chosen = draw(st.lists(st.sampled_from(items), min_size=1, max_size=2, unique=True))
    return SetManyFields({item: draw(changed_fields(seen, item)) for item in chosen})


@st.composite
def split(draw, seen):
    item = draw(spanned(seen))
    text = text_of(seen.snapshot.get(item))
    spaces = [place for place, letter in enumerate(text) if letter == " "]
    return Split(item, draw(st.sampled_from([0, *spaces])))


def join(seen):
    """Join texts of the same type, if there are any."""
    same = [
        item
        for item in spanned_items(seen)
        if (before := previous_record(seen.snapshot, record := seen.snapshot.get(item)))
        and type_of(before) == type_of(record)
    ]
    return st.builds(Join, st.sampled_from(same or spanned_items(seen)))


@st.composite
def retype(draw, seen):
    return Retype(draw(spanned(seen)), draw(st.sampled_from(TYPES)), draw(st.sampled_from(REASONS)))


def spanned_items(seen):
    return seen.items("session", "paragraph", "recommendation", "part")


def spanned(seen):
    return st.sampled_from(spanned_items(seen))


def ordered(seen):
    return st.sampled_from(seen.items("session", "paragraph", "recommendation"))


@st.composite
def nest(draw, seen):
    items = seen.items("recommendation") or seen.items("paragraph")
    return Nest(draw(st.sampled_from(items)), draw(st.sampled_from([None, *items])))


@st.composite
def add(draw, seen):
    record_type = draw(st.sampled_from(ADDABLE_TYPES))
    fields = {name: empty_value(record_type, name) for name in form_names(record_type)}
    for name in draw(st.lists(st.sampled_from(sorted(fields)), max_size=3, unique=True)):
        fields[name] = draw(values_of(seen, record_type, name, fields[name]))
    if record_type == "participation":
        fields["person"] = [draw(st.sampled_from(seen.entities["person"]))]
    elif record_type == "paragraph":
        agree(fields, is_voice=False)
    after = draw(st.sampled_from([None, *seen.items("session", "paragraph", "recommendation")]))
    return Add(record_type, fields, after)


def remove(seen):
    added = [item for item in seen.items(*ADDABLE_TYPES) if not is_printed(seen, item)]
    return st.builds(Remove, st.sampled_from(added or seen.items(*ADDABLE_TYPES)))


def is_printed(seen, item):
    return bool(getattr(seen.snapshot.get(item), "spans", ()))


@st.composite
def set_level(draw, seen):
    items = seen.items("recommendation") or seen.items("paragraph")
    chosen = draw(st.lists(st.sampled_from(items), min_size=1, max_size=4, unique=True))
    return SetLevel(tuple(chosen), draw(st.sampled_from(["", *Recommendation.Level.values])))


@st.composite
def set_theme(draw, seen):
    items = seen.items("paragraph", "recommendation")
    themed = [item for item in items if seen.snapshot.get(item).themes]
    item = draw(st.sampled_from(themed or items))
    themes = [key for key, _ in seen.snapshot.get(item).themes] or seen.entities["theme"]
    return SetTheme(item, draw(st.sampled_from(themes)), draw(st.booleans()))


def add_speaker(seen):
    return st.builds(
        AddSpeaker,
        st.sampled_from(seen.items("paragraph")),
        st.sampled_from(seen.entities["person"]),
        st.sampled_from(("", "Ms. Someone")),
    )


@st.composite
def remove_speaker(draw, seen):
    spoken = [Item("paragraph", one.paragraph) for one in seen.snapshot.contribution.values()]
    participations = [0, *sorted(seen.snapshot.participation)]
    item = draw(st.sampled_from(spoken or seen.items("paragraph")))
    return RemoveSpeaker(item, draw(st.sampled_from(participations)))


def add_issuer(seen):
    return st.builds(
        AddIssuer,
        st.sampled_from(seen.items("recommendation") or seen.items("paragraph")),
        st.sampled_from(seen.entities["organization"]),
        st.sampled_from(("", "The Kingdom")),
    )


@st.composite
def decide_rationale(draw, seen):
    """Confirm, reject or undo that a paragraph, or none, led to a recommendation."""
    items = seen.items("recommendation") or seen.items("paragraph")
    item = draw(st.sampled_from(items))
    paragraph = draw(st.sampled_from([None, *sorted(seen.snapshot.paragraph)]))
    kinds = (
        st.builds(DecideRationale, st.just(item), st.just(paragraph), st.booleans()),
        st.builds(UndoRationale, st.just(item), st.just(paragraph)),
    )
    return draw(st.one_of(*kinds))


def move(seen):
    return st.builds(Move, ordered(seen), st.sampled_from((-1, 1)))


def confirm_themes(seen):
    return st.just(ConfirmThemes())


def edits(seen, *kinds):
    """Return a strategy for edits of these kinds."""
    return st.sampled_from(kinds).flatmap(lambda kind: kind(seen))

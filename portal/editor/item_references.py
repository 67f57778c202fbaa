"""The references of an item: decided by one click, or added by hand."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import QueryDict
from django.urls import Resolver404, resolve
from django.urls.resolvers import ResolverMatch

from portal.content import entity_references
from portal.content.cross_references import ReferringRecord, references_of
from portal.content.edits.base import Edit
from portal.content.edits.cross_references import AddReference, DecideReference
from portal.content.refusals import SaveRefusedError
from portal.content.schema import CONFIRMED, SUGGESTED, Key
from portal.content.snapshot_text import SnapshotText
from portal.editor.item_page import ItemPage
from reports.models import Paragraph, Report
from reports.pk_validation import valid_pk

STATES = {SUGGESTED: "found in the text, not confirmed yet", CONFIRMED: "confirmed"}


@dataclass(frozen=True)
class ItemReference:
    """A reference with its state, and what its buttons may do."""

    key: Key
    label: str
    state: str
    may_confirm: bool
    may_reject: bool


def item_references(page: ItemPage) -> Iterator[ItemReference]:
    """Yield the references of an item, those to be decided first."""
    if not isinstance(page.record, ReferringRecord):
        return
    references = references_of(page.snapshot, page.record)
    names = entity_references.names_by_key(page.snapshot) if references else {}
    texts = SnapshotText(page.snapshot, names)
    for one in sorted(references, key=lambda one: one.status != SUGGESTED):
        yield ItemReference(
            key=one.key,
            label=f"“{one.words}” → {texts.target_text(one)}",
            state=STATES.get(one.status, "rejected: readers do not see it"),
            may_confirm=one.status != CONFIRMED,
            may_reject=one.status in STATES,
        )


def decide_reference(page: ItemPage, data: QueryDict) -> tuple[Edit, str]:
    decision, _, key = data.get("reference", "").partition(":")
    if decision not in {"confirm", "reject"} or not valid_pk(key):
        raise SaveRefusedError("Choose a reference.")
    is_confirmed = decision == "confirm"
    edit = DecideReference(page.item, int(key), is_confirmed=is_confirmed)
    return edit, f"The reference was {'confirmed' if is_confirmed else 'rejected'}."


def add_reference(page: ItemPage, data: QueryDict) -> tuple[Edit, str]:
    words, place = data.get("referring", ""), data.get("place", "").strip()
    other = other_report(page.report, place) if "/" in place else None
    edit = AddReference(page.item, words, place, other)
    return edit, f"“{words.strip()}” now refers to {place}."


def other_report(report: Report, address: str) -> tuple[Key, Key | None]:
    """Return the keys of the published report at an address, and of its paragraph, if named."""
    match = resolved(address)
    kwargs = match.kwargs if match else {}
    other = Report.objects.published().filter(slug=kwargs.get("slug", "")).first()
    anchor = kwargs.get("anchor", "") or address.partition("#")[2]
    paragraph = Paragraph.objects.published().filter(report=other, anchor=anchor).first()
    if other is None or other == report.root or (anchor and paragraph is None):
        raise SaveRefusedError(f"“{address}” is not the address of another published report.")
    return other.pk, paragraph and paragraph.pk


def resolved(address: str) -> ResolverMatch | None:
    """Return the page to which the address leads, with or without the name of the site."""
    path = address.partition("#")[0]
    if "://" in path:
        path = "/" + path.partition("://")[2].partition("/")[2]
    try:
        match = resolve(path)
    except Resolver404:
        return None
    return match if match.view_name in {"site:report", "site:paragraph"} else None

"""The cards of a list: each is made once for each state of the index and language."""

from collections.abc import Collection, Iterator
from functools import partial
from typing import Any

from django.db.models import Model
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from portal.search.found_records import FoundRecords
from portal.search.index.reader import IndexSnapshot, current_snapshot, is_caught_up
from portal.search.query.ast import Node
from portal.site.cards import recommendation_card, statement_card
from portal.site.cards.card import Card
from portal.web.slot_templates import join_lines
from recommendations.listing import load_listed
from recommendations.models import Recommendation
from reports.listing import load_shared
from reports.models import Contribution, Statement

MAKERS = {
    Recommendation: recommendation_card.make_card,
    Contribution: statement_card.make_card,
    Statement: statement_card.make_card,
}
# Organizations and themes kept for other cards.
MAX_SHARED_RECORDS = 2000


class CardList:
    """Found records whose cards are made at once, while other threads count the facets."""

    def __init__(self, found: FoundRecords) -> None:
        self.found = found
        self.cards = found_cards(found)

    def __len__(self) -> int:
        return len(self.cards)

    def __iter__(self) -> Iterator[Any]:
        return iter(self.found)


def card_list(records: Any, root: Node | None = None) -> SafeString:
    """Return records as HTML, with the words of the query marked.

    `records` may be a CardList, FoundRecords, or records as `for_listing` reads them.
    """
    if isinstance(records, FoundRecords):
        records = CardList(records)
    cards = records.cards if isinstance(records, CardList) else map(make_card, records)
    return join_lines([card.show(root or None) for card in cards])


def make_card(record: Any) -> Card:
    return MAKERS[type(record)](record)


def found_cards(found: FoundRecords) -> list[Card]:
    """Return the cards of public records, reading those without a cached card."""
    snapshot = current_snapshot()
    # What an outdated index has kept may have changed since.
    keeps = is_caught_up()
    place = (found.records.model, get_language())
    kept = {key: snapshot.cards.get((*place, key)) for key in found.public_keys} if keeps else {}
    missing = [key for key in found.public_keys if kept.get(key) is None]
    made = {key: make_card(record) for key, record in load(found, missing, snapshot).items()}
    if keeps:
        for key, card in made.items():
            snapshot.cards.set((*place, key), card, card.size)
    cards = kept | made
    return [card for key in found.public_keys if (card := cards.get(key))]


def load(found: FoundRecords, keys: list[int], snapshot: IndexSnapshot) -> dict[int, Any]:
    if not keys:
        return {}
    if found.records.model is not Recommendation:
        return found.records.in_bulk(keys)
    shared = partial(kept_records, snapshot) if is_caught_up() else load_shared
    return load_listed(keys, shared)


def kept_records(
    snapshot: IndexSnapshot, model: type[Model], keys: Collection[int]
) -> dict[int, Any]:
    """Return records that many others share, read once for each state of the index and language."""
    kept = snapshot.shared_records.setdefault((model, get_language()), {})
    records = {key: kept[key] for key in keys if key in kept}
    if missing := [key for key in keys if key not in records]:
        loaded = load_shared(model, missing)
        if len(kept) + len(loaded) > MAX_SHARED_RECORDS:
            kept.clear()
        kept |= loaded
        records |= loaded
    return records

"""Find the record of an identifier."""

from portal.oai import withdrawn
from portal.oai.candidates import Candidate, find_candidate
from portal.oai.harvest import Item, public_item, removed_item, withdrawn_item
from portal.oai.identifiers import Address, RecordKind
from portal.oai.part_queries import MODELS, NAMES, with_datestamps
from reports.models import RemovedUrl


def find_item(address: Address | None) -> Item | None:
    """Return the item, deleted or not, or None if there has never been a public record."""
    candidate = find_candidate(address.report) if address else None
    if address is None or candidate is None:
        return None
    find = find_public if candidate.is_public else find_withdrawn
    return find(candidate, address) or find_removed(candidate, address)


def find_public(candidate: Candidate, address: Address) -> Item | None:
    if address.kind == RecordKind.REPORTS:
        return public_item(candidate, address.kind, candidate.key)
    parts = MODELS[address.kind].objects.published()
    named = parts.filter(report=candidate.key, **{NAMES[address.kind]: address.name})
    key = named.values_list("pk", flat=True).first()
    return public_item(candidate, address.kind, key) if key else None


def find_withdrawn(candidate: Candidate, address: Address) -> Item | None:
    for part in withdrawn.last_published_parts([candidate.key]):
        if part.path == address.path:
            return withdrawn_item(candidate, part)
    return None


def find_removed(candidate: Candidate, address: Address) -> Item | None:
    urls = RemovedUrl.objects.filter(report=candidate.key, path=address.path)
    url = with_datestamps(urls).select_related("report").first()
    return removed_item(candidate, url) if url else None

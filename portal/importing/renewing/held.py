"""The addresses within a report that somebody may hold, and what stands or stood at each."""

from portal.importing.addresses import Addresses
from reports.models import Report

KINDS = ("sessions", "paragraphs", "recommendations")


class Held:
    """Gives addresses to what is new: none that a record has, nor one that led to other words."""

    def __init__(self, report: Report):
        self.taken = {kind: set(words_at(report, kind)) for kind in KINDS}
        self.words = {kind: words_at(report.root, kind) for kind in KINDS}
        for address, text in report.root.gone.values_list("address", "text"):
            kind, _, name = address.partition("/")
            if kind in KINDS:
                self.words[kind].setdefault(name, text)

    def free(self, kind: str, wanted: str, words: str) -> str:
        """Return the address for a new record of these words, or one like it."""
        others = {name for name, text in self.words[kind].items() if text != words}
        address = Addresses(self.taken[kind] | others).free(wanted)
        self.taken[kind].add(address)
        return address

    def let_go(self, kind: str, address: str, words: str) -> None:
        """Note that the record at an address is deleted."""
        self.taken[kind].discard(address)
        self.words[kind][address] = words


def words_at(report: Report, kind: str) -> dict[str, str]:
    """Return the words of each record of a kind by its address."""
    if kind == "sessions":
        return {one.anchor: one.heading or one.title for one in report.sessions.all()}
    if kind == "paragraphs":
        return dict(report.paragraphs.values_list("anchor", "text"))
    return dict(report.recommendations.values_list("reference", "text"))

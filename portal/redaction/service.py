"""Propose, preview, confirm and decline redactions. Two accounts are needed; the words are not kept."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.apps import apps
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from portal.accounts import roles
from portal.accounts.roles import Permission
from portal.audit import log
from portal.audit.log import Account, AuditTarget
from portal.redaction import writing
from portal.redaction.hashes import hash_of
from portal.redaction.models import Redaction
from portal.redaction.passages import MASK, Matcher, word_forms, words_of
from portal.redaction.permit import permit
from portal.redaction.preview import place_of
from portal.redaction.search import Findings, find
from portal.redaction.signals import redacted
from portal.redaction.table_locks import lock_tables, wait_for_redaction
from reports.models import Instrument, Organization, Person, Report, SourceDocument, Theme
from reports.models.labels import TranslatedLabel
from reports.references import affected_reports, notify_changed
from reports.text import clean_line, split_lines

MAX_PASSAGES = 20
MAX_PASSAGE_LENGTH = 2000
MIN_LETTERS = 3
ENTITIES = (Person, Organization, Theme, Instrument)
# [model, key] of a file.
File = tuple[str, int]


class RedactionRefusedError(ValueError):
    """The redaction is not possible; the message says why, and what to do."""


@dataclass(frozen=True)
class Proposal:
    """What an account wants to be masked, and why."""

    passages: list[str]
    reason: str
    legal_ground: str = ""
    files: tuple[File, ...] = ()


def passages_in(text: str) -> list[str]:
    """Return the passages, one from each line. Raises RedactionRefusedError."""
    passages = list(dict.fromkeys(clean_line(line) for line in split_lines(text)))
    if not passages:
        raise RedactionRefusedError("Type the name or passage to mask, each form on its own line.")
    if len(passages) > MAX_PASSAGES:
        raise RedactionRefusedError(f"A redaction has at most {MAX_PASSAGES} passages.")
    for passage in passages:
        refuse_unsuitable(passage)
    return passages


def refuse_unsuitable(passage: str) -> None:
    if MASK in passage:
        raise RedactionRefusedError(f"“{passage}” is masked already.")
    if len(passage) > MAX_PASSAGE_LENGTH:
        raise RedactionRefusedError(
            f"A passage has at most {MAX_PASSAGE_LENGTH} characters. Split it into lines."
        )
    letters = sum(character.isalpha() for word in words_of(passage) for character in word)
    is_unspaced = passage and not passage.isascii() and len(words_of(passage)) > 1
    if letters < (2 if is_unspaced else MIN_LETTERS):
        raise RedactionRefusedError(
            f"“{passage}” has fewer than {MIN_LETTERS} letters: it would mask words everywhere."
        )


def log_preview(passages: list[str], by: Account) -> None:
    """Record that somebody searched for words, without the words.

    The numbers also reveal something about tables that not every editor may read.
    """
    target = AuditTarget("redaction", "", "Preview")
    log.log(by, "Redaction previewed", target, comment=f"Passages: {len(passages)}")


@dataclass(frozen=True)
class Decision:
    """A decided redaction, and the passages that were left out, as another one had masked their words."""

    redaction: Redaction
    left_out: list[str]


@transaction.atomic
def propose(proposal: Proposal, by: Account) -> Redaction:
    """Store a proposal for a second account to decide. Raises RedactionRefusedError."""
    wait_for_redaction()
    if not proposal.reason.strip():
        raise RedactionRefusedError("Give a reason. It is kept, so do not repeat the words in it.")
    matcher = Matcher.of(proposal.passages)
    if any(matcher.matches(text) for text in (proposal.reason, proposal.legal_ground)):
        raise RedactionRefusedError("The reason repeats the words. It is kept: leave them out.")
    redaction = Redaction.objects.create(
        passages="\n".join(proposal.passages),
        files=[list(file) for file in proposal.files],
        reason=proposal.reason,
        legal_ground=proposal.legal_ground,
        proposed_by=log.account_name(by),
        proposed_by_key=by.pk,
    )
    log.log(by, "Redaction proposed", AuditTarget.of(redaction), comment=redaction.reason)
    return redaction


@transaction.atomic
def decline(redaction: Redaction, by: Account) -> Redaction:
    """Decline a proposal, also one's own; its words are erased."""
    wait_for_redaction()
    stored = locked(redaction)
    decide(stored, Redaction.Status.DECLINED, by)
    log.log(by, "Redaction declined", AuditTarget.of(stored), comment=stored.reason)
    return stored


@transaction.atomic
def confirm(redaction: Redaction, by: Account) -> Decision:
    """Apply a proposal of another account, in one transaction. Raises RedactionRefusedError.

    If another redaction has meanwhile masked a part of each passage, nothing is left to look for:
    a proposal without files is then closed as declined.
    """
    # Before the row: two that had locked one each would wait for each other.
    lock_tables()
    stored = locked(redaction)
    if by.pk == stored.proposed_by_key or not roles.may(by, Permission.CONFIRM_REDACTION):
        raise RedactionRefusedError(
            "A redaction must be confirmed by another reviewer or administrator."
        )
    passages, left_out = stored.lines, stored.masked_lines
    if not passages and not stored.files:
        decide(stored, Redaction.Status.DECLINED, by)
        comment = f"{stored.reason} All its passages were masked by another redaction."
        log.log(by, "Redaction closed", AuditTarget.of(stored), comment=comment)
        return Decision(stored, left_out)
    stored.hashes = sorted({hash_of(form) for passage in passages for form in word_forms(passage)})
    decide(stored, Redaction.Status.APPLIED, by)
    files = [(label, key) for label, key in stored.files]
    stored.counts = apply(Matcher.of(passages), files)
    stored.change_key = newest_change_key()
    stored.save(update_fields=["counts", "hashes", "change_key"])
    log.log(by, "Redaction applied", AuditTarget.of(stored), comment=record_of(stored, left_out))
    return Decision(stored, left_out)


def apply(matcher: Matcher, files: Iterable[File] = ()) -> dict[str, int]:
    """Mask every passage wherever it is stored; return the numbers of rows by place.

    Call it in a transaction that has locked all tables.
    """
    with permit():
        findings = find(matcher)
        affected = reports_affected(findings)
        entities = [(row.model, row.key) for row in findings if row.model in ENTITIES]
        withheld = {*files, *files_with_masked_text(findings)}
        new_hashes = writing.store_rows(findings) | writing.withhold_files(withheld)
        counts = Counter(place_of(row) for row in findings)
        counts["Files withheld"] = len(withheld)
        counts["Proposed files deleted"] = writing.delete_proposed_files(
            [report.pk for report in affected]
        )
        slugs = [
            model.objects.values_list("slug", flat=True).get(pk=key) for model, key in entities
        ]
        writing.replace_hashes(new_hashes, slugs)
    announce(affected)
    return {place: number for place, number in counts.items() if number}


def locked(redaction: Redaction) -> Redaction:
    stored = Redaction.objects.select_for_update().get(pk=redaction.pk)
    if stored.status != Redaction.Status.PROPOSED:
        raise RedactionRefusedError(
            f"This redaction was {stored.get_status_display().lower()} in the meantime."
        )
    return stored


def decide(redaction: Redaction, status: str, by: Account) -> None:
    """Store the decision and erase the words."""
    redaction.status, redaction.passages = status, ""
    redaction.decided_by, redaction.decided_by_key = log.account_name(by), by.pk
    redaction.decided_at = timezone.now()
    redaction.save()


def record_of(redaction: Redaction, left_out: list[str]) -> str:
    """Return what the audit log keeps: no words, and no names of accounts, which may be erased."""
    places = "; ".join(f"{place}: {number}" for place, number in redaction.counts.items())
    ground = f" ({redaction.legal_ground})" if redaction.legal_ground else ""
    omitted = f"; passages left out, as they were masked already: {len(left_out)}"
    return f"{redaction.reason}{ground}. {places}{omitted if left_out else ''}"


def files_with_masked_text(findings: Findings) -> list[File]:
    """Return the files of reports whose text has a passage."""
    return [
        (SourceDocument._meta.label, row.key)
        for row in findings.of(SourceDocument)
        if row.after and "text" in row.after
    ]


def reports_affected(findings: Findings) -> list[Report]:
    """Return the reports whose records are masked, and those that name a masked shared record."""
    reports = set(Report.objects.filter(pk__in=findings.report_keys))
    for row in findings:
        if row.model in ENTITIES:
            reports |= set(affected_reports(row.model._base_manager.get(pk=row.key)))
        elif issubclass(row.model, TranslatedLabel):
            record = row.model._base_manager.select_related("record").get(pk=row.key).record
            reports |= set(affected_reports(record))
    # Pages that belong to no report change as well: rounds, for example.
    return list(reports) or list(Report.objects.published().order_by("pk")[:1])


def announce(reports: list[Report]) -> None:
    """Have derived data deleted first, and then rebuilt from what is stored now."""
    redacted.send(sender=Redaction)
    notify_changed(Report.objects.filter(pk__in=[report.pk for report in reports]))


def newest_change_key() -> int:
    changes = apps.get_model("search", "IndexChange").objects
    return changes.aggregate(newest=Max("pk"))["newest"] or 0

"""Merge a newer version into a report: matched records keep keys, URLs and edits."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from portal.content.edits.attribution import with_speakers
from portal.content.schema import Annex, Key, Paragraph, Participation, Recommendation, Session
from portal.content.snapshot import Snapshot, rekey
from portal.imports.reimport.alignment import ReimportPlan
from portal.imports.reimport.baseline import Baseline
from portal.imports.reimport.reserved_urls import ReservedUrls
from portal.parsing import speaker_introductions

DAYS = {"starts_on", "ends_on"}


def keep_keys(plan: ReimportPlan) -> Snapshot:
    """Return the newer version with the keys of the records that match; nothing else is kept."""
    keys: dict[str, dict[Key, Key]] = {}
    for record_type, parsed_key, stored_key in plan.aligned_keys():
        keys.setdefault(record_type, {})[parsed_key] = stored_key
    keys["participation"] = aligned_participations(plan)
    keys["annex"] = aligned_annexes(plan)
    keys["part"] = aligned_parts(plan)
    return rekey(plan.parsed, keys)


def aligned_participations(plan: ReimportPlan) -> dict[Key, Key]:
    stored = {record.person_id: key for key, record in plan.stored.participation.items()}
    return {
        key: stored[record.person_id]
        for key, record in plan.parsed.participation.items()
        if record.person_id in stored
    }


def aligned_annexes(plan: ReimportPlan) -> dict[Key, Key]:
    stored = {annex.label: key for key, annex in plan.stored.annex.items()}
    return {
        key: stored[annex.label]
        for key, annex in plan.parsed.annex.items()
        if annex.label in stored
    }


def aligned_parts(plan: ReimportPlan) -> dict[Key, Key]:
    """Match the parts of the source that are equal, each once."""
    stored: dict[Any, list[Key]] = {}
    for key, part in plan.stored.part.items():
        stored.setdefault(part._replace(key=0), []).append(key)
    return {
        key: keys.pop(0)
        for key, part in plan.parsed.part.items()
        if (keys := stored.get(part._replace(key=0)))
    }


@dataclass
class Merge:
    """One merge: `newer` has the stored keys of all records that match.

    `is_edited` says whether an editor has saved the report since its import, which matters for
    one older than revisions; `removable` are
    the participations whose person no editor has reviewed.
    """

    plan: ReimportPlan
    baseline: Baseline
    urls: ReservedUrls
    is_edited: bool
    removable: frozenset[Key] = frozenset()

    def run(self) -> Snapshot:
        stored, newer = self.plan.stored, keep_keys(self.plan)
        self.newer = newer
        sessions = [self.session(record) for record in newer.sessions]
        paragraphs = [self.paragraph(record) for record in newer.paragraphs]
        report = self.report_fields(stored, newer)
        merged = Snapshot(report=report, source=newer.source, part=newer.part).with_records(
            *sessions,
            *paragraphs,
            *self.recommendations(),
            *self.participations(),
        )
        merged = self.with_contributions(merged)
        return self.without_unmentioned(merged.with_records(*self.annexes()))

    def report_fields(self, stored: Snapshot, newer: Snapshot) -> Any:
        """Return the fields of the newer version, and those that an editor has set."""
        imported = self.baseline.imported
        if imported is None and self.is_edited:
            return stored.report
        edited = {
            name
            for name in newer.report._fields
            if imported and getattr(stored.report, name) != getattr(imported.report, name)
        }
        if edited & DAYS:
            # One of each version may be out of order.
            edited |= DAYS
        kept = edited | {"language", "summary", "slug"}
        return newer.report._replace(**{name: getattr(stored.report, name) for name in kept})

    def session(self, newer: Session) -> Session:
        stored = self.plan.stored.session.get(newer.key)
        if stored is None:
            text = newer.heading or newer.title
            return newer._replace(anchor=self.urls.allocate("sessions", newer.anchor, text))
        if stored.key in self.plan.sessions.changed_keys:
            return newer._replace(anchor=stored.anchor, version=stored.version + 1)
        return stored._replace(position=newer.position, spans=newer.spans)

    def paragraph(self, newer: Paragraph) -> Paragraph:
        stored = self.plan.stored.paragraph.get(newer.key)
        if stored is None:
            return newer._replace(anchor=self.urls.allocate("paragraphs", newer.anchor, newer.text))
        merged = stored._replace(
            session=newer.session,
            position=newer.position,
            spans=newer.spans,
            number=newer.number,
            label=newer.label,
        )
        if stored.key in self.plan.paragraphs.changed_keys:
            merged = merged._replace(text=newer.text, version=stored.version + 1)
        if self.takes_speakers(newer):
            merged = merged._replace(
                voice=newer.voice, speaking_organizations=newer.speaking_organizations
            )
        return merged

    def takes_speakers(self, newer: Paragraph) -> bool:
        """Return whether the newer version decides who speaks, and no editor.

        A paragraph that begins with a pronoun may have another speaker although it is unchanged.
        """
        stored = self.plan.stored.paragraph.get(newer.key)
        if stored is None:
            return True
        is_changed = stored.key in self.plan.paragraphs.changed_keys
        continues = bool(
            self.newer.speakers_of(newer.key) and speaker_introductions.CONTINUES.match(newer.text)
        )
        return (is_changed or continues) and self.baseline.is_untouched(stored)

    def participations(self) -> Iterator[Participation]:
        yield from self.plan.stored.participation.values()
        for key, record in self.newer.participation.items():
            if key not in self.plan.stored.participation:
                yield record

    def with_contributions(self, merged: Snapshot) -> Snapshot:
        contributions = {
            key: record
            for key, record in self.plan.stored.contribution.items()
            if record.paragraph in merged.paragraph
        }
        merged = replace(merged, contribution=contributions)
        for paragraph in self.newer.paragraphs:
            if self.takes_speakers(paragraph):
                speakers = self.newer.speakers_of(paragraph.key)
                merged = with_speakers(merged, paragraph.key, speakers)
        return merged

    def without_unmentioned(self, merged: Snapshot) -> Snapshot:
        """Drop the participations without contributions that the newer version does not name."""
        speaking = {record.participation for record in merged.contribution.values()}
        return merged.without_records(
            *(
                merged.participation[key]
                for key in self.removable - speaking - self.newer.participation.keys()
            )
        )

    def recommendations(self) -> Iterator[Recommendation]:
        for removed in self.plan.recommendations.removed:
            self.urls.release("recommendations", removed.reference, removed.text)
        done: dict[Key, Recommendation] = {}
        for newer in self.newer.recommendations:
            done[newer.key] = self.recommendation(newer, done)
            yield done[newer.key]

    def recommendation(
        self, newer: Recommendation, done: dict[Key, Recommendation]
    ) -> Recommendation:
        stored = self.plan.stored.recommendation.get(newer.key)
        if stored is None:
            merged = newer._replace(
                reference=self.urls.allocate("recommendations", newer.reference, newer.text)
            )
        else:
            merged = self.update(stored, newer)
        parent = done.get(self.parent_of(stored, newer, done) or 0)
        return merged._replace(
            parent=parent.key if parent else None,
            level=parent.level if parent else merged.level,
            # The reference, part of the URL, stays; the label is that of the newer version.
            label="" if merged.reference == newer.reference else newer.reference,
        )

    def update(self, stored: Recommendation, newer: Recommendation) -> Recommendation:
        """Return a matched recommendation; a changed one has the newer text."""
        merged = stored._replace(
            position=newer.position,
            paragraph=newer.paragraph,
            spans=newer.spans,
            level=self.level_of(stored, newer),
        )
        if stored.key not in self.plan.recommendations.changed_keys:
            return merged
        merged = merged._replace(text=newer.text, version=stored.version + 1)
        if self.baseline.is_untouched(stored):
            others = tuple(row for row in stored.involvements if row[1] != "issuer")
            issuers = tuple(row for row in newer.involvements if row[1] == "issuer")
            merged = merged._replace(involvements=others + issuers)
        return merged

    def parent_of(
        self, stored: Recommendation | None, newer: Recommendation, done: dict[Key, Any]
    ) -> Key | None:
        """Return the parent that an editor has set, else that of the newer version."""
        if stored is None or self.baseline.has_value(stored, "parent"):
            return newer.parent
        if stored.parent is None:
            return None
        return stored.parent if stored.parent in done else newer.parent

    def level_of(self, stored: Recommendation, newer: Recommendation) -> str:
        """Return the level that an editor has set, else the printed one."""
        if newer.level and self.baseline.has_value(stored, "level"):
            return newer.level
        return stored.level or newer.level

    def annexes(self) -> Iterator[Annex]:
        """Yield the annexes by label; edited values and annexes added by editors are kept."""
        for key, newer in self.newer.annex.items():
            stored = self.plan.stored.annex.get(key)
            if stored is None:
                yield newer
                continue
            is_supplied = stored.session in self.newer.session
            yield stored._replace(
                named_in=newer.named_in,
                subject=stored.subject or newer.subject,
                session=stored.session if is_supplied else newer.session,
            )
        for key, stored in self.plan.stored.annex.items():
            is_added = self.baseline.imported and self.baseline.record_of(stored) is None
            if key not in self.newer.annex and is_added:
                yield stored._replace(
                    named_in=stored.named_in if stored.named_in in self.newer.paragraph else None,
                    session=stored.session if stored.session in self.newer.session else None,
                )

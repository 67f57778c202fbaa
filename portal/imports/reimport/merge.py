"""Merge a newer version into a report: matched records keep keys, URLs and edits."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Any

from portal.content.edits.attribution import with_speakers
from portal.content.schema import Annex, Key, Paragraph, Participation, Recommendation, Session
from portal.content.snapshot import Snapshot
from portal.imports.reimport import additions, merged_fields
from portal.imports.reimport.aligned_keys import keep_keys
from portal.imports.reimport.alignment import ReimportPlan
from portal.imports.reimport.merged_fields import keep_edited, take_printed
from portal.imports.reimport.merged_rationale import with_merged_rationale
from portal.imports.reimport.merged_references import with_merged_references
from portal.imports.reimport.placeholders import without_empty_placeholders
from portal.imports.reimport.reserved_urls import ReservedUrls
from reports.text import normalize_whitespace

SUBJECTS = ("themes", "instruments")
PARTICIPATION = ("role", "printed_name", "short_forms", "position", "introduced_as", "affiliations")


@dataclass
class Merge:
    """One merge: `newer` has the stored keys of all records that match.

    `is_edited` says whether an editor has saved the report since its import, which matters for a
    report older than revisions; `removable` are the participations whose person no editor has
    reviewed.
    """

    plan: ReimportPlan
    urls: ReservedUrls
    is_edited: bool
    removable: frozenset[Key] = frozenset()

    def __post_init__(self) -> None:
        self.stored, self.baseline = self.plan.stored, self.plan.baseline
        self.newer = keep_keys(self.plan)

    def run(self) -> Snapshot:
        newer = self.newer
        report = merged_fields.report_fields(self.baseline, newer.report, is_edited=self.is_edited)
        sessions = list(self.sessions())
        paragraphs = list(self.paragraphs([session.key for session in sessions]))
        merged = Snapshot(report=report, source=newer.source, part=newer.part).with_records(
            *sessions, *paragraphs, *self.recommendations(), *self.participations()
        )
        merged = self.with_contributions(without_empty_placeholders(merged))
        merged = self.without_unmentioned(merged)
        merged = merged.with_records(*self.annexes(merged))
        merged = with_merged_references(self.stored, newer, merged)
        return with_merged_rationale(self.stored, newer, merged)

    def file_values(self, merged: Snapshot) -> Snapshot:
        """Return what the newer file says, with anchors and references of the merged records."""
        addresses = {"session": "anchor", "paragraph": "anchor", "recommendation": "reference"}
        values = replace(self.newer, cross_reference={}, rationale_link={})
        for record_type, name in addresses.items():
            records = values.of_type(record_type)
            values = values.with_records(
                *(
                    records[key]._replace(**{name: getattr(record, name)})
                    for key, record in merged.of_type(record_type).items()
                    if key in records
                )
            )
        return values

    def sessions(self) -> Iterator[Session]:
        sessions = [self.session(record) for record in self.newer.sessions]
        return additions.numbered(
            additions.with_additions(sessions, self.stored.sessions, self.plan.sessions)
        )

    def session(self, newer: Session) -> Session:
        stored = self.stored.session.get(newer.key)
        if stored is None:
            text = newer.heading or newer.title
            return newer._replace(anchor=self.urls.allocate("sessions", newer.anchor, text))
        base = self.baseline.record_of(stored)
        merged = stored._replace(spans=newer.spans)
        if stored.key not in self.plan.sessions.changed_keys:
            return merged._replace(**keep_edited(base, stored, newer, ("kind", "title", "number")))
        for name in ("kind", "title", "number"):
            merged = merged._replace(**take_printed(base, stored, newer, (name,)))
        if merged.title not in normalize_whitespace(newer.heading):
            merged = merged._replace(title=newer.title)
        return merged._replace(heading=newer.heading, version=stored.version + 1)

    def paragraphs(self, sessions: list[Key]) -> Iterator[Paragraph]:
        paragraphs = [self.paragraph(record) for record in self.newer.paragraphs]
        return additions.placed_paragraphs(
            additions.with_additions(paragraphs, self.stored.paragraphs, self.plan.paragraphs),
            sessions,
        )

    def paragraph(self, newer: Paragraph) -> Paragraph:
        stored = self.stored.paragraph.get(newer.key)
        if stored is None:
            return newer._replace(anchor=self.urls.allocate("paragraphs", newer.anchor, newer.text))
        base = self.baseline.record_of(stored)
        merged = stored._replace(
            session=newer.session,
            spans=newer.spans,
            **take_printed(base, stored, newer, ("number", "label")),
            **keep_edited(base, stored, newer, (*SUBJECTS, "organizations")),
        )
        if stored.key in self.plan.paragraphs.changed_keys:
            merged = merged._replace(text=newer.text, version=stored.version + 1)
        if self.takes_speakers(newer):
            merged = merged._replace(
                voice=newer.voice, speaking_organizations=newer.speaking_organizations
            )
        return merged

    def takes_speakers(self, newer: Paragraph) -> bool:
        """Return whether the newer version, and not an editor, decides who speaks.

        A paragraph that begins with a pronoun may have another speaker although it is unchanged.
        """
        stored = self.stored.paragraph.get(newer.key)
        if stored is None:
            return True
        base, names = self.baseline.record_of(stored), ("voice", "speaking_organizations")
        if base is None or not merged_fields.is_same(base, stored, names):
            return False
        return set(self.baseline.speakers_of(newer.key)) == set(self.stored.speakers_of(newer.key))

    def participations(self) -> Iterator[Participation]:
        stored = self.stored.participation
        yield from (record for key, record in self.newer.participation.items() if key not in stored)
        for key, record in stored.items():
            newer = self.newer.participation.get(key)
            if newer is None:
                yield record
                continue
            base = self.baseline.record_of(record)
            yield record._replace(**keep_edited(base, record, newer, PARTICIPATION))

    def with_contributions(self, merged: Snapshot) -> Snapshot:
        contributions = {
            key: record
            for key, record in self.stored.contribution.items()
            if record.paragraph in merged.paragraph
        }
        merged = replace(merged, contribution=contributions)
        for paragraph in self.newer.paragraphs:
            if self.takes_speakers(paragraph):
                speakers = self.newer.speakers_of(paragraph.key)
                if set(speakers) != set(merged.speakers_of(paragraph.key)):
                    merged = with_speakers(merged, paragraph.key, speakers)
        return merged

    def without_unmentioned(self, merged: Snapshot) -> Snapshot:
        """Drop people who do not speak: those whom an editor has taken out of the report, and
        those of the previous file whom the newer version does not name.
        """
        speaking = {record.participation for record in merged.contribution.values()}
        taken_away = {record.key for record in self.baseline.taken_away("participation")}
        unmentioned = {
            key
            for key in self.removable - self.newer.participation.keys()
            if not self.is_of_editor(merged.participation[key])
        }
        gone = (taken_away & merged.participation.keys()) | unmentioned
        return merged.without_records(*(merged.participation[key] for key in gone - speaking))

    def is_of_editor(self, record: Participation) -> bool:
        """Return whether an editor has added the participation, or set a value of it."""
        if base := self.baseline.record_of(record):
            return not merged_fields.is_same(base, record, PARTICIPATION)
        return self.baseline.is_added(record)

    def recommendations(self) -> Iterator[Recommendation]:
        for removed in self.plan.recommendations.removed:
            self.urls.release("recommendations", removed.reference, removed.text)
        alignment = self.plan.recommendations
        done: dict[Key, Recommendation] = {}
        printed = [
            record
            for record in self.newer.recommendations
            if record.key not in alignment.declined_keys
        ]
        records = additions.with_additions(printed, self.stored.recommendations, alignment)
        for record in additions.numbered(records):
            is_added = record.key in alignment.kept_keys
            merge = self.addition if is_added else self.recommendation
            done[record.key] = merge(record, done)
            yield done[record.key]

    def addition(self, added: Recommendation, done: dict[Key, Recommendation]) -> Recommendation:
        """Return a recommendation that an editor has added, where its paragraph is now."""
        is_placed = added.paragraph in self.newer.paragraph or (
            added.paragraph in self.plan.paragraphs.kept_keys
        )
        merged = added._replace(paragraph=added.paragraph if is_placed else None)
        return under(merged, merged.parent, done)

    def recommendation(
        self, newer: Recommendation, done: dict[Key, Recommendation]
    ) -> Recommendation:
        stored = self.stored.recommendation.get(newer.key)
        if stored is None:
            merged = newer._replace(
                reference=self.urls.allocate("recommendations", newer.reference, newer.text)
            )
        else:
            merged = self.update(stored, newer)
        # The reference, part of the URL, stays; the label is that of the newer version.
        label = "" if merged.reference == newer.reference else newer.reference
        parent = self.parent_of(stored, newer, done)
        return under(merged._replace(label=label), parent, done)

    def update(self, stored: Recommendation, newer: Recommendation) -> Recommendation:
        """Return a matched recommendation; a changed one has the newer text."""
        base = self.baseline.record_of(stored)
        merged = stored._replace(
            position=newer.position,
            paragraph=newer.paragraph,
            spans=newer.spans,
            **keep_edited(base, stored, newer, ("level", *SUBJECTS)),
            **merged_fields.involvements(base, stored, newer),
        )
        if stored.key in self.plan.recommendations.changed_keys:
            merged = merged._replace(text=newer.text, version=stored.version + 1)
        return merged

    def parent_of(
        self, stored: Recommendation | None, newer: Recommendation, done: dict[Key, Recommendation]
    ) -> Key | None:
        """Return the parent that an editor has set, else that of the newer version."""
        if stored is None:
            return newer.parent
        base = self.baseline.record_of(stored)
        if base and base.parent == stored.parent:
            return newer.parent
        parent = done.get(stored.parent or 0)
        is_lost = parent is None or parent.paragraph != newer.paragraph
        return newer.parent if stored.parent and is_lost else stored.parent

    def annexes(self, merged: Snapshot) -> Iterator[Annex]:
        """Yield the annexes by label; edited values and annexes added by editors are kept."""
        taken_away = {record.key for record in self.baseline.taken_away("annex")}
        printed = [annex for key, annex in self.newer.annex.items() if key not in taken_away]
        labels = {annex.label for annex in printed}
        for newer in printed:
            yield with_links(self.annex(newer, labels - {newer.label}), newer, merged)
        for stored in self.stored.annex.values():
            is_new = stored.key not in self.newer.annex and stored.label not in labels
            if is_new and self.baseline.is_added(stored):
                yield with_links(stored, stored, merged)

    def annex(self, newer: Annex, others: Collection[str]) -> Annex:
        """Return the annex with the values that an editor has set; no two annexes share a label."""
        stored = self.stored.annex.get(newer.key)
        if stored is None:
            return newer
        base = self.baseline.record_of(stored)
        annex = stored._replace(
            **keep_edited(base, stored, newer, ("label", "subject", "named_in", "session"))
        )
        return annex._replace(label=newer.label) if annex.label in others else annex


def under(
    record: Recommendation, parent_key: Key | None, done: dict[Key, Recommendation]
) -> Recommendation:
    """Return the recommendation under its parent, with its level, if both are in one paragraph."""
    parent = done.get(parent_key) if parent_key else None
    if parent is None or parent.paragraph != record.paragraph:
        return record._replace(parent=None)
    return record._replace(parent=parent.key, level=parent.level)


def with_links(annex: Annex, newer: Annex, merged: Snapshot) -> Annex:
    """Return the annex; links to records that are gone are taken from the newer version."""
    links: dict[str, Any] = {}
    for name, records in (("named_in", merged.paragraph), ("session", merged.session)):
        key = getattr(annex, name)
        if key is not None and key not in records:
            key = getattr(newer, name)
        links[name] = key if key in records else None
    return annex._replace(**links)

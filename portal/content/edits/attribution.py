"""Who speaks in a text and what it is about: divided, joined and carried over by edits."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from portal.content.edits.base import EditContext
from portal.content.item_names import level_label
from portal.content.refusals import SaveRefusedError
from portal.content.schema import (
    CONFIRMED,
    DOCUMENT_VOICE,
    NAMED_VOICE,
    Contribution,
    Key,
    Paragraph,
    Recommendation,
    SpannedRecord,
)
from portal.content.snapshot import Snapshot
from portal.parsing.gazetteer import Gazetteer
from reports.models import Paragraph as ParagraphModel

Themes = tuple[tuple[Key, str], ...]
Involvements = tuple[tuple[Key, str, str], ...]


@dataclass(frozen=True)
class Attribution:
    """Speaker or voice of a text: participations, and organizations that speak or issue it."""

    voice: str = DOCUMENT_VOICE
    speakers: frozenset[Key] = frozenset()
    organizations: frozenset[Key] = frozenset()

    @property
    def voice_and_speakers(self) -> tuple[str, frozenset[Key], frozenset[Key]]:
        """The organizations count for a named voice only: in a collective one they are issuers."""
        is_named = self.voice == NAMED_VOICE
        return (self.voice, self.speakers, self.organizations if is_named else frozenset())

    @property
    def is_attributed(self) -> bool:
        return bool(self.speakers or self.organizations)


def attribution_of(snapshot: Snapshot, record: SpannedRecord | None) -> Attribution:
    """Return the attribution of a text; headings and parts have an empty one.

    If a recommendation in a named speaker's paragraph has issuers, they replace the speakers.
    """
    if isinstance(record, Paragraph):
        return Attribution(
            record.voice,
            frozenset(snapshot.speakers_of(record.key)),
            frozenset(record.speaking_organizations),
        )
    if isinstance(record, Recommendation):
        issuers = frozenset(organizations_in_role(record, "issuer"))
        own = snapshot.paragraph.get(record.paragraph) if record.paragraph else None
        paragraph = attribution_of(snapshot, own)
        if issuers and paragraph.voice == NAMED_VOICE:
            return Attribution(paragraph.voice, frozenset(), issuers)
        return Attribution(paragraph.voice, paragraph.speakers, paragraph.organizations | issuers)
    return Attribution()


def organizations_in_role(record: Recommendation, role: str) -> list[Key]:
    return [key for key, own_role, _ in record.involvements if own_role == role]


def mentioned_organizations(record: Any) -> tuple[Key, ...]:
    if isinstance(record, Recommendation):
        return tuple(sorted(organizations_in_role(record, "named")))
    return record.organizations if isinstance(record, Paragraph) else ()


def describe_attribution(snapshot: Snapshot, attribution: Attribution, context: EditContext) -> str:
    """Return the names of the speakers and organizations, or the label of the voice."""
    people = [snapshot.participation[key].person_id for key in attribution.speakers]
    names = [
        *sorted(forms[0] for forms in context.printed_forms("person", people).values()),
        *sorted(
            forms[0]
            for forms in context.printed_forms("organization", attribution.organizations).values()
        ),
    ]
    return ", ".join(names) or f"“{ParagraphModel.Voice(attribution.voice).label}”"


def with_speakers(snapshot: Snapshot, paragraph: Key, speakers: Iterable[Key]) -> Snapshot:
    """Return the snapshot with these participations, and no others, speaking in a paragraph."""
    wanted = list(dict.fromkeys(speakers))
    contributions = snapshot.contributions_by_paragraph.get(paragraph, ())
    present = {contribution.participation for contribution in contributions}
    gone = [item for item in contributions if item.participation not in wanted]
    key = snapshot.new_key()
    new = [
        Contribution(key - index, paragraph, participation)
        for index, participation in enumerate(key for key in wanted if key not in present)
    ]
    return snapshot.without_records(*gone).with_records(*new)


def merge_themes(*themes: Themes) -> Themes:
    """Return all themes; one that is confirmed in any is confirmed."""
    merged: dict[Key, str] = {}
    for key, status in sorted(pair for pairs in themes for pair in pairs):
        if merged.get(key) != CONFIRMED:
            merged[key] = status
    return tuple(sorted(merged.items()))


def merge_keys(*keys: tuple[Key, ...]) -> tuple[Key, ...]:
    return tuple(sorted(set().union(*keys)))


def merge_involvements(*involvements: Involvements) -> Involvements:
    merged: dict[tuple[Key, str], str] = {}
    for rows in involvements:
        for key, role, printed in rows:
            merged.setdefault((key, role), printed)
    return tuple((key, role, printed) for (key, role), printed in merged.items())


def split_subjects(first: Any, second: Any, context: EditContext) -> tuple[Any, Any]:
    """Divide the subjects of the first half of a split text between both.

    A subject that only one half mentions stays with that half; otherwise both keep it.
    """
    texts = (first.text, second.text)
    theme_keys = partition("theme", [key for key, _ in first.themes], texts, context)
    instruments = partition("instrument", first.instruments, texts, context)
    named = partition("organization", mentioned_organizations(first), texts, context)
    halves = []
    for index, half in enumerate((first, second)):
        changes: dict[str, Any] = {
            "themes": tuple(row for row in first.themes if row[0] in theme_keys[index]),
            "instruments": tuple(sorted(instruments[index])),
        }
        if isinstance(half, Paragraph):
            changes["organizations"] = tuple(sorted(named[index]))
        else:
            changes["involvements"] = tuple(
                row for row in first.involvements if row[1] != "named" or row[0] in named[index]
            )
        halves.append(half._replace(**changes))
    return halves[0], halves[1]


def partition(
    entity_type: str, keys: Iterable[Key], texts: tuple[str, str], context: EditContext
) -> tuple[set[Key], set[Key]]:
    """Return the entities of each text: those that only it mentions, and those in both or neither."""
    parts: tuple[set[Key], set[Key]] = (set(), set())
    for key, forms in context.printed_forms(entity_type, list(keys)).items():
        gazetteer = Gazetteer.of([("", forms)], any_case=entity_type == "theme")
        mentions = [any(gazetteer.find(text)) for text in texts]
        for part, is_mentioned in zip(parts, mentions, strict=True):
            if is_mentioned or not any(mentions):
                part.add(key)
    return parts


def refuse_different(snapshot: Snapshot, first: SpannedRecord, second: SpannedRecord) -> None:
    """Raise SaveRefusedError if a join would lose an attribution, a level or a parent."""
    if isinstance(first, Paragraph) and isinstance(second, Paragraph):
        refuse_different_voices(attribution_of(snapshot, first), attribution_of(snapshot, second))
    elif isinstance(first, Recommendation) and isinstance(second, Recommendation):
        refuse_different_parents(first, second)


def refuse_different_voices(first: Attribution, second: Attribution) -> None:
    if first.voice != second.voice:
        labels = [ParagraphModel.Voice(item.voice).label for item in (first, second)]
        raise SaveRefusedError(
            f"The previous block has the voice “{labels[0]}”, this one has “{labels[1]}”. Choose "
            "the same voice for both, then join them."
        )
    # A paragraph has either speakers or speaking organizations.
    if (first.speakers and second.organizations and not second.speakers) or (
        second.speakers and first.organizations and not first.speakers
    ):
        raise SaveRefusedError(
            "A person speaks in one of the two, a State or an organization in the other. Set the "
            "same speakers for both, then join them."
        )


def refuse_different_parents(first: Recommendation, second: Recommendation) -> None:
    if first.level != second.level:
        labels = [level_label(record.level) for record in (first, second)]
        raise SaveRefusedError(
            f"The previous recommendation has the level “{labels[0]}”, this one “{labels[1]}”. "
            "Set the same level for both, then join them."
        )
    if second.parent not in {first.parent, first.key}:
        raise SaveRefusedError(
            "The two are nested under different recommendations. Nest both under the same one, "
            "then join them."
        )
    issuers = [set(organizations_in_role(record, "issuer")) for record in (first, second)]
    if all(issuers) and issuers[0] != issuers[1]:
        raise SaveRefusedError(
            "The two were made by different States or organizations. Set the same issuers for "
            "both, then join them."
        )

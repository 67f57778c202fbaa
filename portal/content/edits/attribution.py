"""Who speaks in a text and what it is about: divided, joined and carried over by edits."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from portal.content.edits.base import EditContext
from portal.content.item_names import level_label
from portal.content.refusals import SaveRefusedError
from portal.content.schema import (
    BY_RECORD,
    DOCUMENT_VOICE,
    NAMED_VOICE,
    Contribution,
    Key,
    Paragraph,
    Recommendation,
    SpannedRecord,
)
from portal.content.snapshot import Snapshot, text_of
from portal.parsing.gazetteer import Gazetteer
from reports.models import Paragraph as ParagraphModel


@dataclass(frozen=True)
class Attribution:
    """Speaker or voice of a text: participations, and organizations that speak or issue it.

    `named` are the organizations that it mentions.
    """

    voice: str = DOCUMENT_VOICE
    speakers: frozenset[Key] = frozenset()
    organizations: frozenset[Key] = frozenset()
    named: tuple[Key, ...] = ()

    @property
    def is_attributed(self) -> bool:
        return bool(self.speakers or self.organizations)

    @property
    def is_of_organizations(self) -> bool:
        """Whether the text is that of organizations: a paragraph cannot have speakers as well."""
        return bool(self.organizations) and not self.speakers

    def differs_in_speakers(self, other: "Attribution") -> bool:
        return (self.voice, self.speakers) != (other.voice, other.speakers)

    def differs(self, other: "Attribution") -> bool:
        """Whether they differ. Organizations count for a named voice only; elsewhere they are
        issuers.
        """
        return self.differs_in_speakers(other) or (
            self.voice == NAMED_VOICE and self.organizations != other.organizations
        )


def attribution_of(snapshot: Snapshot, record: SpannedRecord | None) -> Attribution:
    """Return the attribution of a text; headings and parts have an empty one.

    If a recommendation in a named speaker's paragraph has issuers, they replace the speakers.
    """
    match record:
        case Paragraph():
            return Attribution(
                record.voice,
                frozenset(snapshot.speakers_of(record.key)),
                frozenset(record.speaking_organizations),
                record.organizations,
            )
        case Recommendation():
            own = snapshot.paragraph.get(record.paragraph) if record.paragraph else None
            above = attribution_of(snapshot, own)
            issuers = frozenset(organizations_in_role(record, "issuer"))
            replaced = bool(issuers) and above.voice == NAMED_VOICE
            return Attribution(
                above.voice,
                frozenset() if replaced else above.speakers,
                issuers if replaced else above.organizations | issuers,
                tuple(sorted(organizations_in_role(record, "named"))),
            )
    return Attribution()


def with_attribution(
    snapshot: Snapshot, record: SpannedRecord, attribution: Attribution
) -> Snapshot:
    """Return the snapshot with the attribution of a text replaced, if its type can have one."""
    match record:
        case Paragraph():
            paragraph = record._replace(
                voice=attribution.voice,
                speaking_organizations=tuple(sorted(attribution.organizations)),
                organizations=attribution.named,
            )
            snapshot = snapshot.with_records(paragraph)
            return with_speakers(snapshot, record.key, sorted(attribution.speakers))
        case Recommendation():
            issuers = sorted(attribution.organizations) if not attribution.speakers else ()
            rows = [(key, "named", "") for key in attribution.named]
            rows += [(key, "issuer", "") for key in issuers]
            return snapshot.with_records(record._replace(involvements=tuple(rows)))
    return snapshot


def organizations_in_role(record: Recommendation, role: str) -> list[Key]:
    return [key for key, own_role, _ in record.involvements if own_role == role]


def describe_attribution(snapshot: Snapshot, attribution: Attribution, context: EditContext) -> str:
    """Return the names of the speakers and organizations, or the label of the voice."""
    people = [snapshot.participation[key].person_id for key in attribution.speakers]
    shown = {"person": people, "organization": attribution.organizations}
    names = [
        name
        for entity_type, keys in shown.items()
        for name in sorted(forms[0] for forms in context.printed_forms(entity_type, keys).values())
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


def merge_links(first: Any, second: Any) -> Any:
    """Return the first record with its links and those of the second, each once."""
    links = BY_RECORD[type(first)].links
    return first._replace(
        **{
            name: link.merged((*getattr(first, name), *getattr(second, name)))
            for name, link in links.items()
        }
    )


def divide_links(first: Any, second: Any, context: EditContext) -> tuple[Any, Any]:
    """Divide the links of the first half of a split text between both.

    A subject that only one half mentions stays with that half; all else is kept by both.
    """
    changes: tuple[dict[str, Any], dict[str, Any]] = ({}, {})
    texts = (text_of(first), text_of(second))
    for name, link in BY_RECORD[type(first)].links.items():
        rows = getattr(first, name)
        subjects = [key_of(row) for row in rows if is_subject(name, row)]
        forms = context.printed_forms(link.entity_type, subjects)
        mentions = {key: mentions_of(forms[key], link, texts) for key in forms}
        for index, change in enumerate(changes):
            change[name] = tuple(
                row for row in rows if not is_subject(name, row) or mentions[key_of(row)][index]
            )
    return first._replace(**changes[0]), second._replace(**changes[1])


def key_of(row: Any) -> Key:
    return row[0] if isinstance(row, tuple) else row  # type: ignore[no-any-return]


def is_subject(link: str, row: Any) -> bool:
    """Return whether a row says what a text is about, and not who speaks, issues or is addressed."""
    return row[1] == "named" if link == "involvements" else link != "speaking_organizations"


def mentions_of(forms: list[str], link: Any, texts: tuple[str, ...]) -> list[bool]:
    """Return whether each text has one of the printed forms; if none does, act as if all did."""
    gazetteer = Gazetteer.of([("", forms)], any_case=link.entity_type == "theme")
    mentions = [any(gazetteer.find(text)) for text in texts]
    return mentions if any(mentions) else [True] * len(texts)


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
    if (first.speakers and second.is_of_organizations) or (
        second.speakers and first.is_of_organizations
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

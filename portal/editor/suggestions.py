"""Suggestions for an item: guesses of the importer with their reasons, accepted by one click."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from portal.content import item_fields, name_candidates, new_entities
from portal.content.edits.attribution import organizations_in_role
from portal.content.edits.base import Edit
from portal.content.edits.fields import SetFields
from portal.content.edits.speakers import AddIssuer, AddSpeaker
from portal.content.edits.themes import SetTheme
from portal.content.refusals import SaveRefusedError
from portal.content.schema import Paragraph, Recommendation
from portal.editor.item_page import ItemPage
from portal.parsing.addressees import find_addressees, members_of
from portal.parsing.gazetteer import Gazetteer
from portal.parsing.level_suggestions import suggest_level
from portal.parsing.theme_words import words_for_theme
from recommendations.models import Recommendation as RecommendationModel
from reports.models import ImportNote, Organization, Person, Theme
from reports.pk_validation import valid_pk
from reports.text import split_lines

MAX_CANDIDATES = 3
SPEAKER_NOTES = {"speaker-not-introduced", "person-not-introduced", "name-ambiguous"}
ORGANIZATION_NOTES = {"organization-new"}
ISSUER_NOTES = {"issuer-unknown"}
OUT_OF_DATE = "This suggestion no longer applies. The page shows the current state."


@dataclass(frozen=True)
class Suggestion:
    """A button: `value` identifies the suggestion when the form is sent."""

    value: str
    label: str
    reason: str
    # The value of the button that refuses it; empty if there is no such button.
    refusal: str = ""


def suggestions_for(page: ItemPage) -> list[Suggestion]:
    record = page.record
    if isinstance(record, Paragraph):
        return [*theme_suggestions(record), *note_suggestions(page, record)]
    if isinstance(record, Recommendation):
        return [
            *level_suggestions(record),
            *addressee_suggestions(page, record),
            *theme_suggestions(record),
            *note_suggestions(page, record),
        ]
    return []


def theme_suggestions(record: Paragraph | Recommendation) -> Iterator[Suggestion]:
    keys = [key for key, status in record.themes if status != "confirmed"]
    for theme in Theme.objects.filter(pk__in=keys).order_by("label"):
        words = words_for_theme(record.text, theme.all_labels, split_lines(theme.cues))
        reason = (
            f"the text has “{words}”"
            if words
            else "suggested by the import, from the text above it"
        )
        yield Suggestion(
            f"theme:{theme.pk}", f"Theme: {theme.label}", reason, f"no-theme:{theme.pk}"
        )


def level_suggestions(record: Recommendation) -> Iterator[Suggestion]:
    suggested = None if record.level or record.parent else suggest_level(record.text)
    if suggested:
        label = RecommendationModel.Level(suggested.level).label
        reason = f"the text has “{suggested.words}”"
        yield Suggestion(f"level:{suggested.level}", f"Level: {label}", reason)


def addressee_suggestions(page: ItemPage, record: Recommendation) -> Iterator[Suggestion]:
    """Suggest the bodies that the text asks to act, if nobody is addressed yet."""
    if organizations_in_role(record, "addressee"):
        return
    organizations = Gazetteer.of(
        (organization.slug, organization.printed_forms)
        for organization in Organization.objects.all()
    )
    members = members_of(page.snapshot.report.title, organizations)
    slugs = find_addressees(record.text, organizations, members)
    for organization in Organization.objects.filter(slug__in=slugs).order_by("name"):
        reason = "the text says that it should act"
        yield Suggestion(f"addressee:{organization.pk}", f"Addressed to: {organization}", reason)


def note_suggestions(page: ItemPage, record: Any) -> Iterator[Suggestion]:
    """Suggest whom the names in open notes mean."""
    for note in page.notes:
        if note.resolved or not note.about:
            continue
        if note.code in SPEAKER_NOTES and isinstance(record, Paragraph):
            candidates = name_candidates.people_like(note.about)
            yield from named("speaker", "Speaker", note, candidates)
        if note.code in ISSUER_NOTES and isinstance(record, Recommendation):
            candidates = name_candidates.organizations_like(note.about)
            yield from named("issuer", "Recommended by", note, candidates)
        if note.code in ORGANIZATION_NOTES:
            candidates = name_candidates.organizations_like(note.about)
            yield from named("body", "Organization named", note, candidates)


def named(
    kind: str, label: str, note: ImportNote, candidates: list[name_candidates.Candidate]
) -> Iterator[Suggestion]:
    for candidate in candidates[:MAX_CANDIDATES]:
        value = f"{kind}:{candidate.record.pk}:{note.about}"
        yield Suggestion(
            value, f"{label}: {candidate.record}", f"“{note.about}” {candidate.reason}"
        )
    new = "new person" if kind == "speaker" else "new organization"
    yield Suggestion(f"{kind}:new:{note.about}", f"{label}: “{note.about}”, a {new}", note.reason)


def accept(page: ItemPage, value: str) -> tuple[Edit, str]:
    """Return the edit of a suggestion, and the message. New people and bodies are created."""
    kind, _, rest = value.partition(":")
    key, _, printed = rest.partition(":")
    if kind not in ACCEPT or not (valid_pk(key) or key == "new" or kind == "level"):
        raise SaveRefusedError(OUT_OF_DATE)
    return ACCEPT[kind](page, key, printed)


def accept_theme(page: ItemPage, key: str, printed: str) -> tuple[Edit, str]:
    return SetTheme(page.item, int(key), is_confirmed=True), "The theme was confirmed."


def refuse_theme(page: ItemPage, key: str, printed: str) -> tuple[Edit, str]:
    return SetTheme(page.item, int(key), is_confirmed=False), "The theme was removed."


def accept_level(page: ItemPage, key: str, printed: str) -> tuple[Edit, str]:
    if key not in RecommendationModel.Level.values:
        raise SaveRefusedError(OUT_OF_DATE)
    return SetFields(page.item, {"level": key}), "The level was set."


def accept_addressee(page: ItemPage, key: str, printed: str) -> tuple[Edit, str]:
    organization = get_organization(key, printed)
    addressees = [*page.fields.get("addressees", ()), organization.pk]
    return SetFields(page.item, {"addressees": addressees}), f"Addressed to {organization}."


def accept_speaker(page: ItemPage, key: str, printed: str) -> tuple[Edit, str]:
    person = (
        new_entities.create_person(printed)
        if key == "new"
        else new_entities.find_person(printed, get_person(key).slug)
    )
    return AddSpeaker(page.item, person.pk, printed), f"{person} is now a speaker."


def accept_issuer(page: ItemPage, key: str, printed: str) -> tuple[Edit, str]:
    organization = get_organization(key, printed)
    form = new_entities.unknown_form(organization, printed)
    message = f"{organization} is among those that recommend it."
    return AddIssuer(page.item, organization.pk, form), message


def accept_body(page: ItemPage, key: str, printed: str) -> tuple[Edit, str]:
    organization = get_organization(key, printed)
    name = "named" if isinstance(page.record, Recommendation) else "organizations"
    if name not in item_fields.get_fields(page.snapshot, page.item):
        raise SaveRefusedError(OUT_OF_DATE)
    organizations = [*page.fields[name], organization.pk]
    return SetFields(page.item, {name: organizations}), f"{organization} is named in the text."


def get_person(key: str) -> Person:
    person = Person.objects.filter(pk=key).first()
    if person is None:
        raise SaveRefusedError(OUT_OF_DATE)
    return person


def get_organization(key: str, printed: str) -> Organization:
    if key == "new":
        return new_entities.create_organization(printed)
    organization = Organization.objects.filter(pk=key).first()
    if organization is None:
        raise SaveRefusedError(OUT_OF_DATE)
    return organization


ACCEPT = {
    "theme": accept_theme,
    "no-theme": refuse_theme,
    "level": accept_level,
    "addressee": accept_addressee,
    "speaker": accept_speaker,
    "issuer": accept_issuer,
    "body": accept_body,
}

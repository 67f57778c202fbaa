"""Decide from the stored report whether the cause of an import note still applies.

CAUSES has a condition for each note code. Notes whose cause cannot be told from the stored report
are in BY_HAND_ONLY; only an editor resolves them.
"""

from collections.abc import Callable
from pathlib import PurePath

from django.db.models import Q

from portal.content.edits.base import PLACEHOLDER_TITLE
from portal.content.notes.report_facts import ReportFacts, participant_names
from portal.parsing import person_names
from recommendations.models import Involvement
from reports.models import ImportNote, Paragraph, Participation, Person
from reports.text import normalize_whitespace

Condition = Callable[[ReportFacts, ImportNote], bool]


def title_is_missing(facts: ReportFacts, note: ImportNote) -> bool:
    # The import names a report without a title after its file.
    return facts.report.title == PurePath(facts.report.source.name).stem


def number_skips(facts: ReportFacts, note: ImportNote) -> bool:
    paragraph = facts.record_at("numbered_paragraphs", note)
    index = facts.numbered_index[paragraph.pk] if paragraph else 0
    if not index:
        return False
    previous = facts.numbered_paragraphs[index - 1]
    return int(paragraph.number) != int(previous.number) + 1


def number_is_repeated(facts: ReportFacts, note: ImportNote) -> bool:
    return facts.number_counts[note.about] > 1


def level_is_missing(facts: ReportFacts, note: ImportNote) -> bool:
    """Check the recommendation of the note, or all if the note is about the whole report."""
    if note.start is None:
        return any(not recommendation.level for recommendation in facts.recommendations)
    recommendation = facts.record_at("recommendations", note)
    return bool(recommendation and not recommendation.level)


def level_is_unknown(facts: ReportFacts, note: ImportNote) -> bool:
    """Check the recommendations between the note's heading and the next heading."""
    if not (facts.record_at("level_headings", note) or facts.record_at("paragraphs", note)):
        return False
    headings = (*facts.level_headings, *facts.paragraphs)
    starts = [heading.spans[0][0] for heading in headings if heading.spans]
    end = min((start for start in starts if start >= note.end), default=None)
    below = [
        recommendation
        for recommendation in facts.recommendations
        if recommendation.spans
        and note.end <= recommendation.spans[0][0]
        and (end is None or recommendation.spans[0][0] < end)
    ]
    return not below or any(not recommendation.level for recommendation in below)


def agreement_is_missing(facts: ReportFacts, note: ImportNote) -> bool:
    paragraph = facts.record_at("paragraphs", note)
    is_collective = paragraph and paragraph.voice == Paragraph.Voice.COLLECTIVE
    return bool(is_collective and paragraph.pk in facts.recommending_paragraphs)


def annex_is_missing(facts: ReportFacts, note: ImportNote) -> bool:
    return note.about in facts.missing_annexes


def heading_kind_is_unknown(facts: ReportFacts, note: ImportNote) -> bool:
    session = facts.record_at("sessions", note)
    return bool(session and session.kind in {"session", "annex"})


def heading_is_missing(facts: ReportFacts, note: ImportNote) -> bool:
    paragraph = facts.record_at("paragraphs", note)
    return bool(
        paragraph and not paragraph.session.heading and paragraph.session.title == PLACEHOLDER_TITLE
    )


def is_a_paragraph(facts: ReportFacts, note: ImportNote) -> bool:
    return facts.begins_at("paragraphs", note)


def is_a_recommendation(facts: ReportFacts, note: ImportNote) -> bool:
    return facts.begins_at("recommendations", note)


def is_discarded(facts: ReportFacts, note: ImportNote) -> bool:
    return facts.record_at("discards", note) is not None


def is_not_discarded(facts: ReportFacts, note: ImportNote) -> bool:
    return not is_discarded(facts, note)


def issuer_is_unknown(facts: ReportFacts, note: ImportNote) -> bool:
    recommendation = facts.record_at("recommendations", note)
    issuers = [
        involvement
        for involvement in (recommendation.involvements.all() if recommendation else ())
        if involvement.role == Involvement.Role.ISSUER
    ]
    return recommendation is not None and not any(
        note.about in {issuer.printed, *issuer.organization.printed_forms} for issuer in issuers
    )


def is_named(facts: ReportFacts, note: ImportNote) -> bool:
    """Return whether the paragraph still contains the name that the note is about."""
    paragraph = facts.record_at("paragraphs", note)
    return bool(paragraph and note.about in normalize_whitespace(paragraph.text))


def matches_name(participation: Participation, form: str) -> bool:
    """Return whether a printed form is a name of the participant, or short for one."""
    name = person_names.strip_honorifics(form)
    return any(
        form == known
        or name.casefold() == person_names.strip_honorifics(known).casefold()
        or person_names.is_short_form(name, person_names.strip_honorifics(known))
        for known in participant_names(participation)
    )


def speaker_is_missing(facts: ReportFacts, note: ImportNote) -> bool:
    return is_named(facts, note) and not any(
        participation.pk in facts.speakers and matches_name(participation, note.about)
        for participation in facts.participations
    )


def speaker_is_missing_in_paragraph(facts: ReportFacts, note: ImportNote) -> bool:
    paragraph = facts.record_at("paragraphs", note)
    speakers = facts.speakers_by_paragraph.get(paragraph.pk, set()) if paragraph else set()
    return is_named(facts, note) and not any(
        participation.pk in speakers and matches_name(participation, note.about)
        for participation in facts.participations
    )


def name_is_ambiguous(facts: ReportFacts, note: ImportNote) -> bool:
    return is_named(facts, note) and not any(
        note.about in participant_names(participation) for participation in facts.participations
    )


def organization_is_missing(facts: ReportFacts, note: ImportNote) -> bool:
    return any(
        note.about in participant_names(participation) and not participation.affiliations.all()
        for participation in facts.participations
    )


def introduction_is_unclear(facts: ReportFacts, note: ImportNote) -> bool:
    return is_named(facts, note) and not any(
        note.about in participant_names(participation)
        and (participation.position or participation.affiliations.all())
        for participation in facts.participations
    )


def name_is_shared(facts: ReportFacts, note: ImportNote) -> bool:
    matches = Q(name__iexact=note.about) | Q(aliases__icontains=note.about)
    folded = note.about.casefold()
    namesakes = [
        person
        for person in Person.objects.filter(matches)
        if folded in {name.casefold() for name in (person.name, *person.other_names)}
    ]
    return len(namesakes) > 1


def organization_is_unknown(facts: ReportFacts, note: ImportNote) -> bool:
    return note.about.casefold() not in facts.organization_names


def instrument_is_unknown(facts: ReportFacts, note: ImportNote) -> bool:
    return note.about.casefold() not in facts.instrument_names


CAUSES: dict[str, Condition] = {
    "title-not-stated": title_is_missing,
    "date-not-stated": lambda facts, note: facts.report.starts_on is None,
    "place-not-stated": lambda facts, note: not facts.report.place,
    "co-chairs-not-stated": lambda facts, note: not facts.report.co_chairs.exists(),
    "no-recommendations": lambda facts, note: not facts.recommendations,
    "numbers-skip": number_skips,
    "number-repeated": number_is_repeated,
    "level-not-stated": level_is_missing,
    "level-unknown": level_is_unknown,
    "agreement-not-stated": agreement_is_missing,
    "annex-not-supplied": annex_is_missing,
    "heading-unknown": heading_kind_is_unknown,
    "session-without-heading": heading_is_missing,
    "points-of-a-speaker": is_a_paragraph,
    "point-not-asked-for": is_a_paragraph,
    "number-may-be-a-point": is_a_paragraph,
    "number-out-of-step": is_a_recommendation,
    "page-number-assumed": is_discarded,
    "number-kept-as-word": is_not_discarded,
    "issuer-unknown": issuer_is_unknown,
    "person-not-introduced": speaker_is_missing,
    "speaker-not-introduced": speaker_is_missing_in_paragraph,
    "name-ambiguous": name_is_ambiguous,
    "organization-not-stated": organization_is_missing,
    "organization-new": organization_is_unknown,
    "instrument-new": instrument_is_unknown,
    "introduction-unclear": introduction_is_unclear,
    "person-ambiguous": name_is_shared,
}

# Code -> why the stored report does not show it.
BY_HAND_ONLY = {
    "person-known": "Only an editor knows whether two people with the same name are the same person.",
    "names-taken-together": "Only an editor knows whether two forms of a name mean the same person.",
    "name-assumed": "Only an editor knows whether two words are the name of a person.",
    "pronoun-assumed": "Only an editor can tell whom “he” or “she” means.",
    "joined-across-break": "Only an editor can tell whether a sentence continues after a break.",
    "issuer-inside": "Only an editor can tell whether a bracket inside a text names the issuers.",
    "nested-too-deep": "An editor decides on the nesting; any may be right.",
    "reference-repeated": "The address does not change, although the source prints the number twice.",
    "similar-report": "An editor decides whether two reports are versions of one.",
    "recommended-in-prose": "An editor decides whether a sentence is a recommendation.",
    "second-meeting": "The report always names two meetings; an editor chooses its dates.",
    "left-out": "Content left out by a reader is not stored.",
    "formatting-left-out": "The file always has more formatting than is kept.",
    "changes-accepted": "The file always contains the tracked changes.",
    "text-box": "The file always contains the text boxes.",
    "extraction-differs": "The file stays as it is; an editor compares the text with it.",
    "edit-superseded": "Only an editor can tell whether the newer words are to be kept.",
    "kept-for-records": "Only an editor can tell whether readers still find what the records are about.",
    "hyphen-assumed": "Only an editor can tell whether a word was broken or has a hyphen.",
}


def still_applies(facts: ReportFacts, note: ImportNote) -> bool | None:
    """Return whether the cause of a note still applies; None if it cannot be told."""
    condition = CAUSES.get(note.code)
    return condition(facts, note) if condition else None

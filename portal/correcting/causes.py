"""Whether what an import was unsure of is still so: one row for each code of a note.

A row says whether the cause still holds against what is stored. What nothing stored can tell
stays an editor's to settle, and says why in the second table.
"""

from collections.abc import Callable
from pathlib import PurePath

from django.db.models import Q

from portal.correcting.order import STAND_IN
from portal.correcting.stored import Stored, forms_of
from portal.importing import names
from recommendations.models import Involvement
from reports.models import ImportNote, Paragraph, Participation, Person
from reports.text import collapsed

Holds = Callable[[Stored, ImportNote], bool]


def title_is_missing(stored: Stored, note: ImportNote) -> bool:
    # A report without a title is called as its file.
    return stored.report.title == PurePath(stored.report.source.name).stem


def number_skips(stored: Stored, note: ImportNote) -> bool:
    after = stored.standing("numbered", note)
    place = stored.place_among_numbered[after.pk] if after else 0
    if not place:
        return False
    before = stored.numbered[place - 1]
    return int(after.number) != int(before.number) + 1


def number_is_repeated(stored: Stored, note: ImportNote) -> bool:
    return stored.numbers[note.about] > 1


def is_without_level(stored: Stored, note: ImportNote) -> bool:
    """Say whether a recommendation has no level, or any if the note is about all of them."""
    if note.start is None:
        return any(not one.level for one in stored.recommendations)
    found = stored.standing("recommendations", note)
    return bool(found and not found.level)


def level_is_unknown(stored: Stored, note: ImportNote) -> bool:
    """Say whether what stands below a heading has no level still, as far as the next heading."""
    if not (stored.standing("heads", note) or stored.standing("paragraphs", note)):
        return False
    heads = (*stored.heads, *stored.paragraphs)
    starts = [one.spans[0][0] for one in heads if one.spans]
    end = min((one for one in starts if one >= note.end), default=None)
    below = [
        one
        for one in stored.recommendations
        if one.spans
        and note.end <= one.spans[0][0]
        and (end is None or one.spans[0][0] < end)
    ]
    return not below or any(not one.level for one in below)


def agreement_is_missing(stored: Stored, note: ImportNote) -> bool:
    found = stored.standing("paragraphs", note)
    is_collective = found and found.voice == Paragraph.Voice.COLLECTIVE
    return bool(is_collective and found.pk in stored.asked_in)


def annex_is_missing(stored: Stored, note: ImportNote) -> bool:
    return stored.report.annexes.filter(label=note.about, session=None).exists()


def heading_is_of_no_known_kind(stored: Stored, note: ImportNote) -> bool:
    found = stored.standing("sessions", note)
    return bool(found and found.kind in {"session", "annex"})


def no_heading_stands_above(stored: Stored, note: ImportNote) -> bool:
    found = stored.standing("paragraphs", note)
    return bool(found and not found.session.heading and found.session.title == STAND_IN)


def is_a_paragraph(stored: Stored, note: ImportNote) -> bool:
    return stored.begins("paragraphs", note)


def is_a_recommendation(stored: Stored, note: ImportNote) -> bool:
    return stored.begins("recommendations", note)


def is_discarded(stored: Stored, note: ImportNote) -> bool:
    return stored.standing("discards", note) is not None


def is_a_word(stored: Stored, note: ImportNote) -> bool:
    return not is_discarded(stored, note)


def issuer_is_unknown(stored: Stored, note: ImportNote) -> bool:
    found = stored.standing("recommendations", note)
    made_by = [
        one
        for one in (found.involvements.all() if found else ())
        if one.role == Involvement.Role.ISSUER
    ]
    return found is not None and not any(
        note.about in {one.printed, *one.organization.printed_forms} for one in made_by
    )


def is_named(stored: Stored, note: ImportNote) -> bool:
    """Say whether the paragraph still names whom the note is about."""
    found = stored.standing("paragraphs", note)
    return bool(found and note.about in collapsed(found.text))


def may_be(participation: Participation, form: str) -> bool:
    """Say whether a printed form is one of the participant's, or short for one."""
    name = names.without_honorifics(form)
    return any(
        form == one
        or name.casefold() == names.without_honorifics(one).casefold()
        or names.is_short_form(name, names.without_honorifics(one))
        for one in forms_of(participation)
    )


def nobody_of_the_name_speaks(stored: Stored, note: ImportNote) -> bool:
    return is_named(stored, note) and not any(
        one.pk in stored.speaking and may_be(one, note.about)
        for one in stored.participations
    )


def nobody_of_the_name_speaks_here(stored: Stored, note: ImportNote) -> bool:
    found = stored.standing("paragraphs", note)
    here = stored.speakers.get(found.pk, set()) if found else set()
    return is_named(stored, note) and not any(
        one.pk in here and may_be(one, note.about) for one in stored.participations
    )


def name_is_ambiguous(stored: Stored, note: ImportNote) -> bool:
    return is_named(stored, note) and not any(
        note.about in forms_of(one) for one in stored.participations
    )


def organization_is_missing(stored: Stored, note: ImportNote) -> bool:
    return any(
        note.about in forms_of(one) and not one.affiliations.all()
        for one in stored.participations
    )


def introduction_is_unclear(stored: Stored, note: ImportNote) -> bool:
    return is_named(stored, note) and not any(
        note.about in forms_of(one) and (one.position or one.affiliations.all())
        for one in stored.participations
    )


def several_bear_the_name(stored: Stored, note: ImportNote) -> bool:
    named = Q(name__iexact=note.about) | Q(aliases__icontains=note.about)
    name = note.about.casefold()
    bearers = [
        person
        for person in Person.objects.filter(named)
        if name in {one.casefold() for one in (person.name, *person.other_names)}
    ]
    return len(bearers) > 1


CAUSES: dict[str, Holds] = {
    "title-not-stated": title_is_missing,
    "date-not-stated": lambda stored, note: stored.report.starts_on is None,
    "place-not-stated": lambda stored, note: not stored.report.place,
    "co-chairs-not-stated": lambda stored, note: not stored.report.co_chairs.exists(),
    "no-recommendations": lambda stored, note: not stored.recommendations,
    "numbers-skip": number_skips,
    "number-repeated": number_is_repeated,
    "level-not-stated": is_without_level,
    "level-unknown": level_is_unknown,
    "agreement-not-stated": agreement_is_missing,
    "annex-not-supplied": annex_is_missing,
    "heading-unknown": heading_is_of_no_known_kind,
    "session-without-heading": no_heading_stands_above,
    "points-of-a-speaker": is_a_paragraph,
    "point-not-asked-for": is_a_paragraph,
    "number-may-be-a-point": is_a_paragraph,
    "numbered-under-level": is_a_recommendation,
    "page-number-assumed": is_discarded,
    "number-kept-as-word": is_a_word,
    "issuer-unknown": issuer_is_unknown,
    "person-not-introduced": nobody_of_the_name_speaks,
    "speaker-not-introduced": nobody_of_the_name_speaks_here,
    "name-ambiguous": name_is_ambiguous,
    "organization-not-stated": organization_is_missing,
    "introduction-unclear": introduction_is_unclear,
    "person-ambiguous": several_bear_the_name,
}

# Code -> why nothing stored tells whether it is settled.
BY_HAND_ONLY = {
    "person-known": "Whether two of one name are one person, only an editor knows.",
    "names-taken-together": "Whether two forms mean one person, only an editor knows.",
    "pronoun-assumed": "Whom “he” or “she” means, only an editor can read.",
    "joined-across-break": "Whether a sentence goes on behind a break, only an editor can read.",
    "issuer-inside": "Whether a bracket inside a text names who made it, only an editor can read.",
    "nested-too-deep": "Where a point stands is an editor's to choose; any place may be right.",
    "reference-repeated": "The address stays, whatever the source prints twice.",
    "second-meeting": "The report goes on naming two meetings; its days are an editor's to choose.",
    "left-out": "What a reader of files leaves out is in no record.",
    "changes-accepted": "The file goes on holding tracked changes.",
    "text-box": "The file goes on holding text boxes.",
    "hyphen-assumed": "Whether a word is parted or has a hyphen, only an editor can read.",
}


def holds(stored: Stored, note: ImportNote) -> bool | None:
    """Say whether the cause of a note still holds; None where nothing stored can tell."""
    check = CAUSES.get(note.code)
    return check(stored, note) if check else None

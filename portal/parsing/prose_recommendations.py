"""Find recommendations in running text: “The workshop recommends that ports publish their fees.”

Such a recommendation repeats a sentence of its paragraph, so it has no span of its own.
"""

import re
from collections.abc import Iterator

from portal.parsing import recommending, sentences, voice_classifier
from portal.parsing.parsed_report import Paragraph, ParsedReport, Recommendation, Session
from portal.parsing.source import Note
from portal.parsing.unique_slugs import UniqueSlugs

VERBS = r"(?:recommend(?:s|ed)?|urge[sd]?|call(?:s|ed)?\s+(?:for|on|upon)|support(?:s|ed)?\s+(?:the\s+)?continued)"
MEETING = (
    r"(?:(?:the|this|all)\s+)*(?:workshop\s+|meeting\s+)?(?:participants|delegates|workshop|meeting|seminar|conference|forum|"
    r"co-?chairs)"
)
ADVERBS = r"(?:\s+(?:also|further|strongly|therefore|thus|jointly|generally|unanimously|then)){0,2}"
PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?:[^.;:]{{0,160}},\s+)?{MEETING}{ADVERBS}\s+{VERBS}\b",
        rf"(?:[^.;:]{{0,160}},\s+)?it\s+(?:is|was){ADVERBS}\s+recommended\s+(?:that|to)\b",
        r".*\b(?:was|is)\s+a\s+recommendation\s+(?:to|that)\b",
        r".*\bnext\s+steps?\b[^.;:]{0,80}\b(?:is|was|are|were|would\s+be)\s+to\b",
        r".*\brecommended\s+by\s+the\s+(?:workshop|meeting|participants)\b",
        rf"(?:[A-Z][\w'’-]*\s+){{1,4}}(?:is|are){ADVERBS}\s+(?:encouraged|urged|requested|recommended)\s+to\b",
    )
)
# “It also recommends …”, after a sentence by which the meeting recommends.
CONTINUES = re.compile(rf"it{ADVERBS}\s+recommend(?:s|ed)?\b", re.IGNORECASE)
MIN_WORDS = 6  # of a sentence


def add_prose_recommendations(draft: ParsedReport) -> None:
    """Add the sentences by which the meeting recommends, of paragraphs without points."""
    with_points = {recommendation.paragraph for recommendation in draft.recommendations}
    references = UniqueSlugs(recommendation.reference for recommendation in draft.recommendations)
    found: list[Recommendation] = []
    for session in draft.sessions:
        for paragraph in session.paragraphs:
            if paragraph.anchor not in with_points and may_recommend(session, paragraph):
                found += recommendations_in(paragraph, references)
    draft.add_recommendations(found)
    draft.notes += map(note_of, found)


def may_recommend(session: Session, paragraph: Paragraph) -> bool:
    """Return whether the meeting speaks in a paragraph, or the report itself."""
    if session.kind == "annex" and not recommending.HEADING.search(session.title):
        return False
    is_of_some = paragraph.speakers or paragraph.speaking_organizations
    return not is_of_some and not voice_classifier.is_partial_voice(paragraph.text)


def recommendations_in(paragraph: Paragraph, references: UniqueSlugs) -> Iterator[Recommendation]:
    prefix = paragraph.anchor.removeprefix("p")
    number, is_meeting = 0, False
    for sentence in sentences.split_sentences(paragraph.text):
        is_meeting = recommends(sentence) or (is_meeting and bool(CONTINUES.match(sentence)))
        if is_meeting:
            number += 1
            reference = references.allocate(f"{prefix}.{number}")
            yield Recommendation(reference, sentence, [], paragraph=paragraph.anchor)


def recommends(sentence: str) -> bool:
    """Return whether a sentence says what the meeting recommends, and does not announce a list."""
    if sentence.endswith(":") or len(sentence.split()) < MIN_WORDS:
        return False
    is_refused = recommending.DISAGREES.search(sentence)
    return not is_refused and any(pattern.match(sentence) for pattern in PATTERNS)


def note_of(recommendation: Recommendation) -> Note:
    return Note(
        "recommended-in-prose",
        f"Recommendation {recommendation.reference} is a sentence of its paragraph.",
        about=recommendation.reference,
    )

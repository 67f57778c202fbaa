"""Find recommendations in running text: “The workshop recommends that ports publish their fees.”

Also paragraphs without numbers below “The meeting made the following recommendations:”, and those
below the heading “Recommendations” that say what somebody should do. Such a recommendation repeats
words of its paragraph, so it has no span of its own.
"""

import re
from collections.abc import Iterator

from portal.parsing import inline_lists, recommending, sentences, voice_classifier
from portal.parsing.meeting_name import MeetingName
from portal.parsing.parsed_report import Paragraph, ParsedReport, Recommendation, Session
from portal.parsing.source import Note
from portal.parsing.unique_slugs import UniqueSlugs

VERBS = r"(?:recommend(?:s|ed)?|resolve[sd]?|urge[sd]?|call(?:s|ed)?\s+(?:for|on|upon)|support(?:s|ed)?\s+(?:the\s+)?continued|propose[sd]?\s+(?:that|to))"
MEETING = (
    r"(?:(?:the|this|all)\s+)*(?:workshop\s+|meeting\s+)?(?:participants|delegates|workshop|meeting|seminar|conference|forum|"
    r"co-?chairs)"
)
ADVERBS = r"(?:\s+(?:also|further|strongly|therefore|thus|jointly|generally|unanimously|then)){0,2}"
PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?:[^.;:]{{0,160}},\s+)?{MEETING}{ADVERBS}\s+{VERBS}\b",
        rf"(?:[^.;:]{{0,160}},\s+)?it\s+(?:is|was){ADVERBS}\s+(?:recommended|resolved)\s+(?:that|to)\b",
        # French, Spanish, Indonesian.
        r"(?:les\s+participants|l['’]atelier|la\s+réunion|le\s+séminaire|ils|elles)\s+(?:ont|a)\s+(?:\w+\s+)?"
        r"recommandé\s+(?:que|à|aux?|de|d['’])",
        r"(?:los\s+participantes|el\s+taller|la\s+reunión|el\s+seminario)\s+(?:también\s+)?"
        r"(?:recomendaron|recomendó|recomienda)\b",
        r"(?:(?:para\s+)?peserta(?:\s+lokakarya)?|lokakarya|pertemuan)\s+(?:juga\s+)?merekomendasikan\b",
        r".*\b(?:was|is)\s+a\s+recommendation\s+(?:to|that)\b",
        r".*\bnext\s+steps?\b[^.;:]{0,80}\b(?:is|was|are|were|would\s+be)\s+to\b",
        r".*\brecommended\s+by\s+the\s+(?:workshop|meeting|participants)\b",
        r"(?!it\b).*\b(?:is|are)\s+proposed\s+to\s+be\b",
        rf"(?!(?:an?|no|any)\b)(?-i:[A-Z])[\w'’-]*(?:\s+[\w'’-]+){{0,3}}\s+(?:is|are){ADVERBS}\s+(?:encouraged|urged|requested|recommended)\s+to\b",
    )
)
# “ACTION: Ana Lund to circulate the table”, in minutes.
ACTION_ITEM = re.compile(
    r"(?:action(?:\s+(?:item|point))?|recommendation)\s*\d*\s*:\s+(?=\S+\s)", re.IGNORECASE
)
# “It also recommends …”, after a sentence by which the meeting recommends.
CONTINUES = re.compile(rf"it{ADVERBS}\s+recommend(?:s|ed)?\b", re.IGNORECASE)
INLINE_LIST = re.compile(r"(?P<colon>:)\s*\(?(?:1|a)\)\s")
# “… made the following recommendations:”, “… recommended:”, “recommendations include:”.
LISTS = re.compile(
    r"\b(?:recommend(?:s|ed)?|recommendations?|next\s+steps|action\s+(?:points|items))\b[^.:]{0,120}:$",
    re.IGNORECASE,
)
MIN_WORDS = 6  # of a sentence
MAX_WORDS = 120  # of a paragraph that is a recommendation as a whole


def add_prose_recommendations(draft: ParsedReport, meeting: MeetingName) -> None:
    """Add what the meeting recommends in paragraphs without points."""
    with_points = {recommendation.paragraph for recommendation in draft.recommendations}
    references = UniqueSlugs(recommendation.reference for recommendation in draft.recommendations)
    found: list[Recommendation] = []
    for session in draft.sessions:
        lead_in: Paragraph | None = None
        above: Paragraph | None = None
        for paragraph in session.paragraphs:
            if paragraph.anchor in with_points or not may_recommend(session, paragraph):
                lead_in = None
            elif is_point_of(lead_in, paragraph) or is_directive_below(session, paragraph):
                found.append(whole_paragraph(paragraph, references))
            else:
                lead_in = paragraph if announces_points(paragraph) else None
                found += recommendations_in(paragraph, references, meeting, above)
            above = paragraph
    draft.add_recommendations(found)
    draft.notes += map(note_of, found)


def announces_points(paragraph: Paragraph) -> bool:
    """Return whether the meeting's recommendations follow: “… the following recommendations:”."""
    if not paragraph.text.endswith(":"):
        return False
    last = sentences.split_sentences(paragraph.text)[-1]
    is_announced = recommending.ANNOUNCES.search(last) or recommending.ASKS.search(last)
    return bool(is_announced) and recommending.lead_in_score(paragraph.text) >= (
        recommending.MIN_SCORE
    )


def is_point_of(lead_in: Paragraph | None, paragraph: Paragraph) -> bool:
    """Return whether a paragraph without a number is one of the announced recommendations."""
    return (
        lead_in is not None
        and not paragraph.number
        and not paragraph.text.endswith((":", "?"))
        and len(paragraph.text.split()) <= MAX_WORDS
        and recommending.may_ask(paragraph.text)
    )


def is_directive_below(session: Session, paragraph: Paragraph) -> bool:
    """Return whether a paragraph below such a heading says what somebody should do."""
    return (
        bool(recommending.HEADING.search(session.headings))
        and not recommending.DISAGREES.search(session.headings)
        and not paragraph.text.endswith((":", "?", "the following."))
        and len(paragraph.text.split()) <= MAX_WORDS
        and bool(recommending.DIRECTIVE.match(paragraph.text))
    )


def whole_paragraph(paragraph: Paragraph, references: UniqueSlugs) -> Recommendation:
    reference = references.allocate(paragraph.anchor.removeprefix("p"))
    return Recommendation(reference, paragraph.text, [], paragraph=paragraph.anchor)


def may_recommend(session: Session, paragraph: Paragraph) -> bool:
    """Return whether the meeting speaks in a paragraph, or the report itself."""
    if session.kind == "annex" and not recommending.HEADING.search(session.title):
        return False
    is_of_some = paragraph.speakers or paragraph.speaking_organizations
    return not is_of_some and not voice_classifier.is_partial_voice(paragraph.text)


def recommendations_in(
    paragraph: Paragraph, references: UniqueSlugs, meeting: MeetingName, above: Paragraph | None
) -> Iterator[Recommendation]:
    prefix = paragraph.anchor.removeprefix("p")
    is_meeting = above is not None and bool(voice_classifier.SUBJECT_IS_ALL.match(above.text))
    texts = recommended_texts(paragraph.text, meeting, is_meeting=is_meeting)
    for number, text in enumerate(texts, start=1):
        reference = references.allocate(f"{prefix}.{number}")
        yield Recommendation(reference, text, [], paragraph=paragraph.anchor)


def recommended_texts(
    text: str, meeting: MeetingName, *, is_meeting: bool = False
) -> Iterator[str]:
    """Yield the sentences by which the meeting recommends, and the points of a list in the text.

    `is_meeting` says that the sentence above is about the meeting: “It” means the meeting.
    """
    if label := ACTION_ITEM.match(text):
        yield text[label.end() :]
        return
    announced_from = len(text)
    for start, end in inline_lists.sentence_spans(text):
        sentence = meeting.spelled_out(text[start:end])
        if announces_inline_points(sentence):
            announced_from = start
            break
        is_meeting = recommends(sentence) or (is_meeting and bool(CONTINUES.match(sentence)))
        if is_meeting:
            yield text[start:end]
    for _, point in inline_lists.inline_points(text, announced_from, len(text)):
        yield text[slice(*point)]


def announces_inline_points(sentence: str) -> bool:
    """Return whether a list within the paragraph follows: “The recommendations are: 1) dig …”."""
    match = INLINE_LIST.search(sentence)
    if match is None:
        return False
    lead_in = sentence[: match.end("colon")]
    return bool(LISTS.search(lead_in)) and recommending.lead_in_score(lead_in) > 0


def recommends(sentence: str) -> bool:
    """Return whether a sentence says what the meeting recommends, and does not announce a list."""
    if sentence.endswith(":") or len(sentence.split()) < MIN_WORDS:
        return False
    is_refused = recommending.DISAGREES.search(sentence)
    return not is_refused and any(pattern.match(sentence) for pattern in PATTERNS)


def note_of(recommendation: Recommendation) -> Note:
    return Note(
        "recommended-in-prose",
        f"Recommendation {recommendation.reference} repeats words of its paragraph.",
        about=recommendation.reference,
    )

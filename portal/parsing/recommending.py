"""Judge whether the points of a list are recommendations: by its lead-in, heading and own words.

Every sign counts; none decides alone. A list that scores at least MIN_SCORE is a list of
recommendations.
"""

import re
from collections.abc import Iterable

from portal.parsing import sentences, voice_classifier

MIN_SCORE = 2.0
MAX_TEXTS = 40  # of a list that are looked at
OPENING_LENGTH = 80  # characters
# “For ports:”, “In the short term:”, “Governments:”.
MAX_SUBHEADING_WORDS = 6
SUBHEADING = re.compile(
    r"(?:(?:for|to|by|at|on|in)\s[^.;:]+|(?:immediate|priority|general|specific|(?:short|medium|long|near)[- ]term)[^.;:]*"
    r"|(?:governments?|employers?|workers?|unions?|states|countries|ministries|secretariat|industry|donors|schools"
    r"|universities|researchers|civil\s+society|private\s+sector|all(?:\s+\w+)?)(?:\s+and\s+\w+)?)\s*:",
    re.IGNORECASE,
)

NOUNS = (
    r"(?:recommendations?|proposals|suggestions|action\s+(?:points?|items?)|actions?|next\s+steps?|measures|"
    r"steps|commitments|way\s+forward)"
)
VERBS = (
    r"(?:recommend(?:ed|s)?|agreed|propose[sd]?|suggested|urged|decided|resolved|adopted|"
    r"call(?:ed|s)\s+(?:for|on|upon)|encouraged?|invited|"
    # French, Spanish, Indonesian.
    r"recommandé|recommandent|recomendaron|recomendó|acordaron|merekomendasikan|menyepakati)"
)
# “The following recommendations were made”; “the recommendations listed below”.
ANNOUNCES = re.compile(
    rf"\b(?:the\s+)?following\s+(?:\w+\s+){{0,3}}{NOUNS}\b|\b{NOUNS}\b[^.;]{{0,120}}\b(?:below|as\s+follows|following)\b"
    rf"|\b{NOUNS}\s*(?:\([^()]*\)\s*)?:\s*$",
    re.IGNORECASE,
)
# “Next steps:”, by itself, no matter who the sentences above are about.
LABEL = re.compile(rf"(?:[\w-]+\s+){{0,2}}{NOUNS}\s*:", re.IGNORECASE)
# “Participants recommended that:”; “it was agreed to:”.
ASKS = re.compile(
    rf"\b{VERBS}\b(?:\s+[^.;:]{{0,80}})?(?:(?:that|to|the\s+following)?\s*[:,–—-]?|the\s+following\s*\.)\s*$",
    re.IGNORECASE,
)
SUPPORT = re.compile(
    r"\b(?:did\s+not\s+enjoy|enjoy(?:ed)?|has|have|with)\s+(?:the\s+)?support\b|\bnot\s+accepted\b|\brejected\b",
    re.IGNORECASE,
)
# What is listed is something else.
OTHER_NOUNS = re.compile(
    r"\b(?:following|these|some|several|main|key|various|number\s+of)\s+(?:[\w-]+\s+){0,4}"
    r"(?:factors|causes|challenges|reasons|questions|problems|obstacles|topics|documents|"
    r"speakers|participants|examples|objectives|sessions|issues)\b",
    re.IGNORECASE,
)
# One body asks, not the meeting: “IOM suggested the following measures:”.
ASKS_ALONE = re.compile(
    r"(?:The\s+)?(?:[A-Z][\w’'.-]*\s+(?:(?:of|and|the|for)\s+)*){1,6}(?:also\s+|further\s+|then\s+)?"
    r"(?:suggested|proposed|recommended|made|presented|urged|called|encouraged|advised|said|stated|noted|asked)\b"
)
IT = re.compile(r"(?:it|they)\s", re.IGNORECASE)
DISAGREES = re.compile(
    r"\b(?:no|not|without|lack\s+of)\s+(?:\w+\s+){0,3}(?:consensus|agreement)\b|\bdid\s+not\s+(?:reach|agree)\b",
    re.IGNORECASE,
)
HEADING = re.compile(
    r"\brecommend(?:ation)?s?\b|\brecommandations?\b|\brecomendaciones\b|\brecomendações\b|\brekomendasi\b|\bnext\s+steps?\b|\baction\s+(?:plan|points?|items?)\b|\b(?:key|agreed|priority)\s+actions\b"
    r"|\bactions\s*:?$|\bway\s+forward\b|\bway\s+ahead\b|\bfollow-?up\s+actions?\b",
    re.IGNORECASE,
)
# A point that asks for something by itself.
DIRECTIVE = re.compile(
    r"(?:\w[\w’'-]*\s+){0,12}?(?:should|must|shall|recommends?|needs?\s+to|(?:is|are)\s+(?:urged|encouraged|invited|requested))\b",
    re.IGNORECASE,
)
ISSUERS = re.compile(r"\([A-Z][^()]*(?:\([^()]*\)[^()]*)*\)\s*[;.,]?\s*(?:and)?$")
STATEMENT = re.compile(
    r"\b(?:discussed|did\s+not\s+make|was|were|noted|observed|heard)\b", re.IGNORECASE
)


def score(lead_in: str, heading: str, texts: Iterable[str]) -> float:
    """Return how strongly a list looks like one of recommendations.

    `lead_in` is the paragraph above the list, empty below a heading.
    """
    sample = list(texts)[:MAX_TEXTS]
    if is_subheading(lead_in):
        lead_in = ""
    total = lead_in_score(lead_in) if lead_in else 0.0
    if HEADING.search(heading) and not DISAGREES.search(heading):
        total += 1.0 if lead_in else 2.0
    return total + text_score(sample, is_announced=lead_in.endswith(":"))


def is_subheading(lead_in: str) -> bool:
    """Return whether a line and its colon only divide a section: “For ports:”, “Short term:”."""
    return (
        len(lead_in.split()) <= MAX_SUBHEADING_WORDS
        and SUBHEADING.fullmatch(lead_in) is not None
        and not voice_classifier.SPEECH_VERB.search(lead_in)
        and not ASKS.search(lead_in)
    )


def may_ask(text: str) -> bool:
    """Return whether a point below a heading may be a recommendation: it reports nothing."""
    if voice_classifier.is_lead_in(text):
        return False
    return bool(DIRECTIVE.match(text)) or not STATEMENT.search(text[:OPENING_LENGTH])


def lead_in_score(lead_in: str) -> float:
    parts = sentences.split_sentences(lead_in)
    if LABEL.fullmatch(parts[-1]):
        return 3.0
    announcing = [part for part in parts if ANNOUNCES.search(part)]
    lists_others = OTHER_NOUNS.search(lead_in) and not announcing
    is_partial = voice_classifier.is_partial_voice(lead_in)
    if is_partial or lists_others or DISAGREES.search(lead_in):
        return -4.0 if is_partial else -3.0
    if voice_classifier.is_lead_in(lead_in):
        return 3.0
    # “The workshop concluded this. It recommended to:” continues with the words of the meeting.
    is_of_all = bool(voice_classifier.SUBJECT_IS_ALL.match(parts[0]))
    asking = [part for part in announcing or parts[-1:] if not (is_of_all and IT.match(part))]
    if any(map(asks_alone, asking)):
        return -2.0
    recommends = "recommend" in lead_in.casefold()
    if announcing or ASKS.search(parts[-1]) or (recommends and SUPPORT.search(lead_in)):
        return 2.5
    return 1.0 if recommends else 0.0


def asks_alone(sentence: str) -> bool:
    """Return whether one body asks, and not the meeting."""
    return bool(ASKS_ALONE.match(sentence)) and not voice_classifier.SUBJECT_IS_ALL.match(sentence)


def text_score(texts: list[str], *, is_announced: bool) -> float:
    if not texts:
        return 0.0
    issued = sum(bool(ISSUERS.search(text)) for text in texts) / len(texts)
    directive = sum(bool(DIRECTIVE.match(text)) for text in texts) / len(texts)
    if sum(text.endswith("?") for text in texts) > len(texts) / 2:
        return -3.0
    return (1.0 + is_announced if issued > 0.6 else 0.0) + (1.0 if directive > 0.5 else 0.0)

"""Suggest themes of the paragraphs and recommendations of a report by the labels in their texts."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from portal.parsing.gazetteer import Vocabulary
from portal.parsing.label_words import LabelWords
from portal.parsing.parsed_report import ParsedReport, Session
from portal.parsing.source import Span

MAX_THEMES = 3
# How much a mention weighs. A label of several words is a strong signal, a cue a weaker one; a single
# word may be incidental, as are an example, the name of a body and the title of the session.
PHRASE_WEIGHT, CUE_WEIGHT, WORD_WEIGHT = 2, 1.5, 0.75
# Words near the beginning, or after “gave a presentation on”, say more about the subject: this many
# characters, more in a longer text, up to half of it.
TOPIC_LENGTH, LONG_TOPIC_LENGTH, TOPIC_WEIGHT = 100, 200, 0.25
# The heading right above a text, or the point above it, names the theme.
CONTEXT_WEIGHT = 0.5
# What a theme needs; less in a text of few words.
LEAST, BRIEF_LEAST, BRIEF_WORDS = 1.75, 1, 20
# The share of the weight of the foremost theme that the others need in a long and in a short text,
# and how many are suggested for a short one: a long text has more themes, and touches on more.
LONG_TEXT_WORDS = 80
LONG_SHARE, SHORT_SHARE, SHORT_MAX = 0.5, 0.75, 2
# A theme that this share of the paragraphs mention needs more than one phrase in a long text. Fewer
# paragraphs than USUAL_LEAST say nothing about a share.
USUAL_SHARE, USUAL_LEAST, USUAL_WEIGHT = 0.35, 3, 3.5
# The share of texts with a word of the vocabulary's field that makes a report one on that field.
DOMAIN_SHARE = 1 / 3
SMALL_WORDS = {"a", "an", "and", "by", "for", "from", "in", "of", "on", "the", "to", "with"}
# A label within a longer name: Human Rights | Council, Declaration of | Human Rights.
NAME_CONTINUES = re.compile(r"\s+[A-Z]")
NAME_BEGINS = re.compile(r"[A-Z][\w’'-]*\s+(?:of|on|for|against)\s+(?:the\s+)?(?:All\s+)?$")
TOPIC = re.compile(
    r"\b(?:presentation|overview|spoke|speaking|discuss(?:ed|ion)|described|describing|presented|explain(?:ed|ing)"
    r"|report(?:ed|ing) (?:on|that)|introduced|outlin(?:ed|ing)|turned to|perspective|experience|focus(?:es|ed|ing)? on"
    r"|highlight(?:s|ed|ing)|emphasi[sz](?:ed|ing)|underlin(?:ed|ing)|stress(?:ed|ing)|acknowledged|noted|said|showed|concluded)\b"
)
QUOTED = re.compile(r"[“\"]([^“”\"]{3,200})[”\"]")
# Words after these give an example, a circumstance or a consequence, not the subject.
ASIDE = re.compile(
    r"\b(?:such as|for example|for instance|e\.g\.|including|regardless of|in order to|so as to|so that|thus"
    r"|thereby|without fear|in (?:close )?(?:consultation|cooperation|coordination|collaboration|partnership) with"
    r"|with the (?:support|help|assistance|advice) of)\b[^.;:)]{0,80}$"
)


@dataclass(frozen=True)
class Evidence:
    """What points to a theme: the words, where they stand, and how much they weigh."""

    slug: str
    weight: float
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class ThemeFinder:
    """Finds the themes of a text in the light of its report."""

    vocabulary: Vocabulary
    words: LabelWords
    title: str = ""
    # Whether the report as a whole is on the field of the vocabulary.
    is_on_domain: bool = True
    paragraphs: int = 0
    # The number of paragraphs that mention a theme.
    mentioning: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, draft: ParsedReport, vocabulary: Vocabulary) -> "ThemeFinder":
        words = LabelWords.of(vocabulary.themes)
        texts = [paragraph.text for paragraph in draft.paragraphs]
        texts += [recommendation.text for recommendation in draft.recommendations]
        about = sum(words.is_about_domain(text) for text in texts)
        finder = cls(
            vocabulary=vocabulary,
            words=words,
            title=draft.front.title,
            is_on_domain=words.is_about_domain(draft.front.title)
            or about >= DOMAIN_SHARE * len(texts),
            paragraphs=len(draft.paragraphs),
        )
        for session in draft.sessions:
            for paragraph in session.paragraphs:
                finder.mentioning.update(finder.weights_in(paragraph.text, session).keys())
        return finder

    def find(
        self, text: str, session: Session | None = None, inherited: Collection[str] = ()
    ) -> list[str]:
        """Return the themes with the highest scores; ties keep the order of mention.

        `inherited` are the themes of the point that the text stands below.
        """
        weights = self.weights_in(text, session)
        for slug in (*inherited, *self.themes_of_heading(session)):
            weights[slug] += CONTEXT_WEIGHT
        length = len(text.split())
        share, most = (
            (LONG_SHARE, MAX_THEMES) if length > LONG_TEXT_WORDS else (SHORT_SHARE, SHORT_MAX)
        )
        best = max(weights.values(), default=0)
        slugs = [
            slug
            for slug, weight in weights.items()
            if weight >= max(self.least(slug, length), best * share)
        ]
        return sorted(slugs, key=lambda slug: -weights[slug] * self.rarity(slug))[:most]

    def themes_of_heading(self, session: Session | None) -> set[str]:
        """Return the themes that the heading right above a text names."""
        heading = session.title if session else ""
        return set(self.evidence_weights(self.evidence_in(heading)))

    def least(self, slug: str, length: int) -> float:
        """Return the weight that a theme needs in a text of this many words."""
        if length <= BRIEF_WORDS:
            return BRIEF_LEAST
        usual = max(USUAL_LEAST, USUAL_SHARE * self.paragraphs)
        is_usual = length > LONG_TEXT_WORDS and self.mentioning[slug] > usual
        return USUAL_WEIGHT if is_usual else LEAST

    def rarity(self, slug: str) -> float:
        """Return the inverse document frequency of a theme among the paragraphs."""
        return math.log((self.paragraphs + 2) / (self.mentioning[slug] or 1))

    def weights_in(self, text: str, session: Session | None = None) -> dict[str, float]:
        context = f"{session.headings} {text}" if session else text
        is_near = self.is_on_domain or self.words.is_about_domain(context)
        return self.evidence_weights(
            evidence
            for evidence in self.evidence_in(text, session)
            if is_near or self.is_telling(text, evidence)
        )

    def is_telling(self, text: str, evidence: Evidence) -> bool:
        """Return whether the words mean the theme on any subject."""
        words = " ".join(text[slice(*span)] for span in evidence.spans)
        return self.words.is_telling(words, evidence.slug)

    def evidence_weights(self, found: Iterable[Evidence]) -> dict[str, float]:
        """Return the weight of each theme; words count once for a theme."""
        weights: dict[str, float] = defaultdict(float)
        taken: dict[str, list[Span]] = defaultdict(list)
        for evidence in sorted(found, key=lambda one: (-one.weight, one.spans[0])):
            if not any(
                overlaps(span, one) for span in evidence.spans for one in taken[evidence.slug]
            ):
                weights[evidence.slug] += evidence.weight
                taken[evidence.slug] += evidence.spans
        return weights

    def evidence_in(self, text: str, session: Session | None = None) -> Iterator[Evidence]:
        """Yield the labels and the cues in a text, but for those within longer names."""
        bodies = [mention.span for mention in self.vocabulary.organizations.find(text)]
        names = [*bodies, *self.other_names_in(text)]
        titles = list(spans_of(session.title, text)) if session else []
        topics = topic_spans(text)
        for mention in self.vocabulary.themes.find(text):
            span = mention.span
            # The heading counts by itself.
            if is_part_of_name(text, span, names) or is_within(span, titles):
                continue
            is_incidental = (
                len(text[slice(*span)].split()) == 1
                or self.words.is_of_field(text[slice(*span)])
                or span in bodies
                or ASIDE.search(text[: span[0]])
            )
            weight = WORD_WEIGHT if is_incidental else PHRASE_WEIGHT
            weight += TOPIC_WEIGHT if is_topic(span, topics) else 0
            yield from (Evidence(slug, weight, (span,)) for slug in mention.slugs)
        for match in self.vocabulary.theme_cues.find(text):
            if any(is_part_of_name(text, span, names) for span in match.spans):
                continue
            is_weak = is_single_word(text, match.spans) or ASIDE.search(text[: match.spans[-1][0]])
            weight = WORD_WEIGHT if is_weak else CUE_WEIGHT
            weight += TOPIC_WEIGHT if is_topic(match.spans[-1], topics) else 0
            yield Evidence(match.slug, weight, match.spans)

    def other_names_in(self, text: str) -> Iterator[Span]:
        """Yield the spans of instruments, of quoted titles and of the report's own title."""
        for mention in self.vocabulary.instruments.find(text):
            yield mention.span
        for match in QUOTED.finditer(text):
            if is_capitalized(match.group(1)):
                yield match.span()
        yield from spans_of(self.title, text)


def spans_of(title: str, text: str) -> Iterator[Span]:
    """Yield where a text repeats a title."""
    expression = r"\s+".join(map(re.escape, title.split()))
    for match in re.finditer(expression, text, re.IGNORECASE) if expression else ():
        yield match.span()


def overlaps(span: Span, other: Span) -> bool:
    return span[0] < other[1] and other[0] < span[1]


def topic_spans(text: str) -> list[Span]:
    """Return where a text says what it is about."""
    length = min(LONG_TOPIC_LENGTH, max(TOPIC_LENGTH, len(text) // 2))
    starts = [match.end() for match in TOPIC.finditer(text)] or [0]
    return [(start, start + length) for start in starts]


def is_topic(span: Span, topics: Sequence[Span]) -> bool:
    return any(start <= span[0] < end for start, end in topics)


def is_single_word(text: str, spans: Sequence[Span]) -> bool:
    return len(spans) == 1 and len(text[slice(*spans[0])].split()) == 1


def is_within(label: Span, spans: list[Span]) -> bool:
    """Return whether a label is a part, and not all, of one of the spans."""
    start, end = label
    return any(first <= start and end <= last and (first, last) != label for first, last in spans)


def is_part_of_name(text: str, label: Span, names: list[Span]) -> bool:
    """Return whether a label is only a part of the name of an organization, text or meeting."""
    if is_within(label, names):
        return True
    start, end = label
    if not is_capitalized(text[start:end]):
        return False
    return bool(NAME_CONTINUES.match(text, end) or NAME_BEGINS.search(text[:start]))


def is_capitalized(words: str) -> bool:
    """Return whether every word but the small ones begins with a capital, as in a name."""
    return all(word[0].isupper() for word in words.split() if word not in SMALL_WORDS)

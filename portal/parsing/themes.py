"""Suggest themes of the paragraphs and recommendations of a report by the labels in their texts."""

import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from portal.parsing.gazetteer import Vocabulary
from portal.parsing.label_words import LabelWords
from portal.parsing.parsed_report import ParsedReport, Session
from portal.parsing.source import Span

MAX_THEMES = 3
# A label of several words is a strong signal. A single word may be incidental, as are an example,
# the name of a body and the title of the session: in a text longer than LONG_TEXT_WORDS they must
# occur twice.
PHRASE_WEIGHT, WORD_WEIGHT = 2, 1
LONG_TEXT_WORDS = 80
# A theme that this share of the paragraphs mention is no more than touched on by one phrase in a
# long text. Fewer paragraphs than USUAL_LEAST say nothing about a share.
USUAL_SHARE, USUAL_LEAST = 0.25, 3
# The share of texts with a word of the vocabulary's field that makes a report one on that field.
DOMAIN_SHARE = 1 / 3
SMALL_WORDS = {"a", "an", "and", "by", "for", "from", "in", "of", "on", "the", "to", "with"}
# A label within a longer name: Human Rights | Council, Declaration of | Human Rights.
NAME_CONTINUES = re.compile(r"\s+[A-Z]")
NAME_BEGINS = re.compile(r"[A-Z][\w’'-]*\s+(?:of|on|for|against)\s+(?:the\s+)?(?:All\s+)?$")
QUOTED = re.compile(r"[“\"]([^“”\"]{3,200})[”\"]")
EXAMPLES = re.compile(r"\b(?:such as|for example|for instance|e\.g\.)[^.;:)]*$")


@dataclass(frozen=True)
class ThemeFinder:
    """Finds the themes of a text in the light of the report that it stands in."""

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

    def find(self, text: str, session: Session | None = None) -> list[str]:
        """Return the themes with the highest scores; ties keep the order of mention."""
        weights = self.weights_in(text, session)
        is_long = len(text.split()) > LONG_TEXT_WORDS
        slugs = [
            slug for slug, weight in weights.items() if not is_long or weight >= self.least(slug)
        ]
        return sorted(slugs, key=lambda slug: -weights[slug] * self.rarity(slug))[:MAX_THEMES]

    def least(self, slug: str) -> int:
        """Return the weight that a theme needs in a long text."""
        usual = max(USUAL_LEAST, USUAL_SHARE * self.paragraphs)
        return PHRASE_WEIGHT * 2 if self.mentioning[slug] > usual else PHRASE_WEIGHT

    def rarity(self, slug: str) -> float:
        """Return the inverse document frequency of a theme among the paragraphs."""
        return math.log((self.paragraphs + 2) / (self.mentioning[slug] or 1))

    def weights_in(self, text: str, session: Session | None = None) -> Counter[str]:
        bodies = [mention.span for mention in self.vocabulary.organizations.find(text)]
        names = [*bodies, *self.other_names_in(text)]
        titles = list(spans_of(session.title, text)) if session else []
        context = f"{session.headings} {text}" if session else text
        is_near = self.is_on_domain or self.words.is_about_domain(context)
        weights: Counter[str] = Counter()
        for mention in self.vocabulary.themes.find(text):
            if is_part_of_name(text, mention.span, names):
                continue
            label = text[slice(*mention.span)]
            is_incidental = (
                len(label.split()) == 1
                or mention.span in bodies
                or is_within(mention.span, titles)
                or EXAMPLES.search(text[: mention.span[0]])
            )
            for slug in mention.slugs:
                if is_near or self.words.is_telling(label, slug):
                    weights[slug] += WORD_WEIGHT if is_incidental else PHRASE_WEIGHT
        return weights

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

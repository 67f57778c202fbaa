"""Parse a source into a draft: the steps in order, and the builder that walks the blocks."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from portal.parsing import (
    blocks,
    headings,
    labels,
    notes,
    participant_lists,
    recommendation_parser,
    report_metadata,
    speaker_resolution,
    speaking_organizations,
    suggestions,
    title_block,
    voice_classifier,
)
from portal.parsing.blocks import Block, Discard
from portal.parsing.gazetteer import Vocabulary
from portal.parsing.line_types import LineType, number_of
from portal.parsing.parsed_report import Paragraph, ParsedReport, Part, Recommendation, Session
from portal.parsing.recommendation_parser import RecommendationContext
from portal.parsing.source import Note, Source
from portal.parsing.unique_slugs import UniqueSlugs
from reports.text import slugify

POINT_OF_SPEAKER = (
    "points-of-a-speaker",
    "A point of a list is taken for a paragraph: it gives the words of one or some of "
    "those present.",
)
POINT_NOT_RECOMMENDED = (
    "point-not-asked-for",
    "A point of a list is taken for a paragraph: nothing above says that it is recommended.",
)


def parse_report(source: Source, vocabulary: Vocabulary) -> ParsedReport:
    """Return the draft parsed from the source, with notes for an editor.

    Never fails and never drops text: what is not understood becomes a paragraph.
    """
    segmentation = blocks.split_blocks(source)
    length = title_block.title_block_length(segmentation.blocks)
    front, body = segmentation.blocks[:length], segmentation.blocks[length:]
    draft = ParsedReport(front=title_block.read_title_block(source, front, vocabulary.series))
    draft.parts = [
        Part(
            "footnote" if block.line_type is LineType.FOOTNOTE else "title",
            block.text,
            block.spans,
        )
        for block in front
    ]
    draft.parts += report_parts(source, segmentation.discards)
    draft.notes += source.notes
    builder = ReportBuilder(source, draft)
    for block, next_number in zip(body, next_numbers(body), strict=True):
        builder.next_number = next_number
        builder.add_block(block)
    speaker_resolution.resolve_speakers(draft, vocabulary)
    speaking_organizations.find_speaking_organizations(draft, vocabulary.organizations)
    participant_lists.collect_participants(source, draft, vocabulary)
    report_metadata.read_metadata(draft, vocabulary)
    voice_classifier.assign_voices(draft)
    suggestions.add_suggestions(draft, vocabulary)
    notes.add_notes(draft, segmentation)
    return draft


def next_numbers(body: Sequence[Block]) -> list[int]:
    """Return for each block the number of the next numbered one; 0 after the last."""
    numbers, next_number = [], 0
    for block in reversed(body):
        numbers.append(next_number)
        if block.line_type is LineType.NUMBERED:
            next_number = number_of(block.label)
    return numbers[::-1]


def report_parts(source: Source, discards: Iterable[Discard]) -> list[Part]:
    return [
        Part("discard", source.text[slice(*discard.span)], [discard.span], discard.reason)
        for discard in discards
    ]


@dataclass
class ReportBuilder:
    """Builds the draft block by block; holds the current session and recommendation context."""

    source: Source
    draft: ParsedReport
    session: Session | None = None
    context: RecommendationContext | None = None
    anchors: UniqueSlugs = field(default_factory=UniqueSlugs)
    references: UniqueSlugs = field(default_factory=UniqueSlugs)
    unnumbered: int = 0
    # The number of the next numbered block.
    next_number: int = 0

    def add_block(self, block: Block) -> None:
        handlers: dict[LineType, Callable[[Block], None]] = {
            LineType.HEADING: self.add_heading,
            LineType.LEVEL: self.add_level_heading,
            LineType.BULLET: self.add_point,
            LineType.NUMBERED: self.add_numbered,
            LineType.LETTERED: self.add_lettered,
            LineType.FOOTNOTE: self.add_footnote,
        }
        handlers.get(block.line_type, self.add_paragraph)(block)

    def add_heading(self, block: Block) -> None:
        parsed = headings.session_of(block.text)
        in_annex = self.session is not None and self.session.kind == "annex"
        if in_annex and not parsed.kind and self.merge_annex_title(block):
            return
        if not parsed.kind and not block.layout.heading:
            self.add_note("heading-unknown", block, f"“{block.text}” is taken for a session.")
        label = f"{parsed.kind} {parsed.number}" if parsed.number else block.text
        self.session = Session(
            kind=parsed.kind or ("annex" if in_annex else "session"),
            title=parsed.title,
            number=parsed.number,
            heading=block.text,
            anchor=self.anchors.allocate(slugify(label, 50) or "session"),
            spans=block.spans,
        )
        self.draft.sessions.append(self.session)
        self.context = None

    def merge_annex_title(self, block: Block) -> bool:
        """Use a heading directly below an annex heading as the annex's title."""
        annex = self.session
        if annex is None or annex.paragraphs or annex.title != annex.heading:
            return False
        annex.heading = f"{annex.heading} {block.text}"
        annex.title = block.text
        annex.spans = [*annex.spans, *block.spans]
        return True

    def add_level_heading(self, block: Block) -> None:
        if self.context is None:
            # Without a paragraph above, the heading itself becomes the paragraph of its points.
            self.add_paragraph(block)
        else:
            self.draft.parts.append(Part("heading", block.text, block.spans))
            paragraph = self.draft.paragraphs[-1]
            if self.context.paragraph is not paragraph:
                # Points that are no recommendations came in between, as paragraphs.
                self.context = RecommendationContext(paragraph, self.context.is_partial)
        if self.context:
            self.context.start_level(block)
            if not self.context.level:
                self.add_note(
                    "level-unknown",
                    block,
                    f"“{block.text}” names none of the levels; level not stated.",
                )

    def add_footnote(self, block: Block) -> None:
        self.draft.parts.append(Part("footnote", block.text, block.spans))

    def add_numbered(self, block: Block) -> None:
        """Add a numbered block as a paragraph, or as a point below a level heading."""
        context = self.context
        if context and context.is_numbered_under(block):
            self.add_labelled_point(block)
        elif context is None or not context.expects_number(block.label):
            self.add_paragraph(block)
        elif self.may_be_a_paragraph(context, block.label):
            self.add_paragraph(block)
            reason = f"{block.label} may be the next point; it is taken for a paragraph."
            self.add_note("number-may-be-a-point", block, reason)
        else:
            self.add_labelled_point(block)
            reason = f"{block.label} stands under a level and is taken for a point."
            self.add_note("numbered-under-level", block, reason)

    def may_be_a_paragraph(self, context: RecommendationContext, label: str) -> bool:
        """Return whether the number can be the next paragraph's, which does not come later."""
        is_next = context.continues_paragraphs(label)
        return is_next and self.next_number != number_of(label)

    def add_lettered(self, block: Block) -> None:
        """Add a lettered block as a point; without a context, the letter belongs to the text."""
        if self.context and self.context.expects_points:
            self.add_labelled_point(block)
        else:
            text = f"{block.label} {block.text}"
            self.add_point(replace(block, label="", text=text))

    def add_labelled_point(self, block: Block) -> None:
        point, discards = recommendation_parser.strip_point_label(self.source, block)
        if not point.text:
            self.add_paragraph(block)
            return
        self.draft.parts += report_parts(self.source, discards)
        if self.context:
            self.add_recommendation(self.context, point)

    def add_point(self, block: Block) -> None:
        if self.context and self.context.expects_points:
            self.add_recommendation(self.context, block)
            return
        # Keep the context: further points of the list are treated like this one.
        context = self.context
        self.add_paragraph(block)
        self.context = context
        is_annex = self.session and self.session.kind == "annex"
        if is_annex and not (context and context.is_lead_in):
            # For example, a list of participants or an agenda.
            return
        code, reason = POINT_OF_SPEAKER if context and context.is_partial else POINT_NOT_RECOMMENDED
        self.add_note(code, block, reason)

    def add_recommendation(self, context: RecommendationContext, block: Block) -> None:
        recommendation = context.add_point(block)
        if context.was_too_deep:
            reason = f"{recommendation.reference} is nested deeper, and stands beside its parent."
            self.add_note("nested-too-deep", block, reason)
        self.make_reference_unique(recommendation, block)
        self.draft.recommendations.append(recommendation)

    def make_reference_unique(self, recommendation: Recommendation, block: Block) -> None:
        """Change a repeated reference and add a note."""
        printed = recommendation.reference
        recommendation.reference = self.references.allocate(printed)
        if recommendation.reference != printed:
            self.add_note(
                "reference-repeated",
                block,
                f"{printed} comes twice; this is {recommendation.reference}.",
            )

    def add_paragraph(self, block: Block) -> None:
        session = self.session or self.start_untitled_session(block)
        number = labels.label_number(block.label) if block.line_type is LineType.NUMBERED else ""
        paragraph = Paragraph(
            text=block.text,
            spans=block.spans,
            label=block.label if number else "",
            number=number,
            anchor=self.anchors.allocate(f"p{number}" if number else self.next_unnumbered_anchor()),
        )
        session.paragraphs.append(paragraph)
        is_partial = voice_classifier.is_partial_voice(block.text) or (
            session.kind == "annex" and not voice_classifier.RECOMMENDING.search(session.heading)
        )
        self.context = RecommendationContext(paragraph, is_partial)

    def start_untitled_session(self, block: Block) -> Session:
        anchor = self.anchors.allocate("text")
        self.session = Session(kind="session", title="Text", anchor=anchor)
        self.draft.sessions.append(self.session)
        self.add_note(
            "session-without-heading",
            block,
            "No heading stands above the first paragraph.",
        )
        return self.session

    def next_unnumbered_anchor(self) -> str:
        self.unnumbered += 1
        return f"u{self.unnumbered}"

    def add_note(self, code: str, block: Block, reason: str) -> None:
        span = (block.spans[0][0], block.spans[-1][1])
        self.draft.notes.append(Note(code, reason, span))

"""Build sessions, paragraphs and recommendations from the blocks of a document."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from portal.parsing import (
    headings,
    labels,
    point_list,
    recommending,
    table_rows,
    voice_classifier,
)
from portal.parsing.block_lists import BlockList, BlockLists
from portal.parsing.blocks import Block
from portal.parsing.headings import HeadingStack
from portal.parsing.line_types import LineType
from portal.parsing.list_verdicts import ItemsLeft, Verdict
from portal.parsing.meeting_name import MeetingName
from portal.parsing.parsed_report import Paragraph, ParsedReport, Part, Recommendation, Session
from portal.parsing.point_list import PointList, discard_parts
from portal.parsing.recommendation_scope import NewHeading, RecommendationScope, scope_below
from portal.parsing.run_in_headings import RUN_IN
from portal.parsing.source import Note, Source
from portal.parsing.unique_slugs import UniqueSlugs
from reports.text import slugify


@dataclass
class ReportBuilder:
    """Builds the draft block by block; holds the current session, paragraph and list."""

    source: Source
    draft: ParsedReport
    lists: BlockLists
    meeting: MeetingName = field(default_factory=MeetingName)
    session: Session | None = None
    # The paragraph above the present block in its session; and what its points are.
    paragraph: Paragraph | None = None
    points: PointList | None = None
    verdicts: dict[int, Verdict] = field(default_factory=dict)
    items_left: ItemsLeft = field(default_factory=ItemsLeft)
    anchors: UniqueSlugs = field(default_factory=UniqueSlugs)
    references: UniqueSlugs = field(default_factory=UniqueSlugs)
    unnumbered: int = 0
    headings: HeadingStack = field(default_factory=HeadingStack)
    scope: RecommendationScope | None = None

    def add_blocks(self, blocks: Sequence[Block]) -> None:
        for block in blocks:
            self.add_block(block)
        self.draft.notes += self.items_left.notes()

    def add_block(self, block: Block) -> None:
        handlers: dict[LineType, Callable[[Block], None]] = {
            LineType.HEADING: self.add_heading,
            LineType.LEVEL: self.add_level_heading,
            LineType.BULLET: self.add_item,
            LineType.NUMBERED: self.add_item,
            LineType.LETTERED: self.add_item,
            LineType.ROW: self.add_row,
            LineType.FOOTNOTE: lambda block: self.add_part("footnote", block),
            LineType.TEXT: self.add_text,
        }
        handlers.get(block.line_type, self.add_paragraph)(block)

    def add_heading(self, block: Block) -> None:
        parsed = headings.session_of(block.text)
        annex = self.session if self.session and self.session.kind == "annex" else None
        if annex and not parsed.kind and annex.take_title(block.text, block.spans):
            return
        if not parsed.kind and not block.layout.heading:
            self.add_note("heading-unknown", block, f"“{block.text}” was read as a session.")
        label = f"{parsed.kind} {parsed.number}" if parsed.number else block.text
        rank = headings.rank_of(block.text, block.layout.heading)
        above = self.headings.add(block.text, rank, is_run_in=block.marker == RUN_IN)
        self.scope = scope_below(
            self.scope,
            NewHeading(block.text, rank, is_known=bool(parsed.kind or annex)),
            self.session.paragraphs if self.session else (),
            has_points=self.points is not None,
        )
        self.session = Session(
            kind=parsed.kind or ("annex" if annex else "session"),
            title=parsed.title,
            number=parsed.number,
            heading=block.text,
            anchor=self.anchors.allocate(slugify(label, 50) or "session"),
            spans=block.spans,
            above=above,
        )
        self.draft.sessions.append(self.session)
        self.paragraph = self.points = None

    def add_level_heading(self, block: Block) -> None:
        if self.paragraph is None:
            # Without a paragraph above, the heading itself becomes the paragraph of its points.
            self.add_paragraph(block)
        else:
            self.add_part("heading", block)
        if self.points is None or self.points.paragraph != self.paragraph_anchor:
            self.points = self.start_points()
        self.points.start_level(block)
        if not self.points.level:
            self.add_note("level-unknown", block, f"“{block.text}” names no level; none was set.")

    def add_row(self, block: Block) -> None:
        """Add a table row: a recommendation if the table's head says so, else a paragraph."""
        rows = self.lists.list_of(block)
        is_head = rows is not None and rows.blocks[0] is block
        if rows is None or is_head or not self.is_table_of_recommendations(rows):
            self.add_paragraph(block)
            return
        points = self.points or self.start_points()
        points.move_below(self.paragraph_anchor)
        self.points = points
        self.add_labeled_point(points, table_rows.with_number(self.source, block))

    def is_table_of_recommendations(self, rows: BlockList) -> bool:
        return not self.is_listing_annex and table_rows.is_head_of_recommendations(
            rows.blocks[0].text
        )

    def add_text(self, block: Block) -> None:
        """Add a text as a paragraph; or as a point that lost its number, among points with issuers."""
        last = self.points.last_text if self.points else ""
        if self.points and all(map(recommending.ISSUERS.search, (last, block.text))):
            self.add_recommendation(self.points, block)
        else:
            self.add_paragraph(block)

    def add_item(self, block: Block) -> None:
        """Add a block with a number, letter or bullet as a recommendation or a paragraph."""
        block_list = self.lists.list_of(block) or BlockList([block])
        verdict = self.verdict_of(block_list)
        points = verdict.points
        if points is None or (points.is_below_heading and not recommending.may_ask(block.text)):
            self.add_other_item(block, block_list, verdict)
            return
        if self.paragraph is None:
            self.add_heading_as_paragraph()
        points.move_below(self.paragraph_anchor)
        self.points = points
        self.items_left.add_recommendation(block)
        if block.line_type is LineType.BULLET:
            self.add_recommendation(points, block)
        else:
            self.add_labeled_point(points, block)

    def verdict_of(self, block_list: BlockList) -> Verdict:
        """Return what a list holds: all its blocks are judged together, when the first one comes."""
        key = id(block_list)
        if key not in self.verdicts:
            points = self.points_of_parent(block_list) or self.judge(block_list)
            lead_in = self.paragraph.text if self.paragraph else ""
            self.verdicts[key] = Verdict(
                points,
                is_partial=self.is_listing_annex or self.is_partial,
                is_lead_in=bool(lead_in) and voice_classifier.is_lead_in(lead_in),
            )
        return self.verdicts[key]

    def points_of_parent(self, block_list: BlockList) -> PointList | None:
        """Return the recommendations among which the list is nested."""
        if not block_list.is_nested:
            return None
        parent_list = self.lists.list_of(block_list.parent) if block_list.parent else None
        verdict = self.verdicts.get(id(parent_list)) if parent_list else None
        return verdict.points if verdict else None

    def judge(self, block_list: BlockList) -> PointList | None:
        """Return the PointList to fill if the list appears to hold recommendations, else None."""
        if block_list.is_remark or self.is_listing_annex or self.session is None:
            return None
        scope = self.scope if self.scope and self.scope.has_parts else None
        if block_list.is_main and (scope is None or self.paragraph):
            return None
        if self.points and self.points.level_count and not self.is_partial:
            return self.points
        heading = self.session.headings
        lead_ins = [self.paragraph.text] if self.paragraph else [""]
        if scope:
            heading = f"{scope.heading} / {heading}"
            lead_ins += [] if self.paragraph else [scope.lead_in]
        if self.paragraph and block_list.parent:
            lead_ins.append(block_list.parent.text)
        lead_ins = list(map(self.meeting.spelled_out, lead_ins))
        if not self.paragraph and not block_list.may_stand_below_heading:
            return None
        score = max(recommending.score(text, heading, block_list.texts) for text in lead_ins)
        return self.start_points() if score >= recommending.MIN_SCORE else None

    @property
    def is_partial(self) -> bool:
        """Return whether the paragraph above gives the words of some of those present."""
        return bool(self.paragraph and voice_classifier.is_partial_voice(self.paragraph.text))

    @property
    def is_listing_annex(self) -> bool:
        """Return whether the section is an annex that lists something else: people, an agenda."""
        return bool(
            self.session
            and self.session.kind == "annex"
            and not recommending.HEADING.search(self.session.heading)
        )

    def start_points(self) -> PointList:
        if self.paragraph or self.scope is None:
            return PointList(self.paragraph_anchor, is_below_heading=self.paragraph is None)
        is_announced = bool(self.scope.lead_in)
        return PointList("", is_below_heading=not is_announced, prefix=self.scope.prefix)

    def add_heading_as_paragraph(self) -> None:
        """Make the heading the paragraph above its points, as a recommendation needs one."""
        session = self.session
        if session is None or not session.spans:
            return
        anchor = self.anchors.allocate(self.next_unnumbered_anchor())
        self.paragraph = Paragraph(session.heading, session.spans, anchor=anchor)
        session.paragraphs.append(self.paragraph)
        session.spans = []

    @property
    def paragraph_anchor(self) -> str:
        return self.paragraph.anchor if self.paragraph else ""

    def add_other_item(self, block: Block, block_list: BlockList, verdict: Verdict) -> None:
        """Add an item that is not a recommendation as a paragraph, with its letter in the text."""
        place, item = self.lists.place_of(block), block
        if block.line_type is LineType.LETTERED:
            block = replace(block, label="", text=f"{block.label} {block.text}")
        self.add_paragraph(block)
        if place and place.is_ambiguous:
            reason = f"{block.label} may be the next point; it was read as a paragraph."
            self.add_note("number-may-be-a-point", block, reason)
        if block_list.is_main:
            return
        if not self.is_listing_annex or verdict.is_lead_in:
            self.items_left.add(item, block_list, verdict.reason)

    def add_labeled_point(self, points: PointList, block: Block) -> None:
        point, discards = point_list.strip_point_label(self.source, block)
        if not point.text:
            self.add_paragraph(block)
            return
        self.draft.parts += discard_parts(self.source, discards)
        place = self.lists.place_of(block)
        if place and place.is_misprint:
            about = f"{block.label} is out of step with the numbers around it."
            self.add_note("number-out-of-step", block, about)
        self.add_recommendation(points, point)

    def add_recommendation(self, points: PointList, block: Block) -> None:
        recommendation = points.add_point(block)
        if points.was_too_deep:
            reason = f"{recommendation.reference} is nested too deeply and was moved up a level."
            self.add_note("nested-too-deep", block, reason)
        self.make_reference_unique(recommendation, block)
        self.draft.recommendations.append(recommendation)

    def make_reference_unique(self, recommendation: Recommendation, block: Block) -> None:
        """Change a repeated reference and add a note."""
        printed = recommendation.reference
        recommendation.reference = self.references.allocate(printed)
        if recommendation.reference != printed:
            reason = f"{printed} is repeated; this one became {recommendation.reference}."
            self.add_note("reference-repeated", block, reason)

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
        self.paragraph, self.points = paragraph, None

    def start_untitled_session(self, block: Block) -> Session:
        anchor = self.anchors.allocate("text")
        self.session = Session(kind="session", title="Text", anchor=anchor)
        self.draft.sessions.append(self.session)
        reason = "There is no heading above the first paragraph."
        self.add_note("session-without-heading", block, reason)
        return self.session

    def add_part(self, kind: str, block: Block) -> None:
        self.draft.parts.append(Part(kind, block.text, block.spans))

    def next_unnumbered_anchor(self) -> str:
        self.unnumbered += 1
        return f"u{self.unnumbered}"

    def add_note(self, code: str, block: Block, reason: str) -> None:
        span = (block.spans[0][0], block.spans[-1][1])
        self.draft.notes.append(Note(code, reason, span))

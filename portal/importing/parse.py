"""From a source to a draft: the order of the steps, and the walk through the blocks."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from portal.importing import (
    blocks,
    bodies,
    headings,
    labels,
    participants,
    people,
    recommended,
    review,
    stated,
    suggestions,
    titles,
    voices,
)
from portal.importing.addresses import Addresses
from portal.importing.blocks import Block, Discard
from portal.importing.marks import Begins, number_of
from portal.importing.parsed import (
    Draft,
    Paragraph,
    Part,
    Recommendation,
    Session,
)
from portal.importing.recommended import Asking
from portal.importing.source import Note, Source
from portal.importing.vocabulary import Vocabulary
from reports.text import slugged

POINT_OF_SOME = (
    "points-of-a-speaker",
    "A point of a list is taken for a paragraph: it gives the words of one or some of "
    "those present.",
)
POINT_NOT_ASKED_FOR = (
    "point-not-asked-for",
    "A point of a list is taken for a paragraph: nothing above says that it is "
    "recommended.",
)


def parse(source: Source, vocabulary: Vocabulary) -> Draft:
    """Return the draft that the source holds, with a note for every doubt.

    Never fails and never drops text: what is not understood is a paragraph.
    """
    cut = blocks.split(source)
    length = titles.front_of(cut.blocks)
    front, body = cut.blocks[:length], cut.blocks[length:]
    draft = Draft(front=titles.read(source, front, vocabulary.series))
    draft.parts = [
        Part(
            "footnote" if one.begins is Begins.FOOTNOTE else "title",
            one.text,
            one.spans,
        )
        for one in front
    ]
    draft.parts += parts_of(source, cut.discards)
    draft.notes += source.notes
    walk = Walk(source, draft)
    for block, following in zip(body, following_numbers(body), strict=True):
        walk.number_ahead = following
        walk.take(block)
    people.introduce(draft, vocabulary)
    bodies.find(draft, vocabulary.organizations)
    participants.gather(source, draft, vocabulary)
    stated.read(draft, vocabulary)
    voices.assign(draft)
    suggestions.suggest(draft, vocabulary)
    review.doubt(draft, cut)
    return draft


def following_numbers(body: Sequence[Block]) -> list[int]:
    """Return for each block the number of the next that bears one; 0 behind the last."""
    found, ahead = [], 0
    for block in reversed(body):
        found.append(ahead)
        if block.begins is Begins.NUMBERED:
            ahead = number_of(block.label)
    return found[::-1]


def parts_of(source: Source, discards: Iterable[Discard]) -> list[Part]:
    return [
        Part("discard", source.text[slice(*one.span)], [one.span], one.reason)
        for one in discards
    ]


@dataclass
class Walk:
    """The place in the report that has been reached, while its blocks are read in order."""

    source: Source
    draft: Draft
    session: Session | None = None
    asking: Asking | None = None
    anchors: Addresses = field(default_factory=Addresses)
    references: Addresses = field(default_factory=Addresses)
    unnumbered: int = 0
    # The number that the next numbered block bears.
    number_ahead: int = 0

    def take(self, block: Block) -> None:
        takers: dict[Begins, Callable[[Block], None]] = {
            Begins.HEADING: self.take_heading,
            Begins.LEVEL: self.take_level,
            Begins.BULLET: self.take_point,
            Begins.NUMBERED: self.take_numbered,
            Begins.LETTERED: self.take_lettered,
            Begins.FOOTNOTE: self.take_footnote,
        }
        takers.get(block.begins, self.take_paragraph)(block)

    def take_heading(self, block: Block) -> None:
        said = headings.session_of(block.text)
        in_annex = self.session is not None and self.session.kind == "annex"
        if in_annex and not said.kind and self.name_annex(block):
            return
        if not said.kind and not block.layout.heading:
            self.note(
                "heading-unknown", block, f"“{block.text}” is taken for a session."
            )
        label = f"{said.kind} {said.number}" if said.number else block.text
        self.session = Session(
            kind=said.kind or ("annex" if in_annex else "session"),
            title=said.title,
            number=said.number,
            heading=block.text,
            anchor=self.anchors.free(slugged(label, 50) or "session"),
            spans=block.spans,
        )
        self.draft.sessions.append(self.session)
        self.asking = None

    def name_annex(self, block: Block) -> bool:
        """Take a heading right below that of an annex for the annex's title."""
        annex = self.session
        if annex is None or annex.paragraphs or annex.title != annex.heading:
            return False
        annex.heading = f"{annex.heading} {block.text}"
        annex.title = block.text
        annex.spans = [*annex.spans, *block.spans]
        return True

    def take_level(self, block: Block) -> None:
        if self.asking is None:
            # With no paragraph above, the heading is the one in which the points stand.
            self.take_paragraph(block)
        else:
            self.draft.parts.append(Part("heading", block.text, block.spans))
            newest = self.draft.paragraphs[-1]
            if self.asking.paragraph is not newest:
                # Points that nobody asked for stand in between, as paragraphs.
                self.asking = Asking(newest, self.asking.is_of_some)
        if self.asking:
            self.asking.begin_level(block)
            if not self.asking.level:
                self.note(
                    "level-unknown",
                    block,
                    f"“{block.text}” names none of the levels; level not stated.",
                )

    def take_footnote(self, block: Block) -> None:
        """Keep a footnote beside the text, which goes on behind it."""
        self.draft.parts.append(Part("footnote", block.text, block.spans))

    def take_numbered(self, block: Block) -> None:
        """Take a numbered paragraph, or a point that bears a number under a level."""
        asking = self.asking
        if asking and asking.is_numbered_under(block):
            self.take_labelled_point(block)
        elif asking is None or not asking.expects_number(block.label):
            self.take_paragraph(block)
        elif self.may_be_a_paragraph(asking, block.label):
            self.take_paragraph(block)
            reason = (
                f"{block.label} may be the next point; it is taken for a paragraph."
            )
            self.note("number-may-be-a-point", block, reason)
        else:
            self.take_labelled_point(block)
            reason = f"{block.label} stands under a level and is taken for a point."
            self.note("numbered-under-level", block, reason)

    def may_be_a_paragraph(self, asking: Asking, label: str) -> bool:
        """Say whether a number may be that of the next paragraph, which does not come later."""
        is_next = asking.continues_paragraphs(label)
        return is_next and self.number_ahead != number_of(label)

    def take_lettered(self, block: Block) -> None:
        """Take a point that bears a letter; among the words of a paragraph the letter is one."""
        if self.asking and self.asking.expects_points:
            self.take_labelled_point(block)
        else:
            words = f"{block.label} {block.text}"
            self.take_point(replace(block, label="", text=words))

    def take_labelled_point(self, block: Block) -> None:
        point, discards = recommended.without_label(self.source, block)
        if not point.text:
            self.take_paragraph(block)
            return
        self.draft.parts += parts_of(self.source, discards)
        if self.asking:
            self.recommend(self.asking, point)

    def take_point(self, block: Block) -> None:
        if self.asking and self.asking.expects_points:
            self.recommend(self.asking, block)
            return
        # Further points of the list are no more recommendations than this one.
        asking = self.asking
        self.take_paragraph(block)
        self.asking = asking
        is_list = self.session and self.session.kind == "annex"
        if is_list and not (asking and asking.asks):
            # A list of participants, an agenda.
            return
        code, reason = (
            POINT_OF_SOME if asking and asking.is_of_some else POINT_NOT_ASKED_FOR
        )
        self.note(code, block, reason)

    def recommend(self, asking: Asking, block: Block) -> None:
        made = asking.point(block)
        if asking.was_too_deep:
            reason = f"{made.reference} is nested deeper, and stands beside its parent."
            self.note("nested-too-deep", block, reason)
        self.rename(made, block)
        self.draft.recommendations.append(made)

    def rename(self, made: Recommendation, block: Block) -> None:
        """Give a second recommendation of the same reference another one, and say so."""
        printed, made.reference = made.reference, self.references.free(made.reference)
        if made.reference != printed:
            self.note(
                "reference-repeated",
                block,
                f"{printed} comes twice; this is {made.reference}.",
            )

    def take_paragraph(self, block: Block) -> None:
        session = self.session or self.begin_without_heading(block)
        number = (
            labels.number_in(block.label) if block.begins is Begins.NUMBERED else ""
        )
        paragraph = Paragraph(
            text=block.text,
            spans=block.spans,
            label=block.label if number else "",
            number=number,
            anchor=self.anchors.free(
                f"p{number}" if number else self.next_unnumbered()
            ),
        )
        session.paragraphs.append(paragraph)
        is_of_some = voices.is_of_some(block.text) or (
            session.kind == "annex" and not voices.RECOMMENDING.search(session.heading)
        )
        self.asking = Asking(paragraph, is_of_some)

    def begin_without_heading(self, block: Block) -> Session:
        anchor = self.anchors.free("text")
        self.session = Session(kind="session", title="Text", anchor=anchor)
        self.draft.sessions.append(self.session)
        self.note(
            "session-without-heading",
            block,
            "No heading stands above the first paragraph.",
        )
        return self.session

    def next_unnumbered(self) -> str:
        self.unnumbered += 1
        return f"u{self.unnumbered}"

    def note(self, code: str, block: Block, reason: str) -> None:
        span = (block.spans[0][0], block.spans[-1][1])
        self.draft.notes.append(Note(code, reason, span))

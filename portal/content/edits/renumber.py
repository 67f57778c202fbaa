"""Renumber the items of a report after an edit: positions, sessions, paragraphs and parents."""

from collections.abc import Iterator

from portal.content.edits import base
from portal.content.edits.base import NEW_POSITION, PLACEHOLDER_TITLE, EditContext
from portal.content.refusals import SaveRefusedError
from portal.content.schema import Key, Paragraph, Recommendation, Session
from portal.content.snapshot import Snapshot, source_order, start_of

Ordered = Session | Paragraph | Recommendation


def renumber(snapshot: Snapshot, context: EditContext) -> Snapshot:
    """Set position, session, paragraph and parent of every item in document order."""
    renumbering = Renumbering(snapshot, context)
    for record in ordered_items(snapshot):
        renumbering.add(record)
    renumbering.add_orphans()
    return without_dangling_links(without_empty_placeholders(renumbering.result()))


def ordered_items(snapshot: Snapshot) -> list[Ordered]:
    """Return the items in document order.

    Records keep their order, as an editor may have moved them. New ones, and recommendations
    that lost their paragraph, follow the last item before them in the source.
    """
    ordered: list[Ordered] = []
    new: list[Ordered] = []

    def add(record: Ordered) -> None:
        (new if record.position >= NEW_POSITION else ordered).append(record)

    for session in snapshot.sessions:
        add(session)
        for paragraph in snapshot.paragraphs_of(session.key):
            add(paragraph)
            for recommendation in snapshot.recommendations_by_paragraph.get(paragraph.key, ()):
                add(recommendation)
    new += lost_recommendations(snapshot)
    for record in sorted(new, key=source_order):
        ordered.insert(insertion_index(ordered, record), record)
    return ordered


def lost_recommendations(snapshot: Snapshot) -> Iterator[Recommendation]:
    """Yield those of the source whose paragraph or its session no longer exists, or is unset.

    Without spans, a recommendation may stay outside all paragraphs.
    """
    for record in snapshot.recommendations:
        if record.paragraph not in snapshot.paragraph and record.spans:
            yield record


def insertion_index(ordered: list[Ordered], record: Ordered) -> int:
    """Return the index after the item that precedes the record in the source."""
    start = start_of(record)
    before = [
        (start_of(other), index)
        for index, other in enumerate(ordered, start=1)
        if other.spans and start_of(other) < start
    ]
    if before:
        return max(before)[1]
    # Below the sessions at the beginning that have no heading in the source.
    headed = (index for index, other in enumerate(ordered) if not is_unheaded(other))
    return next(headed, len(ordered))


def is_unheaded(record: Ordered) -> bool:
    return isinstance(record, Session) and not record.spans


class Renumbering:
    """One pass through the items in document order; keeps the records that change."""

    def __init__(self, snapshot: Snapshot, context: EditContext):
        self.snapshot, self.context = snapshot, context
        self.session: Session | None = None
        self.paragraph: Paragraph | None = None
        self.session_count = 0
        self.paragraph_count = 0
        self.recommendations: dict[Key, Recommendation] = {}
        self.changed: list[Ordered] = []

    def add(self, record: Ordered) -> None:
        match record:
            case Session():
                self.add_session(record)
            case Paragraph():
                self.add_paragraph(record)
            case Recommendation():
                self.add_recommendation(record)

    def result(self) -> Snapshot:
        return self.snapshot.with_records(*self.changed)

    def change(self, record: Ordered, new: Ordered) -> None:
        if new != record:
            self.changed.append(new)

    def add_session(self, record: Session) -> None:
        self.session_count += 1
        self.change(record, record._replace(position=self.session_count))
        self.session, self.paragraph, self.paragraph_count = record, None, 0

    def add_paragraph(self, record: Paragraph) -> None:
        session = self.session or self.add_placeholder_session()
        self.paragraph_count += 1
        self.change(record, record._replace(session=session.key, position=self.paragraph_count))
        self.paragraph = record

    def add_placeholder_session(self) -> Session:
        session = placeholder_session(self.snapshot, self.context)
        self.snapshot = self.snapshot.with_records(session)
        self.add_session(session)
        return session

    def add_recommendation(self, record: Recommendation) -> None:
        """Keep the parent if it precedes the recommendation in the same paragraph.

        Raises SaveRefusedError if there is no paragraph above.
        """
        if self.paragraph is None:
            raise SaveRefusedError(
                f"“{record.text[:60]}” would have no paragraph above it under its heading, but "
                "a recommendation must belong to a paragraph."
            )
        self.place_recommendation(record, self.paragraph.key)

    def add_orphans(self) -> None:
        """Append the recommendations without spans and paragraph."""
        for record in self.snapshot.recommendations:
            if record.key not in self.recommendations:
                self.place_recommendation(record, None)

    def place_recommendation(self, record: Recommendation, paragraph: Key | None) -> None:
        parent = self.recommendations.get(record.parent) if record.parent else None
        if parent and parent.paragraph != paragraph:
            parent = None
        new = record._replace(
            position=len(self.recommendations) + 1,
            paragraph=paragraph,
            parent=parent.key if parent else None,
            level=parent.level if parent else record.level,
        )
        self.change(record, new)
        self.recommendations[record.key] = new


def placeholder_session(snapshot: Snapshot, context: EditContext) -> Session:
    """Return a new session without a heading in the source, at the beginning."""
    return Session(
        key=snapshot.new_key(),
        position=0,
        kind="session",
        title=PLACEHOLDER_TITLE,
        anchor=base.free_anchor(snapshot, "sessions", "text", context),
    )


def without_empty_placeholders(snapshot: Snapshot) -> Snapshot:
    """Drop the sessions without heading and paragraphs; the others are numbered without gaps."""
    empty = [
        session
        for session in snapshot.session.values()
        if (session.title, session.heading, session.spans) == (PLACEHOLDER_TITLE, "", ())
        and not snapshot.paragraphs_of(session.key)
    ]
    remaining = snapshot.without_records(*empty)
    return remaining.with_records(
        *(
            session._replace(position=index)
            for index, session in enumerate(remaining.sessions, start=1)
        )
    )


def without_dangling_links(snapshot: Snapshot) -> Snapshot:
    """Drop the contributions of records that are gone, and unset what else pointed to them."""
    contributions = [
        contribution
        for contribution in snapshot.contribution.values()
        if contribution.paragraph not in snapshot.paragraph
        or contribution.participation not in snapshot.participation
    ]
    annexes = [
        annex._replace(
            named_in=annex.named_in if annex.named_in in snapshot.paragraph else None,
            session=annex.session if annex.session in snapshot.session else None,
        )
        for annex in snapshot.annex.values()
    ]
    return snapshot.without_records(*contributions).with_records(*annexes)

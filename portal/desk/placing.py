"""Pieces put elsewhere, added by hand, or taken away again: what no source says."""

from collections.abc import Iterable
from typing import Any

from portal.correcting import corrections, order
from portal.correcting.corrections import correction
from portal.correcting.order import LAST, put_in_place
from portal.desk import pieces, storing
from portal.desk.pieces import PLACES, Fields, Place
from portal.history.saving import SaveRefusedError
from portal.importing import labels
from recommendations.models import Recommendation
from reports.models import Paragraph, Participation, Report, Session

Where = tuple[Place, str]
TOP = "It stands first already."
BOTTOM = "It stands last already."


def called(report: Report, where: Where) -> str:
    place, address = where
    return str(pieces.row_at(report, place, address))[:80]


@correction("Moved", named=called, allows={"moved"})
def move(report: Report, where: Where, steps: int) -> None:
    """Put a heading, paragraph or recommendation one place up (-1) or down (1), with all under it."""
    place, address = where
    row = pieces.row_at(report, place, address)
    movers = {
        Session: move_session,
        Paragraph: move_paragraph,
        Recommendation: move_asked,
    }
    if type(row) not in movers:
        raise SaveRefusedError("This has no place in an order.")
    movers[type(row)](report, row, steps)


def move_session(report: Report, session: Session, steps: int) -> None:
    keys = list(report.sessions.order_by("position").values_list("pk", flat=True))
    arrange(Session, exchanged(keys, session.pk, steps))


def move_paragraph(report: Report, paragraph: Paragraph, steps: int) -> None:
    """Exchange it with its neighbour; from the edge of a session it goes into the next one."""
    same = paragraph.session.paragraphs.order_by("position")
    keys = list(same.values_list("pk", flat=True))
    if 0 <= keys.index(paragraph.pk) + steps < len(keys):
        arrange(Paragraph, exchanged(keys, paragraph.pk, steps))
        return
    sessions = list(report.sessions.order_by("position"))
    there = sessions.index(paragraph.session) + steps
    if not 0 <= there < len(sessions):
        raise SaveRefusedError(TOP if steps < 0 else BOTTOM)
    others = (
        sessions[there].paragraphs.order_by("position").values_list("pk", flat=True)
    )
    keys = [*others, paragraph.pk] if steps < 0 else [paragraph.pk, *others]
    Paragraph.objects.filter(pk=paragraph.pk).update(
        session=sessions[there], position=LAST
    )
    arrange(Paragraph, keys)


def move_asked(report: Report, asked: Recommendation, steps: int) -> None:
    beside = list(
        report.recommendations.filter(
            parent=asked.parent_id, paragraph=asked.paragraph_id
        )
        .order_by("position")
        .values_list("pk", flat=True)
    )
    in_new_order = iter(exchanged(list(beside), asked.pk, steps))
    below: dict[int | None, list[int]] = {}
    for key, parent in report.recommendations.order_by("position").values_list(
        "pk", "parent_id"
    ):
        below.setdefault(parent, []).append(key)
    # Those of other paragraphs stay where they are.
    below[asked.parent_id] = [
        next(in_new_order) if key in beside else key for key in below[asked.parent_id]
    ]
    arrange_asked(report, list(walk(below, None)))


def walk(below: dict[int | None, list[int]], parent: int | None) -> Iterable[int]:
    for key in below.get(parent, []):
        yield key
        yield from walk(below, key)


def exchanged(keys: list[int], key: int, steps: int) -> list[int]:
    here = keys.index(key)
    there = here + steps
    if not 0 <= there < len(keys):
        raise SaveRefusedError(TOP if steps < 0 else BOTTOM)
    keys[here], keys[there] = keys[there], keys[here]
    return keys


def arrange(model: Any, keys: list[int]) -> None:
    put_in_place(model, {key: {"position": at} for at, key in enumerate(keys, start=1)})


def arrange_asked(report: Report, keys: list[int]) -> None:
    parents = dict(report.recommendations.values_list("pk", "parent_id"))
    put_in_place(
        Recommendation,
        {
            key: {"position": at, "parent_id": parents[key]}
            for at, key in enumerate(keys, start=1)
        },
    )


def nest(report: Report, version: int, where: Where, under: str, **who: Any) -> None:
    """Put a recommendation under an earlier one of its paragraph, or, with no reference, under none."""
    place, address = where
    row = pieces.row_at(report, place, address)
    above = pieces.row_at(report, place, under) if under else None
    key = f"recommendation-{above.pk}" if above else ""
    corrections.nest(report, version, f"{place.kind}-{row.pk}", key, **who)


def above(row: Any) -> list[Recommendation]:
    """Return the recommendations under which one may stand."""
    if not isinstance(row, Recommendation):
        return []
    same = row.report.recommendations.filter(
        paragraph=row.paragraph_id, position__lt=row.position
    )
    return list(same.order_by("position"))


@correction("Added", named=lambda report, place: f"a {place.called}", allows={"added"})
def add(report: Report, place: Place, after: Where | None, fields: Fields) -> Any:
    """Add a piece behind another (or at the end), that no source printed; return it."""
    behind = pieces.row_at(report, *after) if after else None
    row = MAKERS[place.kind](report, behind, fields)
    storing.store(report, place, row, fields)
    return row


def new_session(report: Report, behind: Any, fields: Fields) -> Session:
    made = Session.objects.create(
        report=report,
        position=LAST - 1,
        kind=fields["kind"],
        title=fields["title"],
        anchor=order.free_anchor(
            report, "sessions", order.wanted_anchor(fields["title"])
        ),
    )
    keys = list(report.sessions.order_by("position").values_list("pk", flat=True))
    if isinstance(behind, Session):
        put_behind(keys, made.pk, behind.pk)
    arrange(Session, keys)
    made.refresh_from_db()
    return made


def new_paragraph(report: Report, behind: Any, fields: Fields) -> Paragraph:
    session = (
        behind if isinstance(behind, Session) else getattr(behind, "session", None)
    )
    session = session or report.sessions.order_by("position").last()
    if session is None:
        raise SaveRefusedError("Add a heading first: a paragraph stands under one.")
    label = labels.number_in(fields["label"])
    made = Paragraph.objects.create(
        report=report,
        session=session,
        position=LAST - 1,
        voice=fields["voice"],
        text=fields["text"],
        anchor=order.free_anchor(
            report, "paragraphs", order.wanted_anchor(f"p{label}" if label else "u1")
        ),
    )
    keys = list(session.paragraphs.order_by("position").values_list("pk", flat=True))
    keys.remove(made.pk)
    at = keys.index(behind.pk) + 1 if isinstance(behind, Paragraph) else 0
    keys.insert(at if behind else len(keys), made.pk)
    arrange(Paragraph, keys)
    made.refresh_from_db()
    return made


def new_recommendation(report: Report, behind: Any, fields: Fields) -> Recommendation:
    paragraph = (
        behind if isinstance(behind, Paragraph) else getattr(behind, "paragraph", None)
    )
    parent = getattr(behind, "parent", None)
    stem = parent.reference if parent else order.stem_of(paragraph)
    made = Recommendation.objects.create(
        report=report,
        paragraph=paragraph,
        position=LAST - 1,
        level=fields["level"],
        text=fields["text"],
        reference=order.reference_under(report, stem),
    )
    keys = list(
        report.recommendations.order_by("position").values_list("pk", flat=True)
    )
    if isinstance(behind, Recommendation):
        put_behind(keys, made.pk, last_under(report, behind))
    arrange_asked(report, keys)
    made.refresh_from_db()
    if parent:
        Recommendation.objects.filter(pk=made.pk).update(
            parent=parent, level=parent.level
        )
        made.refresh_from_db()
    return made


def put_behind(keys: list[int], key: int, before: int) -> None:
    keys.remove(key)
    keys.insert(keys.index(before) + 1, key)


def last_under(report: Report, asked: Recommendation) -> int:
    """Return the key of the last point under a recommendation, or its own."""
    last = asked.points.order_by("position").last()
    return last_under(report, last) if last else asked.pk


def new_participation(report: Report, behind: Any, fields: Fields) -> Participation:
    (person,) = fields["person"]
    if report.participations.filter(person=person).exists():
        raise SaveRefusedError("This person is among the participants already.")
    return report.participations.create(person_id=person, role=fields["role"])


def new_annex(report: Report, behind: Any, fields: Fields) -> Any:
    if report.annexes.filter(label=fields["label"]).exists():
        raise SaveRefusedError(f"“{fields['label']}” is there already.")
    return report.annexes.create(label=fields["label"])


MAKERS = {
    "session": new_session,
    "paragraph": new_paragraph,
    "recommendation": new_recommendation,
    "participation": new_participation,
    "annex": new_annex,
}


@correction("Removed", named=called)
def remove(report: Report, where: Where) -> None:
    """Take away what no source printed. Its revisions keep it."""
    place, address = where
    row = pieces.row_at(report, place, address)
    if place.kind not in MAKERS:
        raise SaveRefusedError("A report is given up on its own page, not here.")
    if getattr(row, "spans", None):
        raise SaveRefusedError(
            "The source prints it. On the bench it can be discarded, with a reason."
        )
    if reason := in_use(row):
        raise SaveRefusedError(reason)
    row.delete()


def in_use(row: Any) -> str:
    if isinstance(row, Session) and row.paragraphs.exists():
        return "Paragraphs stand under it. Move them first."
    if isinstance(row, Paragraph) and row.recommendations.exists():
        return "Recommendations stand in it. Move them first."
    if isinstance(row, Recommendation) and row.points.exists():
        return "Points stand under it. Move them first."
    if isinstance(row, Participation) and row.contributions.exists():
        return "This person speaks in the report. Take the words back first."
    return ""


KINDS_TO_ADD = tuple(name for name, place in PLACES.items() if place.kind in MAKERS)

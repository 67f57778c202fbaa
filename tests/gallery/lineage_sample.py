"""A line through three meetings, and what the desk shows of earlier and later recommendations."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

from portal.content.word_diff import word_diff
from portal.editor.lineage_section import CandidateView, DecisionView, Section
from portal.lineage.lines import Line, Member, Step
from recommendations.models import LineageLink, Recommendation
from reports.models import Report

TEXTS = {
    2009: "Do not charge fees to migrant workers.",
    2012: "Prohibit fees charged to migrant workers.",
    2015: "Prohibit by law all fees charged to migrant workers.",
}


def records():
    return [
        Recommendation(
            pk=year,
            reference=f"{year % 100}.1",
            text=text,
            report=Report(
                pk=year, slug="sample", title=f"Meeting of {year}", starts_on=date(year, 3, 10)
            ),
        )
        for year, text in TEXTS.items()
    ]


def line():
    own = records()
    for record in own:
        record.listed_involvements = [
            SimpleNamespace(
                role="issuer",
                organization=SimpleNamespace(
                    pk=1, localized_name="Myanmar", get_absolute_url="#line"
                ),
            )
        ]
    steps = [
        [Step(LineageLink(kind="strengthened"), earlier, later)]
        for earlier, later in zip(own, own[1:], strict=False)
    ]
    members = [Member(record, leading) for record, leading in zip(own, [[], *steps], strict=True)]
    return Line(own[1].pk, members, is_none_later=True)


def section():
    first, own, last = records()
    decided = {"decided_by": "Ana Cruz", "decided_at": datetime(2026, 11, 30, tzinfo=UTC)}
    differences = word_diff(first.text, own.text)
    candidate = CandidateView(
        last,
        True,
        word_diff(own.text, last.text),
        "80 % of the words; same instrument: C181",
        [("repeated", "Repeated", False), ("strengthened", "Strengthened", True)],
        True,
    )
    confirmed, rejected = (
        DecisionView(LineageLink(kind=kind, **decided), first, False, differences, True)
        for kind in ("repeated", "")
    )
    none_later = LineageLink(kind="none", **decided)
    return Section(own, [candidate], [confirmed], [rejected], none_later, "#lineage", "#lineage")

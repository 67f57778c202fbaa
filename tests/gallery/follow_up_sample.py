"""Sample data of follow-up: sides that disagree, a matrix, and who reported."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

from portal.exports.briefing.briefing import BriefingTable
from portal.exports.round_matrix import Cell, Matrix, Row
from portal.follow_up.contradictions import Contradiction, Statement
from portal.site.follow_up_summary import FollowUpView, History, SideView
from recommendations.models import FollowUp, Round, Side

ROUND = Round(slug="sample", name="Review 2019", series="ARF", starts_on=date(2019, 1, 1))

CONTRADICTION = Contradiction(
    1,
    "LAO",
    "Laos",
    (Statement("Governments", ("Done",)), Statement("Workers", ("Not begun",))),
)


def record(number, body, side, status, text=""):
    """Return a stand-in for a record: an unsaved one has no relations."""
    statuses, sides = dict(FollowUp.Status.choices), dict(Side.choices)
    organization = SimpleNamespace(localized_name=body, acronym="", get_absolute_url="#follow-up")
    return SimpleNamespace(
        pk=number,
        submission=SimpleNamespace(
            organization=organization, round=ROUND, side=side, get_side_display=sides[side]
        ),
        status=status,
        get_status_display=statuses[status],
        response="partly",
        get_response_display="Accepted in part",
        responsible=SimpleNamespace(localized_name=body, get_absolute_url="#follow-up"),
        due_on=date(2020, 1, 1),
        text=text,
        evidence_url="https://example.org/a-decree-with-a-long-address/2019/17",
        evidence_file=SimpleNamespace(name="decree.pdf", size=1_300_000),
        paragraph=None,
        recorded_at=datetime(2019, 5, 1, tzinfo=UTC),
        is_current=number != 1,
        is_newest=number != 1,
        is_overdue=status == "under-way",
    )


def follow_up(text, recommendation):
    """Return the context of the partials of follow-up, by name."""
    governments = [
        record(2, "Ministry of Manpower", "government", "done", text),
        record(3, "Ministry of Labour and Social Welfare", "government", "under-way"),
    ]
    unions = [record(4, "Trade Union Council", "workers", "not-begun", text)]
    sides = [
        SideView("government", "Governments", governments),
        SideView("workers", "Workers", unions),
    ]
    earlier = record(1, "Trade Union Council", "workers", "under-way")
    corrected = SideView("workers", "Workers", [earlier, *unions])
    card = record(5, "Trade Union Council", "workers", "done", text)
    card.recommendation = recommendation
    return {
        "view": FollowUpView(sides, [History(ROUND, [sides[0], corrected])], [CONTRADICTION]),
        "record": governments[0],
        "card": card,
        "recommendation": recommendation,
        "round": ROUND,
        "rounds": [ROUND],
        "overdue": (3, "#follow-up"),
        "briefing_table": BriefingTable(
            "", ("Side", "What was done"), (("Workers", text), ("Governments", "")), (1, 4)
        ),
        "matrix": Matrix(
            [(side.value, side.label) for side in sides],
            [
                Row(recommendation, [Cell(governments * 2), Cell([])], []),
                Row(recommendation, [Cell(governments[:1]), Cell(unions)], [CONTRADICTION]),
            ],
        ),
        "submissions": [
            SimpleNamespace(
                get_side_display=side.label,
                organization=one.submission.organization,
                number=number,
            )
            for side in sides
            for number, one in enumerate(side.records, start=1)
        ],
    }

"""Whom and what a line of a table is about: body, side, report and recommendation."""

from collections.abc import Mapping
from dataclasses import dataclass

from portal.follow_up.answer_columns import label_refused
from portal.follow_up.answer_tables import BODY, REFERENCE, REPORT, SIDE
from portal.follow_up.submissions import Reporter
from portal.imports.table_changes import Line
from portal.imports.table_columns import CellRefusedError, Choices, did_you_mean, fold
from recommendations.models import Recommendation, Side, Submission

SIDES = {str(side.label): side.value for side in Side}
SIDE_CHOICES = Choices.of("side", {label: (code,) for label, code in SIDES.items()})


class LineRefusedError(ValueError):
    """The line is about nobody or nothing; each of `reasons` is a sentence."""

    def __init__(self, reasons: list[str]):
        super().__init__(" ".join(reasons))
        self.reasons = reasons


@dataclass(frozen=True)
class Identities:
    """What lines may be about; with `only`, nothing but one submission.

    `asked` are the recommendations of the round by folded report and reference.
    """

    asked: Mapping[tuple[str, str], Recommendation]
    bodies: Choices
    keys: Mapping[str, int]
    only: Submission | None = None

    def find(self, line: Line) -> tuple[Reporter, Recommendation]:
        """Raises LineRefusedError with everything that is wrong."""
        reasons: list[str] = []
        reporter, recommendation = None, None
        try:
            reporter = self.reporter(line)
        except LineRefusedError as error:
            reasons += error.reasons
        try:
            recommendation = self.recommendation(line)
        except LineRefusedError as error:
            reasons += error.reasons
        if reporter is None or recommendation is None:
            raise LineRefusedError(reasons)
        return reporter, recommendation

    def reporter(self, line: Line) -> Reporter:
        own_body = self.only.organization.name if self.only else ""
        own_side = str(self.only.get_side_display()) if self.only else ""
        reasons: list[str] = []
        body = read_choice(line, BODY, self.bodies, own_body, reasons)
        side = read_choice(line, SIDE, SIDE_CHOICES, own_side, reasons)
        if self.only and not reasons and (body, side) != (own_body, own_side):
            reasons.append(f"the row is about {body}, {side}; this table is for {own_body}, "
                           f"{own_side}.")  # fmt: skip
        if reasons:
            raise LineRefusedError(reasons)
        return Reporter(self.keys[body], SIDES[side])

    def recommendation(self, line: Line) -> Recommendation:
        """Return the recommendation; the report may be left out where only one has the reference."""
        reference, report = fold(line.key), fold(line.cells.get(REPORT, ""))
        if not reference:
            raise LineRefusedError([f"the column “{REFERENCE}” is empty."])
        slugs = {one.report.slug for one in self.asked.values()}
        if report and report not in map(fold, slugs):
            advice = did_you_mean(report, slugs)
            raise LineRefusedError([f"the round does not ask about a report “{report}”.{advice}"])
        matching = [
            one
            for (slug, each), one in self.asked.items()
            if each == reference and report in {"", slug}
        ]
        if len(matching) == 1:
            return matching[0]
        if matching:
            raise LineRefusedError(
                [
                    f"several reports have a recommendation “{line.key}”: fill in the column “{REPORT}”."
                ]
            )
        advice = did_you_mean(line.key, {one.reference for one in self.asked.values()})
        raise LineRefusedError(
            [f"the round does not ask about a recommendation “{line.key}”.{advice}"]
        )


def read_choice(
    line: Line, heading: str, choices: Choices, default: str, reasons: list[str]
) -> str:
    """Return the name in a cell, the default for an empty one; else add a reason."""
    cell = line.cells.get(heading, "").strip()
    if not cell and default:
        return default
    try:
        if cell:
            return choices.name_for(cell)
        reasons.append(f"the column “{heading}” is empty.")
    except CellRefusedError as error:
        reason = label_refused(choices, cell) if choices is SIDE_CHOICES else error
        reasons.append(f"in the column “{heading}”, {reason}")
    return ""

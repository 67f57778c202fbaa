"""What a line of a table is about: body, side, report and recommendation."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from portal.follow_up.answer_columns import label_refused
from portal.follow_up.answer_tables import BODY, REFERENCE, REPORT, SIDE, TEXT
from portal.follow_up.submissions import Reporter
from portal.imports.table_changes import Line
from portal.imports.table_columns import CellRefusedError, Choices, did_you_mean, fold
from recommendations.models import Recommendation, Side, Submission

SIDES = {str(side.label): side.value for side in Side}
SIDE_CHOICES = Choices.of("side", {label: (code,) for label, code in SIDES.items()})


LOST_ZEROS = "Spreadsheet programs drop zeros at the end of a number in a CSV file; an Excel workbook keeps them."


@dataclass(frozen=True)
class Identity:
    """What a line is about.

    `typed` is the reference in the line if the line's text overruled it, otherwise empty.
    """

    reporter: Reporter
    recommendation: Recommendation
    typed: str = ""


class LineRefusedError(ValueError):
    """It is not clear what the line is about; each of `reasons` is a sentence."""

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

    def find(self, line: Line) -> Identity:
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
        by_text = fold(line.key) != fold(recommendation.reference)
        return Identity(reporter, recommendation, line.key if by_text else "")

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
        """Return the recommendation; the report may be left out where only one has the reference.

        The text checks the reference: a spreadsheet program turns 4.10 into 4.1.
        """
        report = fold(line.cells.get(REPORT, ""))
        self.refuse_report(report)
        if not line.key:
            raise LineRefusedError([f"the column “{REFERENCE}” is empty."])
        matching = of_report(self.by_reference.get(fold(line.key), ()), report)
        text = fold(line.cells.get(TEXT, ""))
        if text:
            same = [one for one in matching if fold(one.text) == text]
            if not same:
                return self.recommendation_with_text(line.key, text, report, matching)
            matching = same
        if len(matching) == 1:
            return matching[0]
        if matching:
            reason = f"several reports have a recommendation “{line.key}”: fill in the column “{REPORT}”."
            raise LineRefusedError([reason])
        raise LineRefusedError([unknown_reference(line.key, self.asked.values())])

    def refuse_report(self, report: str) -> None:
        slugs = {one.report.slug for one in self.asked.values()}
        if report and report not in map(fold, slugs):
            advice = did_you_mean(report, slugs)
            raise LineRefusedError([f"the round does not ask about a report “{report}”.{advice}"])

    def recommendation_with_text(
        self, reference: str, text: str, report: str, matching: list[Recommendation]
    ) -> Recommendation:
        """Return the only recommendation with the text of a line whose reference does not fit it.

        Raises LineRefusedError if there is none, or several.
        """
        same = of_report(self.by_text.get(text, ()), report)
        if len(same) == 1:
            return same[0]
        asked = self.asked.values()
        if not matching:
            raise LineRefusedError([unknown_reference(reference, asked)])
        zeros = f" {LOST_ZEROS}" if lost_zero(reference, asked) else ""
        raise LineRefusedError(
            [
                f"“{reference}” is not the recommendation that has the text of the row. Correct the "
                f"column “{REFERENCE}”, or empty the column “{TEXT}”.{zeros}"
            ]
        )

    @cached_property
    def by_reference(self) -> dict[str, list[Recommendation]]:
        return grouped_by(self.asked.values(), lambda one: one.reference)

    @cached_property
    def by_text(self) -> dict[str, list[Recommendation]]:
        return grouped_by(self.asked.values(), lambda one: one.text)


def grouped_by(
    asked: Iterable[Recommendation], value: Callable[[Recommendation], str]
) -> dict[str, list[Recommendation]]:
    """Return the recommendations by a folded value."""
    groups: dict[str, list[Recommendation]] = {}
    for one in asked:
        groups.setdefault(fold(value(one)), []).append(one)
    return groups


def of_report(recommendations: Iterable[Recommendation], report: str) -> list[Recommendation]:
    return [one for one in recommendations if report in {"", fold(one.report.slug)}]


def unknown_reference(reference: str, asked: list[Recommendation]) -> str:
    start = f"the round does not ask about a recommendation “{reference}”."
    if whole := lost_zero(reference, asked):
        return f"{start} Did you mean “{whole}”? {LOST_ZEROS}"
    return start + did_you_mean(reference, {one.reference for one in asked})


def lost_zero(reference: str, asked: Iterable[Recommendation]) -> str:
    """Return the reference that a program may have shortened to this one, as 4.10 to 4.1, or nothing."""
    if "." not in reference:
        return ""
    return next((one.reference for one in asked if one.reference == f"{reference}0"), "")


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

"""What a test measured, as a line that `make claims` reads and prints."""

BEGIN = "figure: "
BELOW_GOAL = "figure below goal: "


def report_figure(figure: str, *, is_reached: bool = True) -> None:
    """Print a figure; one below its goal fails the claim, but not the test, which any machine may run."""
    print(f"{BEGIN if is_reached else BELOW_GOAL}{figure}")  # noqa: T201 -- it is what the test is run for


def p95(values: list[float]) -> float:
    return sorted(values)[int(0.95 * (len(values) - 1))]

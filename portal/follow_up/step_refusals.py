"""Why a submission does not take a step, in words about one submission and about several."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from portal.content.refusals import SaveRefusedError
from recommendations.models import Submission

# How many submissions a message lists by name.
MAX_NAMED = 10


@dataclass(frozen=True)
class Refusal:
    """A submission that stays as it is; `about_several` follows a number of submissions."""

    submission: Submission
    sentence: str
    about_several: str

    def raise_error(self) -> None:
        raise SaveRefusedError(self.sentence)


def sentences_about(refusals: Iterable[Refusal]) -> list[str]:
    """Return a sentence for each reason, which names the submissions that it holds for."""
    by_reason: dict[str, list[Refusal]] = {}
    for refusal in refusals:
        by_reason.setdefault(refusal.about_several, []).append(refusal)
    return [
        same[0].sentence if len(same) == 1 else f"{len(same):,} {reason}: {names_of(same)}."
        for reason, same in by_reason.items()
    ]


def names_of(refusals: Sequence[Refusal]) -> str:
    names = [
        f"{one.submission.organization}, {one.submission.get_side_display()}"
        for one in refusals[:MAX_NAMED]
    ]
    left_out = len(refusals) - len(names)
    return "; ".join(names) + (f"; and {left_out:,} more" if left_out else "")

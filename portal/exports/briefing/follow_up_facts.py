"""What became of a recommendation, below its text in a briefing."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext

from portal.exports.briefing.briefing import Fact, grouped
from portal.exports.follow_up_json import classify
from portal.exports.joined_text import shortened
from portal.exports.round_matrix import overdue_keys, stated_values
from recommendations.models import Side


def mark_overdue(recommendations: Sequence[Any]) -> None:
    """Set `is_overdue` of the `listed_follow_ups` of recommendations.

    Answers in later rounds count as well, even if they are not listed.
    """
    overdue = overdue_keys(recommendations, timezone.localdate())
    for recommendation in recommendations:
        for record in getattr(recommendation, "listed_follow_ups", ()):
            record.is_overdue = record.pk in overdue


def follow_up_facts(recommendation: Any) -> Iterator[Fact]:
    """Yield a line for each side with the newest record of every body, once `mark_overdue` has run."""
    records = classify(getattr(recommendation, "listed_follow_ups", ()))
    newest = [record for record in records if record.is_newest]
    for side, own in grouped(newest, lambda record: record.submission.side, order=Side.values):
        if own:
            label = gettext("Follow-up, %(side)s") % {"side": Side(side).label}
            yield Fact(label, "; ".join(record_in_words(record) for record in own))


def record_in_words(record: Any) -> str:
    """Return the body and round, what the record states, and the first words of what was done."""
    submission = record.submission
    stated = [*stated_values(record), shortened(record.text)]
    source = f"{submission.organization.localized_name} ({submission.round})"
    return f"{source}: {', '.join(one for one in stated if one)}"

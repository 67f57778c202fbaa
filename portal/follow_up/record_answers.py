"""Record answers: one, a sheet of them, or those of all reporters of a round, in one transaction.

Nothing is changed: each answer is a new record, which is current from then on.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction

from portal.accounts.roles import Permission
from portal.audit import log
from portal.audit.log import Account, AuditTarget
from portal.content.refusals import SaveRefusedError
from portal.follow_up.answers import Answer
from portal.follow_up.current_records import current_records
from portal.follow_up.submissions import (
    Reporter,
    create_submissions,
    lock_round,
    lock_submission,
    refuse_role,
    unfinished_submissions,
)
from recommendations.models import FollowUp, Recommendation, Round, Submission

# {primary key of a recommendation: answer}
Answers = Mapping[int, Answer]
Status = Submission.Status


class OutdatedAnswersError(Exception):
    """Others have recorded answers to the same recommendations since. Nothing was recorded."""

    def __init__(self, recommendations: Iterable[int]):
        super().__init__("Another editor has recorded an answer to the same recommendation since.")
        self.recommendations = frozenset(recommendations)


@dataclass(frozen=True)
class RecordedAnswers:
    """How much was recorded: records and the submissions that have them, new ones included."""

    records: int
    submissions: tuple[Submission, ...]


@transaction.atomic
def record(
    *,
    submission: Submission,
    answers: Answers,
    seen: Mapping[int, int | None] | None = None,
    by: Account = None,
) -> list[FollowUp]:
    """Add a record to a draft for each answer; return them.

    `seen` are the records that the editor saw as current, by recommendation: if one of them is
    not current any more, OutdatedAnswersError is raised. Raises SaveRefusedError if the submission
    is no draft, or if an answer is about no recommendation of its round, or says nothing.
    """
    stored = lock_submission(submission)
    refuse_finished(stored, by)
    refuse_answers(stored.round, answers)
    if seen is not None:
        reporter = Reporter.of(stored)
        refuse_outdated(stored.round, {(reporter, key): seen.get(key) for key in answers})
    records = create_records({stored: answers}, by)
    log.log(by, f"Recorded answers: {len(records):,}", AuditTarget.of(stored))
    return records


@transaction.atomic
def record_for_round(
    *,
    follow_up_round: Round,
    answers: Mapping[Reporter, Answers],
    seen: Mapping[tuple[Reporter, int], int | None] | None = None,
    by: Account = None,
    comment: str = "",
) -> RecordedAnswers:
    """Add the answers of any number of reporters to their drafts; open those that are missing.

    Raises errors as `record` does; `seen` are the records by reporter and recommendation.
    """
    stored = lock_round(follow_up_round)
    drafts = unfinished_submissions(stored, answers)
    refuse_role(by, Permission.RECORD, Status.DRAFT)
    for draft in drafts.values():
        refuse_finished(draft, by)
    refuse_answers(stored, {key: one for each in answers.values() for key, one in each.items()})
    if seen is not None:
        refuse_outdated(stored, seen)
    drafts |= create_submissions(stored, [one for one in answers if one not in drafts], by)
    records = create_records({drafts[one]: each for one, each in answers.items()}, by)
    action = f"Recorded answers of a table: {len(records):,}"
    log.log(by, action, AuditTarget.of(stored), comment=comment)
    return RecordedAnswers(len(records), tuple(drafts.values()))


def refuse_finished(submission: Submission, by: Account) -> None:
    if submission.status != Status.DRAFT:
        raise SaveRefusedError(
            f"“{submission}” is {submission.get_status_display().lower()}, so nothing can be added. "
            + advice_on(submission)
        )
    refuse_role(by, Permission.RECORD, submission.status)


def advice_on(submission: Submission) -> str:
    """Return what to do where a submission is no draft."""
    if submission.status == Status.IN_REVIEW:
        return "Ask a reviewer to send it back."
    return "To correct an answer, open a new submission for this body."


def refuse_answers(follow_up_round: Round, answers: Answers) -> None:
    """Raise SaveRefusedError unless each answer says something about a recommendation asked about."""
    asked = Recommendation.objects.filter(report__rounds=follow_up_round, pk__in=answers.keys())
    references = dict(asked.values_list("pk", "reference"))
    if answers.keys() - references.keys():
        raise SaveRefusedError(
            f"“{follow_up_round}” no longer asks about one of these recommendations. Open the "
            "page again."
        )
    empty = [references[key] for key, answer in answers.items() if not answer.says_something]
    if empty:
        raise SaveRefusedError(
            f"The answer to {empty[0]} says nothing: choose a response or a status, or write "
            "what was done."
        )


def refuse_outdated(
    follow_up_round: Round, seen: Mapping[tuple[Reporter, int], int | None]
) -> None:
    current = current_records(follow_up_round, {reporter for reporter, _ in seen})
    newer = {key[1] for key, pk in seen.items() if (record := current.get(key)) and record.pk != pk}
    if newer:
        raise OutdatedAnswersError(newer)


def create_records(
    answers_by_submission: Mapping[Submission, Answers], by: Account
) -> list[FollowUp]:
    name, key = log.account_name(by), by.pk if by else None
    return FollowUp.objects.bulk_create(
        [
            FollowUp(
                submission=submission,
                recommendation_id=recommendation,
                recorded_by=name,
                recorded_by_key=key,
                **answer.columns,
            )
            for submission, answers in answers_by_submission.items()
            for recommendation, answer in answers.items()
        ],
        batch_size=500,
    )

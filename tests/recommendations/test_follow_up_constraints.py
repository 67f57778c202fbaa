"""What the database refuses, whatever the code: records of follow-up are added and never changed."""

import pytest
from django.db import IntegrityError, connection, transaction

from recommendations.models import EvidenceFile, FollowUp, Round, Submission
from tests.builders.follow_up import make_record, make_round, make_submission, take_to
from tests.builders.records import make_organization, make_recommendation, make_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def record():
    return make_record(make_submission(), text="A law.", status="done")


def refused(statement, *values):
    """Return whether the database refuses the statement."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, values)
    except IntegrityError:
        return True
    return False


@pytest.mark.parametrize(
    "change",
    [
        "response = 'noted'",
        "status = 'dropped'",
        "text = 'Nothing.'",
        "due_on = '2030-01-01'",
        "evidence_url = 'https://asean.org'",
        "evidence_file_id = 1",
        "evidence_paragraph_id = 1",
        "recommendation_id = recommendation_id + 1",
        "submission_id = submission_id + 1",
        "recorded_at = '2001-01-01'",
        "recorded_by = 'eva'",
        "recorded_by_key = 7",
        "id = id + 1",
    ],
)
def test_no_column_of_a_record_can_be_changed(record, change):
    assert refused(f"UPDATE recommendations_followup SET {change}")  # noqa: S608 -- of the test


def test_only_the_responsible_body_follows_a_merge(record):
    ministry = make_organization("Ministry of Labour")

    assert not refused("UPDATE recommendations_followup SET responsible_id = %s", ministry.pk)


def test_a_record_cannot_be_deleted(record):
    assert refused("DELETE FROM recommendations_followup")
    assert FollowUp.objects.count() == 1


@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="SQLite has no TRUNCATE.")
def test_records_cannot_be_truncated(record):
    # PostgreSQL empties no table whose new rows it has still to check.
    connection.check_constraints()

    assert refused("TRUNCATE recommendations_followup CASCADE")


@pytest.mark.parametrize("status", ["in_review", "published", "withdrawn"])
def test_a_record_joins_only_a_draft(record, status):
    take_to(record.submission, status)
    record.pk = None

    with pytest.raises(IntegrityError), transaction.atomic():
        record.save(force_insert=True)


def test_a_record_is_about_a_report_of_the_round(record):
    elsewhere = make_recommendation(make_report(status="published"))
    record.pk, record.recommendation = None, elsewhere

    with pytest.raises(IntegrityError), transaction.atomic():
        record.save(force_insert=True)


@pytest.mark.parametrize("change", ["side = 'workers'", "created_by = 'eva'", "round_id = 0"])
def test_a_submission_stays_in_its_round_and_on_its_side(record, change):
    assert refused(f"UPDATE recommendations_submission SET {change}")  # noqa: S608 -- of the test


def test_the_body_of_a_submission_follows_a_merge(record):
    other = make_organization("Kingdom of Thailand")

    Submission.objects.update(organization=other)

    assert Submission.objects.get().organization == other


def test_an_evidence_file_is_never_changed_nor_deleted():
    EvidenceFile.objects.create(
        name="law.pdf",
        media_type="application/pdf",
        content=b"%PDF",
        size=4,
        sha256="a" * 64,
        added_by="ana",
    )

    assert refused("UPDATE recommendations_evidencefile SET name = 'other.pdf'")
    assert refused("DELETE FROM recommendations_evidencefile")


def test_a_round_asks_about_reports_and_not_about_their_draft_versions():
    root = make_report(status="published")
    version = make_report(next_of=root, slug="next.1")

    with pytest.raises(IntegrityError), transaction.atomic():
        make_round([version])


def test_a_round_keeps_the_reports_that_records_are_about(record):
    asked, other = record.recommendation.report, make_report(status="published")
    record.submission.round.reports.add(other)

    record.submission.round.reports.remove(other)
    with pytest.raises(IntegrityError), transaction.atomic():
        record.submission.round.reports.remove(asked)

    assert list(Round.objects.get().reports.all()) == [asked]

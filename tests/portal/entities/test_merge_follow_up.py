"""Merging two bodies keeps what each has reported, and what each is responsible for."""

import pytest

from portal.entities import merge, unmerge
from portal.follow_up.current_records import current_records
from portal.search.models import IndexChange
from recommendations.models import FollowUp, Submission
from reports.models import MergeRecord, Organization
from reports.references import has_public_url
from tests.builders.follow_up import make_record, make_round, make_submission, take_to
from tests.builders.records import make_organization

pytestmark = pytest.mark.django_db


@pytest.fixture
def two_bodies():
    """Return two records of one State; each has an unfinished submission of one round."""
    review = make_round()
    bodies = [make_organization("Siam"), make_organization("Thailand")]
    for body, status in zip(bodies, ("under-way", "done"), strict=True):
        submission = make_submission(review, body)
        make_record(submission, status=status, responsible=bodies[0].pk)
    return bodies


def reporters():
    return list(Submission.objects.order_by("pk").values_list("organization__name", flat=True))


def test_both_submissions_stay_under_the_remaining_name(two_bodies):
    siam, thailand = two_bodies

    merge.merge("organization", (siam, thailand))

    assert reporters() == ["Thailand", "Thailand"]
    assert {each.responsible for each in FollowUp.objects.all()} == {thailand}


def test_the_newer_of_their_records_is_current(two_bodies):
    merge.merge("organization", tuple(two_bodies))

    (current,) = current_records(Submission.objects.first().round).values()

    assert current.status == "done"


def test_separating_them_gives_each_its_own_again(two_bodies):
    siam, thailand = two_bodies
    merge.merge("organization", (siam, thailand))

    unmerge.unmerge(MergeRecord.objects.get())

    assert reporters() == ["Siam", "Thailand"]
    assert {each.responsible.name for each in FollowUp.objects.all()} == {"Siam"}


def test_the_reports_that_they_report_on_are_indexed_again_but_not_changed(two_bodies):
    report = FollowUp.objects.first().recommendation.report
    IndexChange.objects.all().delete()

    merge.merge("organization", tuple(two_bodies))

    report.refresh_from_db()
    assert (set(IndexChange.objects.values_list("report_key", flat=True)), report.version) == (
        {report.pk},
        1,
    )


def test_a_body_is_public_once_what_it_reports_is(two_bodies):
    siam, thailand = two_bodies
    before = list(Organization.objects.published())

    take_to(Submission.objects.get(organization=thailand), "published")

    # The other one is responsible, says the published record.
    assert (before, list(Organization.objects.published().order_by("name"))) == (
        [],
        [siam, thailand],
    )


@pytest.mark.parametrize(
    ("status", "was_public"), [("in_review", False), ("published", True), ("withdrawn", True)]
)
def test_the_address_of_a_body_that_was_once_named_stays_reserved(status, was_public):
    reporter, responsible = make_organization("Siam"), make_organization("Ministry")
    submission = make_submission(make_round(), reporter)
    make_record(submission, status="done", responsible=responsible.pk)

    take_to(submission, status)

    assert [has_public_url(body) for body in (reporter, responsible)] == [was_public] * 2

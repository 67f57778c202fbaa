"""Memberships: what the database accepts, how their dates are written, which groups are public."""

import pytest
from django.db import IntegrityError, transaction
from django.utils.translation import override

from reports.models import Membership, Organization
from tests.builders.records import (
    make_membership,
    make_organization,
    make_paragraph,
    make_participation,
    make_recommendation,
    make_report,
)

pytestmark = pytest.mark.django_db


def is_refused(write):
    try:
        with transaction.atomic():
            write()
    except IntegrityError:
        return True
    return False


@pytest.mark.parametrize(
    ("since", "until", "refused"),
    [
        ("", "", False),
        ("1967", "1967", False),
        ("1967-08-08", "1967", False),
        ("1967", "1967-01-01", False),
        ("1967-08-08", "1967-08-08", False),
        ("1967-08-08", "1967-08-07", True),
        ("1968", "1967-12-31", True),
        ("1967-12-31", "1966", True),
        ("67", "", True),
        ("", "1967-8-8", True),
        ("1967\n", "", True),
    ],
)
def test_a_membership_has_valid_dates_and_does_not_end_before_it_begins(since, until, refused):
    asean, state = make_organization("ASEAN"), make_organization("Indonesia")

    assert is_refused(lambda: make_membership(asean, state, since, until)) == refused


def test_a_membership_is_stored_once_but_may_begin_again():
    asean, state = make_organization("ASEAN"), make_organization("Indonesia")
    make_membership(asean, state, "1967", "1970")
    make_membership(asean, state, "1980")

    assert is_refused(lambda: make_membership(asean, state, "1980", "1990"))
    assert is_refused(lambda: make_membership(asean, asean))


def test_nobody_becomes_a_member_of_itself_through_others():
    first, second, third = (make_organization() for _ in range(3))
    make_membership(first, second)
    link = make_membership(second, third)
    make_membership(first, third)

    assert is_refused(lambda: make_membership(third, first))
    assert is_refused(lambda: Membership.objects.filter(pk=link.pk).update(member=first))


@pytest.mark.parametrize(
    ("since", "until", "words"),
    [
        ("", "", ("", "")),
        ("1967", "", ("since 1967", "sejak 1967")),
        ("2025-10-26", "", ("since 26 October 2025", "sejak 26 Okt. 2025")),
        ("", "2001", ("until 2001", "hingga 2001")),
        ("1967", "2001", ("from 1967 to 2001", "dari 1967 hingga 2001")),
    ],
)
def test_the_period_is_written_in_the_language_of_the_page(since, until, words):
    membership = Membership(since=since, until=until)

    written = []
    for language in ("en", "id"):
        with override(language):
            written.append(membership.when)

    assert tuple(written) == words


def named(report, organization):
    make_paragraph(report=report, organizations=[organization])


def speaking(report, organization):
    make_paragraph(report=report, voice="named").speaking_organizations.add(organization)


def attending(report, organization):
    make_participation(report, organizations=[organization])


def addressed(report, organization):
    make_recommendation(report, addressees=[organization])


@pytest.mark.parametrize(
    ("relate", "status", "public"),
    [
        (speaking, "published", True),
        (speaking, "draft", False),
        (attending, "published", True),
        (addressed, "published", True),
        (named, "published", False),
    ],
)
@pytest.mark.parametrize("body", ["indonesia", "ministry", "unit"])
def test_a_group_is_public_if_a_list_counts_what_its_members_said(relate, status, public, body):
    state = make_organization("Indonesia", kind="state", country="IDN")
    make_organization("Ministry", kind="ministry", country="IDN")
    make_organization("Unit", part_of=state)
    make_membership(make_organization("ASEAN"), state)

    relate(make_report(status=status), Organization.objects.get(slug=body))

    assert Organization.objects.published().filter(slug="asean").exists() == public


def test_a_ministry_in_a_group_does_not_make_it_public_by_what_its_state_says():
    state = make_organization("Indonesia", kind="state", country="IDN")
    ministry = make_organization("Ministry", kind="ministry", country="IDN")
    make_membership(make_organization("Forum"), ministry)

    speaking(make_report(status="published"), state)

    assert not Organization.objects.published().filter(slug="forum").exists()

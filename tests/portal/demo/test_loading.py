"""What a demonstration loads: reports, decisions of editors, rounds and accounts."""

import io
import re

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings

from portal.accounts.roles import highest_role
from portal.content.stored_coverage import find_errors
from portal.follow_up import submissions
from recommendations.models import FollowUp, LineageLink, Recommendation, Round, Submission
from reports.models import Report
from tests.builders.seeded_portal import copy_first_report

# What is loaded is stored by code that is tried on both databases elsewhere.
pytestmark = [pytest.mark.django_db, pytest.mark.once]


def load_demo():
    output = io.StringIO()
    call_command("load_demo", stdout=output)
    return output.getvalue().splitlines()


@pytest.fixture(scope="module", autouse=True)
def lines(django_db_setup, django_db_blocker, tmp_path_factory):
    """Load the demonstration once, and roll back after the last test."""
    atomic = transaction.atomic()
    # Like that of a TestCase: the portal reads no file within a transaction of its own.
    atomic._from_testcase = True
    folder = tmp_path_factory.mktemp("demo")
    settings = override_settings(DEMO=True, DATA_DIR=folder, DEMO_FILE=folder / "demonstration")
    with django_db_blocker.unblock(), atomic, settings:
        copy_first_report()
        yield load_demo()
        transaction.set_rollback(True)


def test_all_reports_are_public_and_stored_with_every_word():
    reports = Report.objects.published()

    years = sorted(report.starts_on.year for report in reports)
    assert years == [2015, 2016, 2018, 2020, 2022, 2025]
    assert [find_errors(report) for report in reports] == [[]] * 6


def test_the_accounts_have_the_passwords_that_were_printed(lines):
    printed = [line for line in lines if line.startswith("Account")]
    passwords = {line.split("”")[0].split("“")[1]: line.split()[3] for line in printed}

    accounts = {name: User.objects.get(username=name) for name in passwords}
    assert {name: highest_role(one) for name, one in accounts.items()} == {
        "editor": "editor",
        "reviewer": "reviewer",
    }
    assert [one.check_password(passwords[name]) for name, one in accounts.items()] == [True] * 2


def test_the_data_folder_is_marked_for_whoever_starts_the_portal(settings):
    assert settings.DEMO_FILE.exists()


def test_loading_again_loads_and_prints_nothing():
    before = [model.objects.count() for model in (Report, LineageLink, FollowUp, User)]

    assert load_demo() == []
    assert [model.objects.count() for model in (Report, LineageLink, FollowUp, User)] == before


def test_an_ask_is_followed_through_all_meetings():
    (first,) = Recommendation.objects.filter(report__starts_on__year=2016, reference="17.C.2")

    years = []
    while first:
        years.append(first.report.starts_on.year)
        link = first.later_links.published().first()
        first = link and link.later
    assert years == [2016, 2018, 2020, 2022, 2025]


def test_two_sides_contradict_each_other_in_both_rounds():
    answers = (
        FollowUp.objects.published()
        .current()
        .filter(
            recommendation__report__starts_on__year=2020,
            recommendation__reference="17.A.2",
        )
    )

    stated = [
        answers.filter(submission__round=one).values_list("submission__side", "status")
        for one in Round.objects.published().order_by("starts_on")
    ]
    both = {("government", "done"), ("civil-society", "under-way")}
    assert [set(one) for one in stated] == [both, both]


def test_one_submission_waits_for_the_reviewer_who_may_publish_it():
    (waiting,) = Submission.objects.filter(status="in_review")

    reviewer = User.objects.get(username="reviewer")
    published = submissions.change_status(submission=waiting, to="published", by=reviewer)
    assert (published.organization.name, published.status) == ("Tanjara", "published")


def test_every_invented_recommendation_has_a_decision_on_the_statements_behind_it():
    invented = Recommendation.objects.filter(report__series="TFML")

    undecided = invented.filter(rationale_links=None)
    assert (invented.count(), list(undecided)) == (58, [])


def test_the_home_page_leads_to_what_there_is(client):
    tour = client.get("/").content.decode().partition('class="demo-tour"')[2].partition("</ol>")[0]

    addresses = re.findall(r'href="([^"]+)"', tour)
    answers = {address: client.get(address).status_code for address in addresses}
    assert answers.pop("/editing/") == 302
    assert list(answers.values()) == [200] * 5

"""Follow-up at the desk in a real browser: in every look, on a phone, and without script."""

from datetime import date

import pytest

from recommendations.models import FollowUp, Round, Submission
from reports.models import Organization, Report
from tests.builders.follow_up import make_record, make_round, make_submission
from tests.harness.browser import Look, find_faults
from tests.harness.editor_pages import press_button, sign_in

pytestmark = pytest.mark.usefixtures("_editors")
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def submission(_editors):
    """A submission of Thailand about the first report, with an answer that is overdue."""
    review = make_round([Report.objects.get()], name="Review 2017")
    made = make_submission(review, Organization.objects.get(name="Thailand"))
    make_record(made, status="under-way", due_on=date(2016, 1, 1))
    return made


@pytest.mark.once
def test_pages_of_follow_up_pass_axe_and_fit_the_window(scripted_page, submission):
    key, wish = submission.pk, FollowUp.objects.get().recommendation_id
    sign_in(scripted_page, "rita", "/editing/follow-up/")
    paths = [
        *("", "new/", "overdue/", "rounds/review-2017/", "rounds/review-2017/edit/"),
        *(f"submissions/{key}/", f"submissions/{key}/answers/{wish}/"),
    ]
    looks = {"light": Look(), "phone": Look(width=390)}

    faults = find_faults(scripted_page, [f"/editing/follow-up/{path}" for path in paths], looks)

    assert faults == []


@pytest.mark.once
def test_a_round_is_created_and_answered_on_a_phone_without_script(page):
    page.set_viewport_size(PHONE)
    sign_in(page, path="/editing/follow-up/")

    page.get_by_role("link", name="Create a round").click()
    page.get_by_label("Name", exact=True).fill("Review 2017")
    page.get_by_label("From").fill("2017-01-01")
    page.get_by_label("To", exact=True).fill("2017-06-30")
    page.locator("input[name=reports]").check()
    press_button(page, "Create")
    page.get_by_label("Bodies, one per line").fill("Thailand")
    page.get_by_label("Governments").check()
    press_button(page, "Open submissions")
    page.get_by_label("Status of 21.A.1", exact=True).select_option("Done")
    page.get_by_label("What was done about 21.A.1", exact=True).fill("A law of 2016.")
    press_button(page, "Record the changed answers")

    assert "1 answer was recorded." in page.locator(".message").inner_text()
    record = FollowUp.objects.get()
    assert (record.recommendation.reference, record.status, record.text) == (
        "21.A.1",
        "done",
        "A law of 2016.",
    )
    assert (Round.objects.get().slug, Submission.objects.get().side) == (
        "review-2017",
        "government",
    )

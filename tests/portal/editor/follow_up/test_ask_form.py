"""Bodies are asked to report in a round: by name, acronym or group."""

import pytest
from django.urls import reverse
from lxml import html

from recommendations.models import Submission
from reports.models import Membership, Organization
from tests.builders.editor_forms import words
from tests.builders.records import make_membership, make_organization

pytestmark = pytest.mark.django_db


def url(follow_up_round, name="round"):
    return reverse(f"editor:{name}", args=[follow_up_round.slug])


def test_bodies_are_asked_by_name_acronym_and_group(editor, review, thailand):
    asean = make_organization("ASEAN", kind="group")
    for name in ("Brunei", "Vietnam"):
        make_membership(asean, make_organization(name))
    make_membership(asean, make_organization("Former"), until="2001")
    data = {"bodies": "th\n", "group": asean.pk, "sides": ["government", "workers"]}

    page = editor.post(url(review, "round-ask"), data, follow=True)

    asked = Submission.objects.order_by("pk").values_list("organization__name", "side")
    assert "6 submissions were opened." in words(page)
    assert list(asked) == [
        (name, side)
        for name in ("Thailand", "Brunei", "Vietnam")
        for side in ("government", "workers")
    ]


def test_a_single_body_leads_to_its_sheet_and_is_asked_once(editor, review, thailand):
    data = {"bodies": "Thailand", "sides": ["government"]}

    first = editor.post(url(review, "round-ask"), data)
    second = editor.post(url(review, "round-ask"), data, follow=True)

    submission = Submission.objects.get()
    assert first["Location"] == reverse("editor:submission", args=[submission.pk])
    assert "0 submissions were opened. 1 is already open." in words(second)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"bodies": "Thailnd", "sides": ["government"]}, "There is no organization “Thailnd”. Did you mean “Thailand”?"),
        ({"bodies": "Thailand"}, "Tick at least one side."),
        ({"bodies": " ", "sides": ["government"]}, "Name a body, or choose a group."),
        ({"bodies": "Thailand\n" * 301, "sides": ["government"]}, "Name at most 300 bodies at once."),
        ({"group": "9" * 30, "sides": ["government"]}, "Select a valid choice."),
    ],
)  # fmt: skip
def test_a_body_that_is_unknown_is_named(editor, review, thailand, data, message):
    page = editor.post(url(review, "round-ask"), data)

    assert (page.status_code, Submission.objects.count()) == (422, 0)
    assert message in words(page)


def test_a_group_of_too_many_members_is_refused(editor, review, thailand):
    group = make_organization("All States", kind="group")
    bodies = Organization.objects.bulk_create(
        Organization(name=f"Body {number}", slug=f"body-{number}") for number in range(300)
    )
    Membership.objects.bulk_create(Membership(group=group, member=body) for body in bodies)
    data = {"group": group.pk, "sides": ["government"]}

    page = editor.post(url(review, "round-ask"), data | {"bodies": "Thailand"})

    assert (page.status_code, Submission.objects.count()) == (422, 0)
    assert "Name at most 300 bodies at once." in words(page)


def test_an_unknown_body_is_named_at_the_top_with_a_way_to_add_it(editor, review):
    data = {"bodies": "Atlantis", "sides": ["government"]}
    page = editor.post(reverse("editor:round-ask", args=[review.slug]), data)

    document = html.fromstring(page.content)
    (summary,) = document.xpath("//div[@role='alert']")
    links = [link.get("href") for link in summary.xpath(".//a")]
    assert "There is no organization “Atlantis”." in summary.text_content()
    assert links == ["#id_bodies", reverse("admin:reports_organization_add")]
    assert document.xpath("//textarea[@id='id_bodies']")

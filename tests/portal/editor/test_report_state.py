"""The state of a report and its next step, for every status and role."""

import pytest
from django.urls import reverse

from portal.accounts.roles import Role
from portal.content import draft_version
from portal.editor.report_state import describe_state
from reports import publishing
from tests.builders.records import make_account
from tests.builders.seminar import seminar

VIEWER, EDITOR, REVIEWER = (role.value for role in (Role.VIEWER, Role.EDITOR, Role.REVIEWER))
NO_STEP = ""
# {status: (label of the next step, for viewer, editor and reviewer; who can edit)}
STATES = {
    "draft": ((NO_STEP, "Send for review", "Send for review"), {EDITOR, REVIEWER}),
    "in_review": ((NO_STEP, NO_STEP, "Review and publish"), {REVIEWER}),
    "published": ((NO_STEP, "Start a new version", "Start a new version"), set()),
    "withdrawn": ((NO_STEP, NO_STEP, "Return to draft"), set()),
}


def in_status(status):
    report = seminar(publish=status in {"published", "withdrawn"})
    if status in {"in_review", "withdrawn"}:
        publishing.transition(report, status)
    return report


@pytest.mark.parametrize("status", STATES)
def test_the_next_step_is_offered_to_the_roles_that_may_take_it(db, status):
    report = in_status(status)
    labels, editors = STATES[status]

    states = {
        role: describe_state(report, make_account(role, role))
        for role in (VIEWER, EDITOR, REVIEWER)
    }

    assert (
        tuple(state.next_step.label if state.next_step else NO_STEP for state in states.values())
        == labels
    )
    assert {role for role, state in states.items() if not state.advice} == editors


def test_the_next_version_is_the_one_that_is_edited(db):
    report = seminar(publish=True)
    draft = draft_version.begin_draft(report)

    state = describe_state(report, make_account("ana", "editor"))

    assert state.report == draft
    assert state.visible == "Readers see version 1 until this one is published."


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("report", []),
        ("review", []),
        ("revisions", []),
        ("revision", [1]),
        ("revision-diff", [1, 1]),
        ("reimport", []),
        ("workbench", []),
        ("report-edit", []),
        ("item", ["paragraphs", "p3"]),
        ("item-add", ["paragraphs"]),
    ],
)
def test_every_page_of_a_report_shows_state_version_and_next_step(
    editor_client, report, name, arguments
):
    url = reverse(f"editor:{name}", args=[report.slug, *arguments])

    page = editor_client.get(url).content.decode()

    state = page[page.index('class="report-state"') : page.index("</section>")]
    assert f"version {report.version}" in " ".join(state.split())
    assert "Send for review" in state


def test_a_published_report_says_on_its_pages_why_it_cannot_be_edited(editor_client, report):
    publishing.publish(report)

    for name in ("report", "workbench"):
        page = editor_client.get(reverse(f"editor:{name}", args=[report.slug])).content.decode()
        assert "A published report cannot be edited. To change it, start a new version" in page
        assert reverse("editor:draft-begin", args=[report.slug]) in page

"""The desk tells what waits for whoever sits down at it."""

from django.urls import reverse

from portal.history import nextdraft
from portal.importing.intake import File, Wishes, take_in_file
from reports import publishing
from tests.builders import make_account


def test_what_waits_stands_under_its_heading(desk, report):
    public = seminar_of("Other", publish=True)
    nextdraft.begin(public)
    waiting = seminar_of("Third")
    publishing.move(waiting, "in_review")

    context = desk.get(reverse("desk")).context

    lists = {
        name: [one.title for one in context[name]]
        for name in ("mine", "others", "waiting", "recent")
    }
    assert lists == {
        "mine": ["ARF Seminar on Skills"],
        "others": ["Other"],
        "waiting": ["Third"],
        "recent": ["Other"],
    }
    assert "ARF Seminar on Skills" in [one.title for one in context["unresolved"]]


def seminar_of(title, **wishes):
    text = f"{title}\n10 March 2019, Bangkok\n\n1. Words of {title}.\n"
    made, _ = take_in_file(File(f"{title}.txt", text.encode()), Wishes(**wishes))
    return made


def test_a_reviewer_sees_what_is_hers_to_publish(client, report):
    publishing.move(report, "in_review")
    for name, role, is_hers in (("rita", "reviewer", True), ("eva", "editor", False)):
        client.force_login(make_account(name, role))
        (one,) = client.get(reverse("desk")).context["waiting"]
        assert one.is_mine_to_publish is is_hers

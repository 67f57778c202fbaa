"""A piece as a form: typed, searched, previewed, saved, merged; what was typed is never lost."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from portal.history import presence
from reports import publishing
from reports.models import Report
from tests.builders import make_account, make_organization
from tests.portal.views.editing.forms import at, typed, words

PASSWORD = "a long enough password"  # noqa: S105 -- of a test's own account


def test_every_piece_can_be_edited_from_the_reading_view(desk, report):
    page = words(desk.get(at(report)))

    for address in (
        at(report, "about"),
        at(report, "sessions", "session-1"),
        at(report, "paragraphs", "p3"),
        at(report, "recommendations", "4.1.a"),
        at(report, "people", "ben-otto"),
        at(report, "annexes", report.annexes.get().pk),
    ):
        assert f'href="{address}"' in page
        assert desk.get(address).status_code == 200


def test_who_may_only_look_is_offered_nothing_to_edit(client, report):
    client.force_login(make_account("vera", "viewer"))

    page = words(client.get(at(report)))

    assert "Training is dear." in page
    assert "/paragraphs/p3/" not in page
    assert "Send to review" not in page


def test_a_form_is_saved_with_the_reason(desk, report):
    address = at(report, "paragraphs", "p3")
    sent = typed(desk.get(address), text="Training is very dear.", comment="Said so.")

    answer = desk.post(address, sent)

    assert answer["Location"] == f"{at(report)}#paragraphs-p3"
    newest = report.revisions.newest_first().first()
    assert (newest.by_name, newest.comment) == ("ana", "Said so.")
    assert report.paragraphs.get(anchor="p3").text == "Training is very dear."


def test_a_form_that_cannot_be_saved_says_at_each_field_why(desk, report):
    address = at(report, "about")
    sent = typed(desk.get(address), title="", ends_on="2019-01-01")

    page = desk.post(address, sent)

    assert page.status_code == 422
    assert page.context["form"].errors == {
        "title": ["This field is required."],
        "ends_on": ["The last day is before the first."],
    }
    assert "2 fields cannot be as they are" in words(page)


def test_a_search_in_a_form_saves_nothing_and_keeps_what_is_typed(desk, report):
    body = make_organization("Bali Process", aliases="BP")
    address = at(report, "paragraphs", "p3")
    more = {"organizations-find": "bp", "do": "find-organizations", "text": ""}

    page = desk.post(address, typed(desk.get(address), **more))

    picks = {row.name: picks for row, picks, _ in page.context["rows"]}
    assert [(one.name, one.is_picked) for one in picks["organizations"]] == [
        ("ILO", True),
        (str(body), False),
    ]
    assert "Not saved yet" in words(page)
    assert page.context["form"]["text"].value() == ""
    assert report.revisions.count() == 2


def test_a_preview_is_made_by_the_renderer_and_saves_nothing(desk, report):
    address = at(report, "about")
    sent = typed(desk.get(address), summary="**Dear**<script>x</script>", do="preview")

    page = desk.post(address, sent)

    assert page.context["page"].preview == "<p><strong>Dear</strong></p>"
    assert Report.objects.get().summary == "*Dear*"


def test_a_conflict_shows_all_three_and_saves_the_merge(client, report):
    rita = make_account("rita", "reviewer", first_name="Rita", last_name="Lim")
    address = at(report, "paragraphs", "p3")
    client.force_login(make_account("eva", "editor"))
    mine = typed(client.get(address), text="Training is mine.", themes=[])
    client.force_login(rita)
    client.post(address, typed(client.get(address), text="Training is hers."))
    client.force_login(make_account("eve", "editor"))

    page = client.post(address, mine)

    assert page.status_code == 409
    (one,) = page.context["page"].conflicts
    assert (one.base, one.theirs, one.mine) == (
        "Training is dear.",
        "Training is hers.",
        "Training is mine.",
    )
    assert "Rita Lim has saved the same fields" in words(page)
    both = typed(page, text="Training is ours.", themes=[])
    assert client.post(address, both).status_code == 302
    stored = report.paragraphs.get(anchor="p3")
    assert (stored.text, stored.themes.count()) == ("Training is ours.", 0)


def test_a_piece_that_is_gone_gives_back_what_was_typed(desk, report):
    address = at(report, "paragraphs", "p3")
    sent = typed(desk.get(address), text="Typed for nothing.")
    report.paragraphs.filter(anchor="p3").delete()

    page = desk.post(address, sent)

    assert (page.status_code, "Typed for nothing." in words(page)) == (409, True)


def test_a_report_that_left_the_editor_s_hands_gives_back_what_was_typed(desk, report):
    address = at(report, "paragraphs", "p3")
    sent = typed(desk.get(address), text="Typed too late.")
    publishing.move(report, "in_review")

    page = desk.post(address, sent)

    assert (page.status_code, "Typed too late." in words(page)) == (409, True)
    assert report.paragraphs.get(anchor="p3").text == "Training is dear."


def test_a_form_without_its_cookie_gives_back_what_was_typed(ana, report):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(ana)

    page = strict.post(at(report, "paragraphs", "p3"), {"text": "Typed, untrusted."})

    assert (page.status_code, "Typed, untrusted." in words(page)) == (403, True)


def test_pieces_are_moved_and_taken_away(desk, report):
    order = {"version": report.version, "do": "down"}
    desk.post(at(report, "sessions", "introduction"), order)
    assert report.sessions.get(anchor="introduction").position == 2
    report.refresh_from_db()

    refused = {"version": report.version, "do": "remove"}
    desk.post(at(report, "paragraphs", "p3"), refused)
    assert "On the bench it can be discarded" in words(desk.get(at(report)))
    desk.post(at(report, "annexes", report.annexes.get().pk), refused)

    assert report.annexes.count() == 0


def test_who_else_has_a_piece_open_is_shown_and_leaves_with_the_save(client, report):
    rita = make_account("rita", "reviewer", first_name="Rita", last_name="Lim")
    client.force_login(rita)
    address = at(report, "paragraphs", "p3")
    sent = typed(client.get(address))
    client.force_login(make_account("eva", "editor"))

    assert "Rita Lim is editing Paragraph 3" in words(client.get(at(report)))
    assert "Rita Lim is editing Paragraph 3" in words(client.get(address))
    client.force_login(rita)
    client.post(address, sent)

    assert presence.others(report, make_account("vera", "viewer")) == [
        *presence.others(report, rita)
    ]
    assert [one.name for one in presence.others(report, rita)] == ["eva"]


def test_a_recommendation_is_put_under_an_earlier_one_and_beside_it_again(desk, report):
    address = at(report, "recommendations", "4.2")
    assert 'value="4.1"' in words(desk.get(address))

    for under in ("4.1", ""):
        report.refresh_from_db()
        sent = {"version": report.version, "do": "nest", "under": under}
        desk.post(address, sent)
        parent = report.recommendations.get(reference="4.2").parent
        assert (parent.reference if parent else "") == under


def signed_in_again(client, answer):
    """Sign in with the cookies that the client has, and go where the sign-in leads."""
    there = parse_qs(urlsplit(answer["Location"]).query)["next"][0]
    sent = {"login": "eva", "password": PASSWORD, "next": there}
    return client.post("/accounts/login/", sent, follow=True)


def sign_in_and_wait_too_long(client):
    """Sign in, and let the session end as it does after an hour without a page."""
    client.post("/accounts/login/", {"login": "eva", "password": PASSWORD})
    Session.objects.update(expire_date=timezone.now())
    del client.cookies["sessionid"]


def test_what_was_typed_into_any_form_stands_there_after_signing_in(client, report):
    make_account("eva", "editor", password=PASSWORD)
    key = f"paragraph-{report.paragraphs.get(anchor='p3').pk}"
    for address, sent, kept in (
        (at(report, "paragraphs", "p3"), {"text": "Typed one."}, "Typed one."),
        (at(report, "about"), {"summary": "Typed two."}, "Typed two."),
        (f"{at(report)}add/sessions/", {"title": "Typed three."}, "Typed three."),
        (f"/editing/imports/{report.slug}/pieces/{key}/", {"words": "Four"}, "Four"),
        (
            at(report, "annexes", report.annexes.get().pk),
            {"subject": "Typed six."},
            "Typed six.",
        ),
        (f"{at(report)}step/", {"to": "in_review", "comment": "Five."}, "Five."),
    ):
        sign_in_and_wait_too_long(client)
        page = signed_in_again(client, client.post(address, sent))

        assert (page.status_code, "You had been signed out." in words(page)) == (
            200,
            True,
        )
        assert kept in words(page)
    assert Report.objects.get().status == "draft"


def test_a_report_is_no_piece_that_could_be_taken_away(desk, report):
    sent = {"version": report.version, "do": "remove"}

    page = desk.post(at(report, "about"), sent, follow=True)

    assert "given up on its own page" in words(page)
    assert Report.objects.get().paragraphs.count() == report.paragraphs.count() > 0


def test_what_was_typed_into_two_forms_stands_in_both_after_signing_in(client, report):
    make_account("eva", "editor", password=PASSWORD)
    sign_in_and_wait_too_long(client)
    forms = [at(report, "paragraphs", anchor) for anchor in ("p2", "p3")]
    answers = [client.post(one, {"text": f"Typed at {one}"}) for one in forms]

    for address, answer in zip(forms, answers, strict=True):
        page = (
            client.get(address)
            if "_auth_user_id" in client.session
            else signed_in_again(client, answer)
        )
        assert f"Typed at {address}" in words(page)


@pytest.mark.parametrize("sent", ["²", "-1", "9" * 40, ""])
def test_a_person_who_can_be_none_is_told_at_the_field(desk, report, sent):
    address = at(report, "people", "ben-otto")

    page = desk.post(address, typed(desk.get(address), person=[sent]))

    assert (page.status_code, page.context["form"].errors) == (
        422,
        {"person": ["Pick one."]},
    )


def test_a_suggested_theme_says_so_and_is_confirmed_by_a_tick(desk, report):
    address = at(report, "recommendations", "4.1")
    page = desk.get(address)
    assert 'Training <span class="under">(suggested)</span>' in words(page)

    desk.post(address, typed(page, confirm_themes="on"))

    (assigned,) = report.recommendations.get(reference="4.1").theme_assignments.all()
    assert (assigned.theme.label, assigned.status) == ("Training", "confirmed")
    assert "suggested" not in words(desk.get(address))

"""The form of an item: search, preview, save, conflict; typed text is never lost."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from portal.content import presence
from portal.content.models import Presence
from reports import publishing
from reports.models import Report
from tests.builders.editor_forms import at, typed, words
from tests.builders.records import make_account, make_organization

PASSWORD = "a long enough password"  # noqa: S105 -- of a test's own account


def test_every_item_has_an_edit_link_on_the_report_page(editor_client, report):
    page = words(editor_client.get(at(report)))

    for url in (
        at(report, "about"),
        at(report, "sessions", "session-1"),
        at(report, "paragraphs", "p3"),
        at(report, "recommendations", "4.1.a"),
        at(report, "people", "ben-otto"),
        at(report, "annexes", report.annexes.get().pk),
    ):
        assert f'href="{url}"' in page
        assert editor_client.get(url).status_code == 200


def test_a_viewer_sees_no_edit_links(client, report):
    client.force_login(make_account("vera", "viewer"))

    page = words(client.get(at(report)))

    assert "Training is dear." in page
    assert "/paragraphs/p3/" not in page
    assert "Send for review" not in page


def test_an_item_form_is_saved_with_its_comment(editor_client, report):
    url = at(report, "paragraphs", "p3")
    form_data = typed(editor_client.get(url), text="Training is very dear.", comment="Said so.")

    answer = editor_client.post(url, form_data)

    assert answer["Location"] == url
    newest = report.revisions.newest_first().first()
    assert (newest.by_name, newest.comment) == ("ana", "Said so.")
    assert report.paragraphs.get(anchor="p3").text == "Training is very dear."


def test_an_invalid_item_form_shows_the_error_at_each_field(editor_client, report):
    url = at(report, "about")
    form_data = typed(editor_client.get(url), title="", ends_on="2019-01-01")

    page = editor_client.post(url, form_data)

    assert page.status_code == 422
    assert page.context["form"].errors == {
        "title": ["This field is required."],
        "ends_on": ["The last day is before the first day."],
    }
    assert "2 fields must be corrected" in words(page)


def test_a_search_within_a_form_saves_nothing_and_keeps_the_typed_values(editor_client, report):
    organization = make_organization("Bali Process", aliases="BP")
    url = at(report, "paragraphs", "p3")
    changes = {"organizations-find": "bp", "do": "find-organizations", "text": ""}

    page = editor_client.post(url, typed(editor_client.get(url), **changes))

    picks = {row.name: picks for row, picks, _ in page.context["rows"]}
    assert [(choice.name, choice.is_picked) for choice in picks["organizations"]] == [
        ("ILO", True),
        (str(organization), False),
    ]
    assert "Not saved yet" in words(page)
    assert page.context["form"]["text"].value() == ""
    assert report.revisions.count() == 2


def test_a_preview_shows_sanitized_html_and_saves_nothing(editor_client, report):
    url = at(report, "about")
    form_data = typed(editor_client.get(url), summary="**Dear**<script>x</script>", do="preview")

    page = editor_client.post(url, form_data)

    assert page.context["page"].preview == "<p><strong>Dear</strong></p>"
    assert Report.objects.get().summary == "*Dear*"


def test_a_conflict_shows_base_theirs_and_mine_and_saves_the_resolution(client, report):
    rita = make_account("rita", "reviewer", first_name="Rita", last_name="Lim")
    url = at(report, "paragraphs", "p3")
    client.force_login(make_account("eva", "editor"))
    mine = typed(client.get(url), text="Training is mine.", themes=[])
    client.force_login(rita)
    client.post(url, typed(client.get(url), text="Training is hers."))
    client.force_login(make_account("eve", "editor"))

    page = client.post(url, mine)

    assert page.status_code == 409
    (one,) = page.context["page"].conflicts
    assert (one.base, one.theirs, one.mine) == (
        "Training is dear.",
        "Training is hers.",
        "Training is mine.",
    )
    assert "Rita Lim has saved the same fields" in words(page)
    both = typed(page, text="Training is ours.", themes=[])
    assert client.post(url, both).status_code == 302
    stored = report.paragraphs.get(anchor="p3")
    assert (stored.text, stored.themes.count()) == ("Training is ours.", 0)


def test_saving_a_deleted_item_returns_the_typed_text(editor_client, report):
    url = at(report, "paragraphs", "p3")
    form_data = typed(editor_client.get(url), text="Typed for nothing.")
    report.paragraphs.filter(anchor="p3").delete()

    page = editor_client.post(url, form_data)

    assert (page.status_code, "Typed for nothing." in words(page)) == (409, True)


def test_saving_an_item_of_a_report_in_review_returns_the_typed_text(editor_client, report):
    url = at(report, "paragraphs", "p3")
    form_data = typed(editor_client.get(url), text="Typed too late.")
    publishing.transition(report, "in_review")

    page = editor_client.post(url, form_data)

    assert (page.status_code, "Typed too late." in words(page)) == (409, True)
    assert report.paragraphs.get(anchor="p3").text == "Training is dear."


def test_a_csrf_failure_returns_the_typed_text(ana, report):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(ana)

    page = strict.post(at(report, "paragraphs", "p3"), {"text": "Typed, untrusted."})

    assert (page.status_code, "Typed, untrusted." in words(page)) == (403, True)


def test_items_are_moved_and_removed(editor_client, report):
    order = {"version": report.version, "do": "down"}
    editor_client.post(at(report, "sessions", "introduction"), order)
    assert report.sessions.get(anchor="introduction").position == 2
    report.refresh_from_db()

    refused = {"version": report.version, "do": "remove"}
    page = editor_client.post(at(report, "paragraphs", "p3"), refused)
    assert "It is part of the source" in words(page)
    editor_client.post(at(report, "annexes", report.annexes.get().pk), refused)

    assert report.annexes.count() == 0


def test_other_editors_are_shown_after_a_change_or_a_failed_save_and_not_on_looking(client, report):
    rita = make_account("rita", "reviewer", first_name="Rita", last_name="Lim")
    eva = make_account("eva", "editor")
    url = at(report, "paragraphs", "p3")
    client.force_login(rita)
    form_data = typed(client.get(url))
    seen_by_eva = [presence.other_editors(report, eva)]
    for change in ({"do": "preview"}, {"text": ""}, {"text": "Training is cheap."}):
        client.post(url, form_data | change)
        seen_by_eva.append([other.item for other in presence.other_editors(report, eva)])
        Presence.objects.all().delete()

    assert seen_by_eva == [[], *[["Paragraph 3"]] * 3]


def test_the_page_says_who_is_editing_what_and_since_when(client, report):
    rita = make_account("rita", "reviewer", first_name="Rita", last_name="Lim")
    presence.record_presence(report, rita, "Paragraph 3")
    client.force_login(make_account("eva", "editor"))
    for minutes, words_of_time in ((0, "just now"), (1, "1 minute ago"), (14, "14 minutes ago")):
        Presence.objects.update(at=timezone.now() - timedelta(minutes=minutes))
        for page in (at(report), at(report, "paragraphs", "p3")):
            expected = f"Rita Lim is editing Paragraph 3 (last change {words_of_time})"
            assert expected in words(client.get(page))

    Presence.objects.update(at=timezone.now() - timedelta(minutes=16))
    assert "Rita Lim is editing" not in words(client.get(at(report)))


def test_a_recommendation_is_nested_under_an_earlier_one_and_unnested(editor_client, report):
    url = at(report, "recommendations", "4.2")
    assert 'value="4.1"' in words(editor_client.get(url))

    for under in ("4.1", ""):
        report.refresh_from_db()
        form_data = {"version": report.version, "do": "nest", "under": under}
        editor_client.post(url, form_data)
        parent = report.recommendations.get(reference="4.2").parent
        assert (parent.reference if parent else "") == under


def sign_in_again(client, answer):
    """Sign in with the cookies of the client and follow the redirect."""
    next_url = parse_qs(urlsplit(answer["Location"]).query)["next"][0]
    form_data = {"login": "eva", "password": PASSWORD, "next": next_url}
    return client.post("/accounts/login/", form_data, follow=True)


def sign_in_and_let_the_session_expire(client):
    """Sign in and let the session expire as after an hour without a request."""
    client.post("/accounts/login/", {"login": "eva", "password": PASSWORD})
    Session.objects.update(expire_date=timezone.now())
    del client.cookies["sessionid"]


def test_a_form_sent_with_an_expired_session_is_filled_in_again_after_sign_in(client, report):
    make_account("eva", "editor", password=PASSWORD)
    for url, form_data, expected in (
        (at(report, "paragraphs", "p3"), {"text": "Typed one."}, "Typed one."),
        (at(report, "about"), {"summary": "Typed two."}, "Typed two."),
        (f"{at(report)}add/sessions/", {"title": "Typed three."}, "Typed three."),
        (at(report, "paragraphs", "p2"), {"do": "split", "words": "Four"}, "Four"),
        (
            at(report, "annexes", report.annexes.get().pk),
            {"subject": "Typed six."},
            "Typed six.",
        ),
        (f"{at(report)}step/", {"to": "in_review", "comment": "Five."}, "Five."),
    ):
        sign_in_and_let_the_session_expire(client)
        page = sign_in_again(client, client.post(url, form_data))

        assert (page.status_code, "You were signed out." in words(page)) == (
            200,
            True,
        )
        assert expected in words(page)
    assert Report.objects.get().status == "draft"


def test_a_report_cannot_be_removed_like_an_item(editor_client, report):
    form_data = {"version": report.version, "do": "remove"}

    page = editor_client.post(at(report, "about"), form_data)

    assert "Discard a report on its own page" in words(page)
    assert Report.objects.get().paragraphs.count() == report.paragraphs.count() > 0


def test_two_forms_sent_with_an_expired_session_are_both_filled_in_again_after_sign_in(
    client, report
):
    make_account("eva", "editor", password=PASSWORD)
    sign_in_and_let_the_session_expire(client)
    forms = [at(report, "paragraphs", anchor) for anchor in ("p2", "p3")]
    answers = [client.post(url, {"text": f"Typed at {url}"}) for url in forms]

    for url, answer in zip(forms, answers, strict=True):
        page = (
            client.get(url) if "_auth_user_id" in client.session else sign_in_again(client, answer)
        )
        assert f"Typed at {url}" in words(page)


@pytest.mark.parametrize("person_key", ["²", "-1", "9" * 40, ""])
def test_an_invalid_person_is_rejected_with_an_error_at_the_field(
    editor_client, report, person_key
):
    url = at(report, "people", "ben-otto")

    page = editor_client.post(url, typed(editor_client.get(url), person=[person_key]))

    assert (page.status_code, page.context["form"].errors) == (
        422,
        {"person": ["Pick one."]},
    )


def test_a_suggested_theme_is_marked_and_confirmed_by_a_checkbox(editor_client, report):
    url = at(report, "recommendations", "4.1")
    page = editor_client.get(url)
    assert 'Training <span class="subline">(suggested)</span>' in words(page)

    editor_client.post(url, typed(page, confirm_themes="on"))

    (assigned,) = report.recommendations.get(reference="4.1").theme_assignments.all()
    assert (assigned.theme.label, assigned.status) == ("Training", "confirmed")
    assert "suggested" not in words(editor_client.get(url))

"""The status page shows administrators the state of the installation."""

from django.urls import reverse

from tests.builders.records import make_account


def test_the_page_has_a_finding_of_each_check_and_says_what_to_do(client, db):
    client.force_login(make_account("ada", "administrator"))

    page = client.get(reverse("editor:status"))

    text = page.content.decode()
    assert [finding.check for finding in page.context["findings"]][:3] == [
        *("Program", "Database answers", "Tables"),
    ]
    assert ("has never run" in text, "a scheduler must call “manage.py run_jobs”" in text) == (
        True,
        True,
    )
    assert page.context["warnings"] > 0


def test_editors_and_reviewers_do_not_see_it(client, db):
    client.force_login(make_account("rita", "reviewer"))

    assert client.get(reverse("editor:status")).status_code == 403

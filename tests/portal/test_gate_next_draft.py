"""One gate: the next draft of a published report is nowhere, and readers keep what they have to the byte."""

from django.urls import reverse

from portal.history import nextdraft, recording
from reports import publishing
from reports.models import Report
from reports.signals import report_changed
from tests.builders import (
    assign_themes,
    make_annex,
    make_contribution,
    make_instrument,
    make_organization,
    make_person,
    make_theme,
)
from tests.kept_pages import forget_pages
from tests.portal.test_gate import SHOW_WHAT_IS_SOUGHT, WORD, shown, workshop


def drafted(word):
    """Make a next draft of a published report in which everything has the word; return both."""
    report = workshop_at("published", "Manila")
    draft = nextdraft.begin(report)
    Report.objects.filter(pk=draft.pk).update(
        title=f"{word} workshop", place=word, summary=word, kind=word
    )
    draft.co_chairs.add(make_organization(f"{word} Agency"))
    draft.sessions.update(title=f"{word} session", heading=f"{word} session")
    draft.paragraphs.update(text=f"{word} words")
    draft.recommendations.update(text=f"{word} wish")
    make_annex(draft, label=word)
    for one in draft.paragraphs.all():
        assign_themes(one, [make_theme(f"{word} theme")])
        one.instruments.add(make_instrument(f"{word} Declaration"))
        make_contribution(one, person=make_person(f"Ana {word}"))
    recording.record(draft, word)
    report_changed.send(sender=Report, report=draft)
    return report, Report.objects.get(pk=draft.pk)


def workshop_at(status, word):
    workshop(status, word)
    report = Report.objects.get(slug=word.lower())
    recording.readers_have(recording.record(report, "Filled"))
    return report


def pages_of(client, report, numbers):
    """Return what every page of the report says, and every version of it."""
    addresses = [
        report.get_absolute_url(),
        reverse("participants", args=[report.slug]),
        reverse("source", args=[report.slug]),
        *(one.get_absolute_url() for one in report.sessions.all()),
        *(one.get_absolute_url() for one in report.recommendations.all()),
        reverse("api:report", args=[report.pk]),
        *(reverse("report-version", args=[report.slug, one]) for one in numbers),
    ]
    return {one: b"".join(client.get(one)) for one in addresses}


def test_the_next_draft_of_a_published_report_is_nowhere(client, db):
    report, draft = drafted(WORD)
    forget_pages()

    everything = shown(client) | pages_of(client, report, range(1, draft.version + 1))

    # What was looked for is said; nothing is found.
    said = {f"{reverse(name)}?q={WORD}" for name in SHOW_WHAT_IS_SOUGHT}
    leaks = [one for one, page in everything.items() if WORD in page.decode()]
    assert set(leaks) <= said
    assert [one for one in said if b"Manila" in everything[one]] == []
    assert client.get(f"/reports/{draft.slug}/").status_code == 404


def test_a_published_page_stays_to_the_byte_until_the_next_draft_is_published(
    client, db
):
    report = workshop_at("published", "Manila")
    before = shown(client) | pages_of(client, report, [1])
    draft = nextdraft.begin(report)
    draft.paragraphs.update(text=f"{WORD} words")
    recording.record(draft, WORD)
    report_changed.send(sender=Report, report=draft)
    forget_pages()

    assert shown(client) | pages_of(client, report, [1]) == before
    publishing.publish(draft)

    assert WORD in client.get(report.get_absolute_url()).content.decode()

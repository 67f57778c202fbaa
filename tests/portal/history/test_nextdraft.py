"""While the next draft of a report is worked on, readers have what they had; then all of it at once."""

import pytest
from django.db import IntegrityError, transaction

from portal.correcting import corrections
from portal.correcting.units import units_of
from portal.history import nextdraft, recording, snapshot
from portal.history.kinds import KINDS
from portal.history.saving import SaveRefusedError
from recommendations.models import Recommendation
from reports import publishing
from reports.models import Gone, Paragraph, Report
from tests.portal.history.conftest import TEXT


def written(report):
    return snapshot.written(snapshot.of(Report.objects.get(pk=report.pk)))


def key_of(report, text):
    return next(one.key for one in units_of(report) if one.text == text)


def test_it_begins_as_what_readers_have(published):
    draft = nextdraft.begin(published)

    published.refresh_from_db()
    assert written(draft) == written(published)
    assert (draft.status, draft.version) == ("draft", published.version)


def test_it_is_begun_once(published):
    first, second = nextdraft.begin(published), nextdraft.begin(published)

    assert first == second
    assert nextdraft.working(published) == first
    assert nextdraft.begin(first) == first


def test_what_is_corrected_in_it_leaves_the_report_as_it_is(published, client):
    before = written(published)
    page = client.get(published.get_absolute_url()).content
    draft = nextdraft.begin(published)

    corrections.split(
        draft, draft.version, key_of(draft, "Training is dear."), len("Training")
    )

    assert written(published) == before
    assert client.get(published.get_absolute_url()).content == page
    assert written(draft) != before


def test_published_it_takes_the_place_of_the_report_under_the_old_keys(published):
    keys = {
        kind.name: set(kind.of(published).values_list("pk", flat=True))
        for kind in KINDS
    }
    draft = nextdraft.begin(published)
    corrections.split(draft, draft.version, key_of(draft, "Training is dear."), 8)
    said = written(draft)

    publishing.publish(draft)

    assert Report.objects.get() == published
    published.refresh_from_db()
    assert (published.status, written(published)) == ("published", said)
    for kind in KINDS:
        now = set(kind.of(published).values_list("pk", flat=True))
        new = {"paragraph": 1}.get(kind.name, 0)
        assert (now >= keys[kind.name], len(now - keys[kind.name])) == (True, new)


def test_a_record_keeps_the_key_under_which_it_was_drafted(published):
    draft = nextdraft.begin(published)
    _, made = corrections.split(
        draft, draft.version, key_of(draft, "Training is dear."), 8
    )

    publishing.publish(draft)

    assert Paragraph.objects.get(pk=made.record.pk).report == published


def test_drafts_follow_one_another(published):
    for _ in range(3):
        draft = nextdraft.begin(published)
        _, made = corrections.split(
            draft, draft.version, key_of(draft, "Training is dear."), 8
        )
        corrections.join(draft, draft.version, made.key)
        publishing.publish(draft)

    published.refresh_from_db()
    text = {one.text for one in published.paragraphs.all()}
    assert "Training is dear." in text
    numbers = list(
        published.revisions.order_by("number").values_list("number", flat=True)
    )
    assert numbers == sorted(set(numbers))
    assert published.version == numbers[-1]


def test_given_up_it_leaves_its_revisions(published):
    before = written(published)
    draft = nextdraft.begin(published)
    corrections.set_themes(draft, draft.version, key_of(draft, "Training is dear."), [])
    number = draft.version

    nextdraft.discard(draft)

    assert (written(published), Report.objects.count()) == (before, 1)
    assert published.revisions.get(number=number).deed == "Themes set: Paragraph 3"


def test_no_revision_of_a_later_draft_has_the_number_of_one_given_up(published):
    numbers = []
    for _ in range(2):
        draft = nextdraft.begin(published)
        numbers.append(recording.record(draft, "Tried").number)
        nextdraft.discard(draft)

    assert numbers[0] < numbers[1]


def test_it_has_no_readers_whatever_is_done_to_it(published):
    draft = nextdraft.begin(published)

    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.filter(pk=draft.pk).update(status="published")


def test_who_corrects_a_draft_that_was_published_meanwhile_is_told(published):
    draft = nextdraft.begin(published)
    key, version = key_of(draft, "Training is dear."), draft.version
    publishing.publish(Report.objects.get(pk=draft.pk))

    with pytest.raises(SaveRefusedError, match="is not drafted any more"):
        corrections.join(draft, version, key)
    with pytest.raises(publishing.MoveNotAllowedError, match="is not there any more"):
        publishing.move(draft, "in_review")


def test_a_withdrawn_report_is_not_drafted_twice(published):
    draft = nextdraft.begin(published)
    publishing.move(published, "withdrawn")

    with pytest.raises(
        publishing.MoveNotAllowedError, match="is being drafted already"
    ):
        publishing.move(published, "draft")
    publishing.publish(draft)

    published.refresh_from_db()
    assert published.status == "published"


def test_the_file_of_a_next_draft_reaches_readers_with_it(published, client, tmp_path):
    draft = nextdraft.begin(published)

    assert draft.source == published.source
    assert client.get(f"{published.get_absolute_url()}source").content == TEXT


def test_what_the_next_draft_lets_go_answers_that_it_is_gone(published, client):
    draft = nextdraft.begin(published)
    page = published.recommendations.get(reference="4.2").get_absolute_url()
    corrections.retype(
        draft, draft.version, key_of(draft, "ask employers."), "paragraph"
    )
    assert client.get(page).status_code == 200

    publishing.publish(draft)

    assert client.get(page).status_code == 410
    assert Gone.objects.get().text == "ask employers."


def test_levels_and_parents_of_a_next_draft_arrive(published):
    draft = nextdraft.begin(published)
    asked = draft.recommendations.get(reference="4.1")
    corrections.set_level(
        draft, draft.version, [f"recommendation-{asked.pk}"], "regional"
    )
    publishing.publish(draft)

    found = Recommendation.objects.order_by("position").values_list(
        "reference", "level", "parent__reference"
    )
    assert list(found) == [
        ("4.1", "regional", None),
        ("4.1.a", "regional", "4.1"),
        ("4.2", "", None),
    ]


def test_what_was_published_before_revisions_were_kept_is_told_when_it_goes(
    published, client
):
    published.revisions.all().delete()
    page = published.recommendations.get(reference="4.2").get_absolute_url()
    draft = nextdraft.begin(published)
    key = key_of(draft, "ask employers.")
    corrections.retype(draft, draft.version, key, "paragraph")

    publishing.publish(draft)

    assert client.get(page).status_code == 410

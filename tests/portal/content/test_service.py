"""Saving an item: stored fields, three-way merges with concurrent saves, conflicts and refusals."""

import pytest

from portal.content import draft_version, loader, workflow
from portal.content.edits.fields import SetFields
from portal.content.locking import SaveRequest
from portal.content.refusals import SaveRefusedError
from portal.content.schema import Item
from portal.content.service import ConflictError
from portal.editor.item_types import ITEM_TYPES
from recommendations.models import Involvement
from reports import publishing
from reports.models import Organization, Person, Report, Theme
from tests.builders import edits
from tests.builders.edits import blocks_of
from tests.builders.item_forms import PARAGRAPH, RECOMMENDATION, fill_form, save_fields, save_form
from tests.builders.records import make_account, make_organization, make_person, make_theme


def paragraph(report, anchor="p3"):
    return Report.objects.get(pk=report.pk).paragraphs.get(anchor=anchor)


def test_saving_a_paragraph_stores_its_text_and_links(report):
    care, organization = make_theme("Care"), make_organization("IOM")

    save_form(
        report,
        PARAGRAPH,
        text="Training is very dear.",
        themes=[care.pk],
        organizations=[organization.pk],
        label="(3)",
    )

    stored = paragraph(report)
    assert (stored.text, stored.number, stored.label) == (
        "Training is very dear.",
        "3",
        "(3)",
    )
    assert list(stored.themes.all()) == [care]
    assert list(stored.organizations.all()) == [organization]
    assert report.revisions.newest_first().first().action == "Edited: Paragraph 3"


def test_saving_a_paragraph_sets_and_removes_its_speakers(report):
    ben = Person.objects.get(name="Ben Otto")

    save_form(report, PARAGRAPH, voice="named", speakers=[ben.pk])
    assert [
        contribution.participation.person for contribution in paragraph(report).contributions.all()
    ] == [ben]
    save_form(report, PARAGRAPH, voice="document", speakers=[])

    assert paragraph(report).contributions.count() == 0


def test_saving_a_recommendation_stores_its_involvements_by_role(report):
    thailand = Organization.objects.get(name="Thailand")

    save_form(report, RECOMMENDATION, addressees=[thailand.pk], named=[])

    involvements = Involvement.objects.filter(recommendation__reference="4.1").order_by("role")
    assert [(involvement.role, involvement.organization.name) for involvement in involvements] == [
        ("addressee", "Thailand"),
        ("issuer", "ILO"),
    ]


def test_a_participant_can_be_replaced_only_by_a_person_who_is_not_one_yet(report):
    lea = make_person("Lea Brown")
    locator = (ITEM_TYPES["people"], "ben-otto")

    save_form(report, locator, person=[lea.pk], position="Adviser")

    assert report.participations.filter(person=lea).exists()
    with pytest.raises(SaveRefusedError, match="This person is already a participant"):
        save_form(
            report,
            (ITEM_TYPES["people"], "lea-brown"),
            person=[Person.objects.get(name="Ana Cruz").pk],
        )


def test_saving_an_annex_links_its_paragraph_and_session(report):
    key = str(report.annexes.get().pk)
    save_form(report, (ITEM_TYPES["annexes"], key), named_in="p3", session="closing")

    annex = report.annexes.get()
    assert (annex.named_in.anchor, annex.session.anchor) == ("p3", "closing")


def test_saving_the_report_details_renders_the_summary(report):
    save_form(
        report,
        (ITEM_TYPES["about"], ""),
        summary="**Dear**",
        place="Rome",
        ends_on=None,
    )

    report.refresh_from_db()
    assert (report.summary_html, report.place, report.ends_on) == (
        "<p><strong>Dear</strong></p>",
        "Rome",
        None,
    )


def test_a_save_keeps_concurrent_saves_of_other_items(report):
    version = report.version
    save_form(report, RECOMMENDATION, text="train many more")

    save_form(report, PARAGRAPH, version, text="Training is very dear.")

    assert paragraph(report).text == "Training is very dear."
    assert report.recommendations.get(reference="4.1").text == "train many more"


def test_a_save_keeps_concurrent_saves_of_other_fields_and_reports_them(
    report,
):
    version, theirs = report.version, make_theme("Care")
    mine = fill_form(report, PARAGRAPH, text="Training is very dear.")
    save_form(report, PARAGRAPH, themes=[theirs.pk])

    merged_fields = save_fields(report, PARAGRAPH, mine, version)

    stored = paragraph(report)
    assert (stored.text, list(stored.themes.all())) == (
        "Training is very dear.",
        [theirs],
    )
    assert [field.name for field in merged_fields] == ["themes"]


def test_a_concurrent_save_of_the_same_field_is_a_conflict_and_saves_nothing(report):
    ana, version = make_account("ana", "editor"), report.version
    mine = fill_form(report, PARAGRAPH, text="Training is mine.")
    save_form(report, PARAGRAPH, by=ana, text="Training is hers.")
    # A later save of another item must not be named as the cause of the conflict.
    save_form(report, RECOMMENDATION, by=make_account("eva", "editor"), text="train many")
    before = loader.load_snapshot(report)

    with pytest.raises(ConflictError) as conflict:
        save_fields(report, PARAGRAPH, mine, version)

    (field,) = [field for field in conflict.value.fields if field.is_conflict]
    assert (field.base, field.theirs, field.mine) == (
        "Training is dear.",
        "Training is hers.",
        "Training is mine.",
    )
    assert conflict.value.by_name == "ana"
    assert loader.load_snapshot(Report.objects.get(pk=report.pk)) == before


def test_a_resolved_conflict_is_saved(report):
    version = report.version
    mine = fill_form(report, PARAGRAPH, text="Training is mine.")
    save_form(report, PARAGRAPH, text="Training is hers.")
    with pytest.raises(ConflictError) as conflict:
        save_fields(report, PARAGRAPH, mine, version)

    both = mine | {"text": "Training is ours."}
    save_fields(report, PARAGRAPH, both, conflict.value.version)

    assert paragraph(report).text == "Training is ours."


def test_a_save_to_a_draft_version_that_was_published_meanwhile_is_rejected(published):
    draft = draft_version.begin_draft(published)
    fields = fill_form(draft, PARAGRAPH, text="Late.")
    saving = SaveRequest(draft.version)
    workflow.publish(Report.objects.get(pk=draft.pk))

    with pytest.raises(SaveRefusedError, match="is no longer a draft"):
        save_fields(draft, PARAGRAPH, fields, saving.version, saving.by)


def test_a_save_to_a_draft_that_was_discarded_meanwhile_is_rejected(report):
    edit = SetFields(Item("report", 0), {"title": "Late"})
    workflow.discard(report, SaveRequest(report.version, make_account(role="reviewer")))

    with pytest.raises(SaveRefusedError, match="another editor has discarded it"):
        edits.save(report, report.version, edit)


def test_a_save_of_a_deleted_item_is_rejected(report):
    fields = fill_form(report, PARAGRAPH, text="Late.")
    saving = SaveRequest(report.version)
    report.paragraphs.filter(anchor="p3").delete()

    with pytest.raises(SaveRefusedError, match="no longer exists"):
        save_fields(report, PARAGRAPH, fields, saving.version, saving.by)


def test_a_validation_error_of_a_model_is_reported_as_a_sentence(report):
    with pytest.raises(SaveRefusedError, match="Text: This field cannot be blank"):
        save_form(report, PARAGRAPH, text="")

    assert Theme.objects.count() == 1


def test_a_refusal_to_lose_words_is_a_sentence(report):
    key = next(block.key for block in blocks_of(report) if block.type == "title")

    with pytest.raises(SaveRefusedError, match=r"^This would lose, .* source: The title .*[^.]\.$"):
        edits.retype(report, report.version, key, "discard", "no title")


def test_an_editor_cannot_save_a_report_in_review_but_a_reviewer_can(report):
    ana, rita = make_account("ana", "editor"), make_account("rita", "reviewer")
    publishing.transition(report, "in_review")
    report.refresh_from_db()

    with pytest.raises(SaveRefusedError, match="your role may not edit it"):
        save_form(report, PARAGRAPH, by=ana, text="Mine.")
    save_form(report, PARAGRAPH, by=rita, text="Hers.")

    assert paragraph(report).text == "Hers."


def test_every_item_type_of_a_draft_version_can_be_saved_and_published(published):
    draft = draft_version.begin_draft(published)
    for locator, changes in (
        ((ITEM_TYPES["about"], ""), {"place": "Rome"}),
        ((ITEM_TYPES["sessions"], "session-1"), {"number": "I"}),
        (PARAGRAPH, {"text": "Training is very dear."}),
        (RECOMMENDATION, {"level": "regional"}),
        ((ITEM_TYPES["people"], "ben-otto"), {"position": "Adviser"}),
        ((ITEM_TYPES["annexes"], str(published.annexes.get().pk)), {"subject": "people"}),
    ):
        save_form(draft, locator, **changes)

    workflow.publish(Report.objects.get(pk=draft.pk))

    published.refresh_from_db()
    assert (published.place, published.slug) == ("Rome", "arf-seminar-skills-2019")
    assert published.recommendations.get(reference="4.1").level == "regional"


def test_concurrent_saves_of_voice_and_speakers_are_a_conflict(report):
    locator, version = (ITEM_TYPES["paragraphs"], "p1"), report.version
    save_form(report, locator, speakers=[], voice="named")
    base = Report.objects.get(pk=report.pk).version
    mine = fill_form(report, locator, speakers=[Person.objects.get(name="Ben Otto").pk])
    save_form(report, locator, base, voice="agreed", speakers=[])

    with pytest.raises(ConflictError) as conflict:
        save_fields(report, locator, mine, base)

    conflicting_names = [field.name for field in conflict.value.fields if field.is_conflict]
    assert (set(conflicting_names), version < base) == ({"voice", "speakers"}, True)


def test_speakers_of_a_paragraph_without_a_named_voice_are_rejected(report):
    ben = Person.objects.get(name="Ben Otto")

    with pytest.raises(SaveRefusedError, match="Only a named speaker's paragraph"):
        save_form(report, PARAGRAPH, voice="agreed", speakers=[ben.pk])

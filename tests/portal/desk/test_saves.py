"""A save of a piece keeps what was typed, what others have saved, and both where they met."""

import pytest

from portal.desk import pieces, saves
from portal.desk.pieces import PLACES
from portal.desk.saves import ConflictError
from portal.history import nextdraft, snapshot
from portal.history.saving import SaveRefusedError, Saving
from recommendations.models import Involvement
from reports import publishing
from reports.models import Organization, Person, Report, Theme
from tests.builders import (
    make_account,
    make_organization,
    make_person,
    make_theme,
)

P3 = (PLACES["paragraphs"], "p3")
R1 = (PLACES["recommendations"], "4.1")


def fields_of(report, where, **typed):
    """Return what a form of the piece would send, with something else typed."""
    place, address = where
    row = pieces.row_at(report, place, address)
    shown = pieces.fields_at(report, place, row)
    form = place.form(instance=row, initial=shown, report=report)
    return {name: shown.get(name) for name in form.fields} | typed


def save(report, where, version=None, by=None, **typed):
    fields = fields_of(report, where, **typed)
    saving = Saving(report.version if version is None else version, by)
    return saves.save(report, where, fields, saving)


def paragraph(report, anchor="p3"):
    return Report.objects.get(pk=report.pk).paragraphs.get(anchor=anchor)


def test_what_is_typed_is_stored_with_its_links(report):
    care, body = make_theme("Care"), make_organization("IOM")

    save(
        report,
        P3,
        text="Training is very dear.",
        themes=[care.pk],
        organizations=[body.pk],
        label="(3)",
    )

    stored = paragraph(report)
    assert (stored.text, stored.number, stored.label) == (
        "Training is very dear.",
        "3",
        "(3)",
    )
    assert list(stored.themes.all()) == [care]
    assert list(stored.organizations.all()) == [body]
    assert report.revisions.newest_first().first().deed == "Edited: Paragraph 3"


def test_speakers_are_taken_off_and_set(report):
    ben = Person.objects.get(name="Ben Otto")

    save(report, P3, voice="named", speakers=[ben.pk])
    assert [
        one.participation.person for one in paragraph(report).contributions.all()
    ] == [ben]
    save(report, P3, voice="document", speakers=[])

    assert paragraph(report).contributions.count() == 0


def test_who_acts_is_kept_by_role(report):
    thailand = Organization.objects.get(name="Thailand")

    save(report, R1, addressees=[thailand.pk], named=[])

    kept = Involvement.objects.filter(recommendation__reference="4.1").order_by("role")
    assert [(one.role, one.organization.name) for one in kept] == [
        ("addressee", "Thailand"),
        ("issuer", "ILO"),
    ]


def test_another_person_can_be_put_in_the_place_of_a_wrong_one(report):
    lea = make_person("Lea Brown")
    where = (PLACES["people"], "ben-otto")

    save(report, where, person=[lea.pk], position="Adviser")

    assert report.participations.filter(person=lea).exists()
    with pytest.raises(SaveRefusedError, match="Ana Cruz is among the participants"):
        save(
            report,
            (PLACES["people"], "lea-brown"),
            person=[Person.objects.get(name="Ana Cruz").pk],
        )


def test_an_annex_is_tied_to_where_it_is_named_and_supplied(report):
    key = str(report.annexes.get().pk)
    save(report, (PLACES["annexes"], key), named_in="p3", session="closing")

    annex = report.annexes.get()
    assert (annex.named_in.anchor, annex.session.anchor) == ("p3", "closing")


def test_the_report_s_own_page_is_saved_and_its_summary_rendered(report):
    save(report, (PLACES["about"], ""), summary="**Dear**", place="Rome", ends_on=None)

    report.refresh_from_db()
    assert (report.summary_html, report.place, report.ends_on) == (
        "<p><strong>Dear</strong></p>",
        "Rome",
        None,
    )


def test_other_pieces_that_others_saved_meanwhile_stay(report):
    version = report.version
    save(report, R1, text="train many more")

    save(report, P3, version, text="Training is very dear.")

    assert paragraph(report).text == "Training is very dear."
    assert report.recommendations.get(reference="4.1").text == "train many more"


def test_other_fields_of_the_piece_that_others_saved_meanwhile_stay_and_are_told(
    report,
):
    version, theirs = report.version, make_theme("Care")
    mine = fields_of(report, P3, text="Training is very dear.")
    save(report, P3, themes=[theirs.pk])

    told = saves.save(report, P3, mine, Saving(version))

    stored = paragraph(report)
    assert (stored.text, list(stored.themes.all())) == (
        "Training is very dear.",
        [theirs],
    )
    assert [one.name for one in told] == ["themes"]


def test_the_same_field_is_a_conflict_in_which_nothing_is_saved(report):
    ana, version = make_account("ana", "editor"), report.version
    mine = fields_of(report, P3, text="Training is mine.")
    save(report, P3, by=ana, text="Training is hers.")
    # Who saved other pieces since is not to blame.
    save(report, R1, by=make_account("eva", "editor"), text="train many")
    before = snapshot.of(report)

    with pytest.raises(ConflictError) as conflict:
        saves.save(report, P3, mine, Saving(version))

    (field,) = [one for one in conflict.value.fields if one.is_conflict]
    assert (field.base, field.theirs, field.mine) == (
        "Training is dear.",
        "Training is hers.",
        "Training is mine.",
    )
    assert conflict.value.by_name == "ana"
    assert snapshot.of(Report.objects.get(pk=report.pk)) == before


def test_a_conflict_that_was_looked_at_is_saved(report):
    version = report.version
    mine = fields_of(report, P3, text="Training is mine.")
    save(report, P3, text="Training is hers.")
    with pytest.raises(ConflictError) as conflict:
        saves.save(report, P3, mine, Saving(version))

    both = mine | {"text": "Training is ours."}
    saves.save(report, P3, both, Saving(conflict.value.version))

    assert paragraph(report).text == "Training is ours."


def test_a_draft_that_was_published_meanwhile_is_told(published):
    draft = nextdraft.begin(published)
    fields, saving = fields_of(draft, P3, text="Late."), Saving(draft.version)
    publishing.publish(Report.objects.get(pk=draft.pk))

    with pytest.raises(SaveRefusedError, match="is published"):
        saves.save(draft, P3, fields, saving)


def test_a_piece_that_is_gone_is_told(report):
    fields, saving = fields_of(report, P3, text="Late."), Saving(report.version)
    report.paragraphs.filter(anchor="p3").delete()

    with pytest.raises(SaveRefusedError, match="is not there any more"):
        saves.save(report, P3, fields, saving)


def test_what_a_model_refuses_is_told_in_words(report):
    with pytest.raises(SaveRefusedError, match="Text: This field cannot be blank"):
        save(report, P3, text="")

    assert Theme.objects.count() == 1


def test_an_editor_saves_nothing_in_a_report_that_is_in_review(report):
    ana, rita = make_account("ana", "editor"), make_account("rita", "reviewer")
    publishing.move(report, "in_review")
    report.refresh_from_db()

    with pytest.raises(SaveRefusedError, match="not yours to edit now"):
        save(report, P3, by=ana, text="Mine.")
    save(report, P3, by=rita, text="Hers.")

    assert paragraph(report).text == "Hers."


def test_every_piece_of_a_next_draft_is_saved(published):
    draft = nextdraft.begin(published)
    for where, typed in (
        ((PLACES["about"], ""), {"place": "Rome"}),
        ((PLACES["sessions"], "session-1"), {"number": "I"}),
        (P3, {"text": "Training is very dear."}),
        (R1, {"level": "regional"}),
        ((PLACES["people"], "ben-otto"), {"position": "Adviser"}),
        ((PLACES["annexes"], str(draft.annexes.get().pk)), {"subject": "people"}),
    ):
        save(draft, where, **typed)

    publishing.publish(Report.objects.get(pk=draft.pk))

    published.refresh_from_db()
    assert (published.place, published.slug) == ("Rome", "arf-seminar-skills-2019")
    assert published.recommendations.get(reference="4.1").level == "regional"


def test_voice_and_speakers_are_one_matter_for_two_editors(report):
    where, version = (PLACES["paragraphs"], "p1"), report.version
    save(report, where, speakers=[], voice="named")
    base = Report.objects.get(pk=report.pk).version
    mine = fields_of(report, where, speakers=[Person.objects.get(name="Ben Otto").pk])
    save(report, where, base, voice="agreed", speakers=[])

    with pytest.raises(ConflictError) as conflict:
        saves.save(report, where, mine, Saving(base))

    told = [one.name for one in conflict.value.fields if one.is_conflict]
    assert (set(told), version < base) == ({"voice", "speakers"}, True)


def test_speakers_of_words_that_nobody_in_person_said_are_refused_in_words(report):
    ben = Person.objects.get(name="Ben Otto")

    with pytest.raises(SaveRefusedError, match="Only a named speaker's paragraph"):
        save(report, P3, voice="agreed", speakers=[ben.pk])

"""Notes about unknown bodies and instruments are settled by the vocabulary."""

from portal.content.notes import conditions
from portal.content.notes.report_facts import ReportFacts
from reports.models import Instrument
from tests.builders.imported_reports import import_text
from tests.builders.records import make_organization


def test_adding_an_unknown_body_or_instrument_to_the_vocabulary_settles_its_note(db):
    make_organization("Norway")
    report = import_text(
        "Seminar on Wells\n10 March 2019, Marwick\n\nSession 1: Wells\n\n"
        "1. Ms. Ana Cruz, Director, Ministry of Water, Norway, noted the Convention on the Wells of "
        "Small Ports.\n"
    )
    notes = {note.code: note for note in report.notes.filter(code__endswith="-new")}

    assert [note.about for note in notes.values()] == [
        "Ministry of Water",
        "Convention on the Wells of Small Ports",
    ]
    assert applies_to(report, notes.values()) == [True, True]

    make_organization("Ministry of Water", slug="ministry-of-water")
    Instrument.objects.create(
        name="Wells Convention",
        slug="wells",
        kind="convention",
        wordings="Convention on the wells of small ports",
    )

    assert applies_to(report, notes.values()) == [False, False]


def applies_to(report, notes):
    facts = ReportFacts(report)
    return [conditions.still_applies(facts, note) for note in notes]

"""Made-up records for the gallery."""

from datetime import date
from types import SimpleNamespace

from recommendations.models import Recommendation
from reports.labels import LocalizedLabel
from reports.models import Contribution, Paragraph, Participation, Person, Report, Session, Theme

LONG = (
    "Strengthen the capacity of labour attachés, consular officers and border officials of all "
    "participating states to identify victims of trafficking in persons among irregular migrants "
)
# Number of the recommendation that has a parent.
NESTED = 2


def report():
    return Report(
        slug="sample",
        title="Workshop on a Title That Is Long Enough to Need Two Lines on Any Screen",
        starts_on=date(2015, 3, 10),
        ends_on=date(2015, 3, 11),
        place="Nay Pyi Taw, Myanmar",
        series="ARF",
    )


def theme(label, count):
    record = Theme(slug="sample", label=label)
    record.recommendation_count = record.statement_count = count
    return record


def named_record(name):
    return SimpleNamespace(localized_name=name, get_absolute_url=lambda: "#")


class TranslatedRecord:
    """A record on a page in another language."""

    localized_name = LocalizedLabel("Mobilitas tenaga kerja", "id", is_confirmed=False)

    def get_absolute_url(self):
        return "#"

    def __str__(self):
        return "Labour mobility"


def theme_assignment(label, *, is_suggested=False):
    return SimpleNamespace(theme=named_record(label), is_suggested=is_suggested)


def recommendation(level, number):
    record = Recommendation(
        report=report(),
        reference=f"21.C.{number}",
        level=level,
        text=LONG * (number % 3 + 1),
    )
    if number == NESTED:
        record.parent = Recommendation(text=LONG)
    record.listed_assignments = [
        theme_assignment("Labour mobility"),
        theme_assignment("Border management", is_suggested=True),
    ]
    record.listed_involvements = []
    return record


def paragraph(number, voice="named"):
    session = Session(
        report=report(),
        kind="session",
        number="1",
        title="Setting the Scene",
        anchor="s1",
    )
    record = Paragraph(
        report=session.report,
        session=session,
        number=number,
        anchor=f"p{number}",
        text=LONG * 4,
        voice=voice,
    )
    record.listed_assignments = [theme_assignment("Recruitment")]
    return record


def row(name):
    cells = f"{name} of the coast", LONG, "High <em>tide</em>"
    record = paragraph("", "document")
    record.text = f"{name} of the coast {LONG} High tide"
    row_html = "\n".join(f"<td>{cell}</td>" for cell in cells)
    record.text_html = f"<table><tbody><tr>{row_html}</tr></tbody></table>"
    return for_reading_view(record)


def for_reading_view(paragraph):
    """Return a stand-in for a paragraph: an unsaved one has no relations."""
    return SimpleNamespace(
        formatted=paragraph.formatted,
        cells=paragraph.cells,
        report=paragraph.report,
        anchor=paragraph.anchor,
        number=paragraph.number,
        display_name=paragraph.display_name,
        voice=paragraph.voice,
        text=paragraph.text,
        get_absolute_url="#reading",
        page_url="#paragraph",
        speaking_organizations=SimpleNamespace(all=[]),
        get_voice_display=paragraph.get_voice_display,
        listed_assignments=paragraph.listed_assignments,
        listed_speaking=[],
        contributions=SimpleNamespace(
            all=[contribution(paragraph.number)] if paragraph.voice == "named" else []
        ),
        headlines=[],
    )


def recommendation_with_nested(reference, level, nested):
    return SimpleNamespace(
        report=report(),
        reference=reference,
        number=reference,
        level=level,
        stated_level=level or "Level not stated",
        formatted=LONG,
        get_absolute_url="#reading",
        points=SimpleNamespace(all=nested),
    )


def contribution(number):
    spoken_paragraph = paragraph(number)
    person = Person(slug="sample", name="Maria Theresa dela Rosa-Macalintal")
    participation = Participation(person=person, position="Deputy Director General")
    participation.listed_affiliations = [
        SimpleNamespace(organization=named_record("Office of the Special Envoy"))
    ]
    return Contribution(paragraph=spoken_paragraph, participation=participation)

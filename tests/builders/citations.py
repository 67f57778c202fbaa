"""References to the first report, as values."""

from dataclasses import replace
from datetime import date

from portal.exports.citations.citation import VOICES, Author, Citation, CitedKind, CitedReport

ARF = Author("ASEAN Regional Forum", url="https://example.org/organizations/asean-regional-forum/")
REPORT = CitedReport(
    slug="arf-2015",
    title="ARF Workshop on Security, Stability and International Migration",
    url="https://example.org/reports/arf-2015/",
    kind="Co-Chairs’ Summary Report",
    series="ARF",
    body=ARF,
    co_chairs=(Author("Myanmar"), Author("United States")),
    starts_on=date(2015, 3, 10),
    ends_on=date(2015, 3, 11),
    place="Nay Pyi Taw, Myanmar",
    version=2,
    published_on=date(2026, 11, 28),
)
BRUCE = Author("Andrew Bruce", is_person=True, url="https://example.org/speakers/andrew-bruce/")


def cite_report(**fields):
    """Return the citation of the whole report; fields of the report may be given."""
    report = replace(REPORT, **fields)
    return Citation(
        kind=CitedKind.REPORT,
        id=report.slug,
        title=report.title,
        report=report,
        url=report.url,
        authors=report.bodies,
        genre=report.kind,
    )


def cite_statement(**fields):
    """Return the citation of what a person said in paragraph 13."""
    statement = Citation(
        kind=CitedKind.STATEMENT,
        id="arf-2015.p13.andrew-bruce",
        title="Paragraph 13",
        report=REPORT,
        url="https://example.org/reports/arf-2015/paragraphs/p13/",
        authors=(BRUCE,),
        voice="named",
        genre=VOICES["named"],
        number="13",
        text="Labour migration will grow.",
    )
    return replace(statement, **fields)


def cite_recommendation(**fields):
    """Return the citation of a recommendation that participants agreed on."""
    return cite_statement(
        **{
            "kind": CitedKind.RECOMMENDATION,
            "id": "arf-2015.r.21.C.3.b",
            "title": "Recommendation 21.C.3.b",
            "url": "https://example.org/recommendations/arf-2015/21.C.3.b/",
            "authors": (Author("Participants"),),
            "voice": "agreed",
            "genre": "Regional recommendation agreed by participants",
            "number": "21.C.3.b",
            "text": "Standardize recruitment practices.",
        }
        | fields
    )

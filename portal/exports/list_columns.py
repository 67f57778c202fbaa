"""The columns of the exported lists: heading, and the cell of a record."""

from portal.content.rationale_records import led_to, statements_behind
from portal.exports import declared_fields
from portal.exports.follow_up_json import follow_up_of, in_words
from portal.exports.record_links import absolute_url
from portal.lineage.listed import repetitions

# The heading of the column of what became of a recommendation.
FOLLOW_UP = "follow-up"


def join_names(records):
    return "; ".join(str(record) for record in records)


def confirmed_themes(record):
    """Return the names of the confirmed themes, without the suggested ones."""
    assignments = record.listed_assignments
    return join_names(assignment.theme for assignment in assignments if not assignment.is_suggested)


def statements(recommendation):
    """Return the statements that led to a recommendation, or “none”; empty if nothing is known."""
    paragraphs = statements_behind(recommendation)
    if paragraphs is None:
        return ""
    return "; ".join(one.number or one.anchor for one in paragraphs) or "none"


def recommendations(paragraph):
    """Return the recommendations to which a paragraph led."""
    return "; ".join(one.reference for one in led_to(paragraph))


RECOMMENDATIONS = (
    ("reference", lambda recommendation: recommendation.reference),
    ("level", lambda recommendation: recommendation.level),
    ("text", lambda recommendation: recommendation.text),
    (
        "stands under",
        lambda recommendation: recommendation.parent.reference if recommendation.parent else "",
    ),
    ("themes", lambda recommendation: join_names(recommendation.listed_themes)),
    ("recommended by", lambda recommendation: join_names(recommendation.issuers)),
    ("asked to act", lambda recommendation: join_names(recommendation.addressees)),
    (
        "organizations named",
        lambda recommendation: join_names(recommendation.organizations_named),
    ),
    ("report", lambda recommendation: recommendation.report.title),
    ("first day", lambda recommendation: recommendation.report.starts_on),
    ("address", absolute_url),
    ("themes confirmed", confirmed_themes),
    ("number", lambda recommendation: recommendation.number),
    ("voice", lambda recommendation: recommendation.paragraph_voice),
    ("last day", lambda recommendation: recommendation.report.ends_on),
    ("place", lambda recommendation: recommendation.report.place),
    ("series", lambda recommendation: recommendation.report.series),
    ("statements that led to it", statements),
    *declared_fields.table_columns("recommendation"),
    (FOLLOW_UP, lambda recommendation: in_words(follow_up_of(recommendation))),
    ("repeated", lambda recommendation: "; ".join(repetitions(recommendation))),
)


def cell_of_paragraph(cell):
    """Return a function from a statement or contribution to a cell of its paragraph."""
    return lambda spoken: cell(spoken.paragraph)


PARAGRAPH = (
    ("voice", cell_of_paragraph(lambda paragraph: paragraph.voice)),
    ("text", cell_of_paragraph(lambda paragraph: paragraph.text)),
    ("themes", cell_of_paragraph(lambda paragraph: join_names(paragraph.listed_themes))),
    ("session", cell_of_paragraph(lambda paragraph: str(paragraph.session))),
    ("report", cell_of_paragraph(lambda paragraph: paragraph.report.title)),
    ("first day", cell_of_paragraph(lambda paragraph: paragraph.report.starts_on)),
    ("address", absolute_url),
    ("themes confirmed", cell_of_paragraph(confirmed_themes)),
    ("last day", cell_of_paragraph(lambda paragraph: paragraph.report.ends_on)),
    ("place", cell_of_paragraph(lambda paragraph: paragraph.report.place)),
    ("series", cell_of_paragraph(lambda paragraph: paragraph.report.series)),
    ("led to", cell_of_paragraph(recommendations)),
    *declared_fields.table_columns("paragraph", lambda spoken: spoken.paragraph),
)

CONTRIBUTIONS = (
    ("paragraph", lambda contribution: contribution.paragraph.number),
    ("speaker", lambda contribution: contribution.participation.person.name),
    ("position", lambda contribution: contribution.participation.position),
    (
        "organizations",
        lambda contribution: join_names(
            link.organization for link in contribution.participation.listed_affiliations
        ),
    ),
    *PARAGRAPH,
)

STATEMENTS = (
    ("paragraph", lambda statement: statement.paragraph.number),
    ("speaker", lambda statement: str(statement.person or "")),
    ("position", lambda statement: statement.person and statement.participation.position),
    ("organizations", lambda statement: join_names(statement.organizations)),
    *PARAGRAPH,
)

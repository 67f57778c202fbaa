"""A report whose PDF is drawn in another order than it is read."""

from portal.imports.importer import ImportOptions, Upload, import_file
from tests.builders.pdf_files import paragraphs, printed

LINES = paragraphs(
    "ARF Seminar on Skills\n10 March 2019, Bangkok",
    "1. Skills travel with people across the region.",
    "2. Training is dear in every state of it.",
    "3. Fees of agents rose again last year.",
)
# The last paragraph is drawn before the second one.
DRAWN = [*LINES[:2], LINES[2], LINES[4], LINES[3]]
REASON = (
    "Uncertain on page 1: a second extraction of the file differs: it has “3. Fees of agents "
    "rose again last year.” in another place. Compare the text with the page, then resolve this note."
)


def import_uncertain(**options):
    """Import the PDF in the sandbox; return the report."""
    report, _ = import_file(Upload("seminar.pdf", printed(DRAWN)), ImportOptions(**options))
    return report

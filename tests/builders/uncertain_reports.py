"""A report whose PDF has two boxes side by side, which the reader reads across."""

from portal.imports.importer import ImportOptions, Upload, import_file
from tests.builders.pdf_files import Type, paragraphs, printed

TITLE = paragraphs("ARF Seminar on Skills\n10 March 2019, Bangkok\n\n1. Skills travel with people.")
REST = paragraphs(
    "4. Ports of the region\nwere named by all who\nspoke on that day at\nsome length, once more.",
    top=440,
)
# Drawn box by box.
BOXES = [
    Type("2. Training is dear, and", 500, 100),
    Type("fees rose again there.", 488, 100),
    Type("3. Agents of all states", 500, 330),
    Type("ask for lower fees.", 488, 330),
]
REASON = (
    "Uncertain on page 1: a second extraction of the file differs: it has “fees rose again there.” "
    "in another place. Compare the text with the page, then resolve this note."
)


def import_uncertain(**options):
    """Import the PDF in the sandbox; return the report."""
    report, _ = import_file(
        Upload("seminar.pdf", printed([*TITLE, *BOXES, *REST])), ImportOptions(**options)
    )
    return report

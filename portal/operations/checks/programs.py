"""Whether the processes that the portal starts work here: reading files, rendering Markdown."""

from portal.documents import sandbox
from portal.operations.checks.finding import Finding, error, ok
from portal.parsing.source import UnreadableError
from reports.markdown import render

SAMPLE = "Report of the workshop\n\n1. The workshop recommended that this file be read."


def check_reading() -> Finding:
    """Read a small file in the sandbox, as an import does."""
    check = "reading of files"
    try:
        source = sandbox.read_document("doctor.txt", SAMPLE.encode())
    except UnreadableError:
        return error(
            check,
            "the process that reads files does not start, or fails",
            "The log says why. It needs a folder for temporary files, must be allowed to call "
            "setrlimit, and needs 700 MB of memory.",
        )
    if "recommended" not in source.text:
        return error(check, "a file was read incorrectly", "Install the program again.")
    return ok(check, "a file was read in the sandbox")


def check_markdown() -> Finding:
    """Render a text, as a save does."""
    check = "rendering of Markdown"
    if "<strong>" in render("**bold**"):
        return ok(check, "a text was rendered")
    return error(
        check, "the process that renders Markdown does not work", "Install the program again."
    )

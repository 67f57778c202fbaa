"""A program of its own: editors save in two reports in turn, and import more, until it is ended.

It prints a line when it has begun, and at the end the number of saves and imports.
"""

import json
import signal
import threading

import django

django.setup()

from portal.imports.importer import ImportOptions, Upload, import_file  # noqa: E402
from tests.builders.item_forms import PARAGRAPH, save_form  # noqa: E402
from tests.builders.records import make_account  # noqa: E402
from tests.builders.seminar import TEXT  # noqa: E402

TITLES = ("ARF Seminar on Skills", "ARF Seminar on Wages")
SAVES_BETWEEN_IMPORTS = 10


def import_seminar(title, *, publish=False):
    text = TEXT.decode().replace(TITLES[0], title)
    report, _ = import_file(Upload("seminar.txt", text.encode()), ImportOptions(publish=publish))
    return report


def save_and_import(ended):
    """Save in the first report, then in the second, again and again; return what was stored."""
    editor = make_account("eva", "editor")
    reports = [import_seminar(title) for title in TITLES]
    print("saving", flush=True)  # noqa: T201 -- the sign that it has begun
    saves = imports = 0
    while not ended.is_set():
        for report in reports:
            report.refresh_from_db()
            save_form(report, PARAGRAPH, by=editor, text=f"Training is dear, {saves} times.")
        saves += 1
        if saves % SAVES_BETWEEN_IMPORTS == 0:
            import_seminar(f"ARF Seminar {imports}", publish=True)
            imports += 1
    return {"saves": 2 * saves, "imports": imports}


def main():
    ended = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: ended.set())
    print(json.dumps(save_and_import(ended)))  # noqa: T201 -- the program's output


if __name__ == "__main__":
    main()

"""Words that dates are written in."""

import subprocess
import sys

from django.conf import settings

PROGRAM = """
import portal.documents.sandbox_worker
from portal.parsing.calendar_words import month_names, token_pattern
print(month_names.cache_info().currsize, token_pattern.cache_info().currsize)
"""


def test_a_program_starts_without_reading_the_names_of_months():
    printed = subprocess.run(  # noqa: S603 -- our own program
        [sys.executable, "-c", PROGRAM],
        cwd=settings.BASE_DIR,
        check=True,
        capture_output=True,
        text=True,
    ).stdout

    assert printed.split() == ["0", "0"]

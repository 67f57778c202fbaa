"""Print what a release changes, from the changelog: release_notes.py CHANGELOG.md VERSION

Prints the section “Unreleased”, or that of the version if there is none.
"""

import re
import sys
from pathlib import Path


def release_notes(changelog: str, version: str) -> str:
    """Return the section “Unreleased”, or that of the version, under a title.

    Raise SystemExit if there is neither.
    """
    sections = re.split(r"^## ", changelog, flags=re.MULTILINE)[1:]
    by_title = {section.partition("\n")[0].split()[0]: section for section in sections}
    section = by_title.get("Unreleased") or by_title.get(version)
    if section is None:
        raise SystemExit(f"CHANGELOG.md has no section for {version}.")
    return f"# Workshop outcomes portal {version}\n\n{section.partition(chr(10))[2].strip()}\n"


if __name__ == "__main__":
    sys.stdout.write(release_notes(Path(sys.argv[1]).read_text(encoding="utf-8"), sys.argv[2]))

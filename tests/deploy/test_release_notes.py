"""The notes of a release."""

import pytest

from deploy.release_notes import release_notes

CHANGELOG = "# Changelog\n\n## 0.2.0 (2027-01-31)\n- New.\n\n## 0.1.0 (2026-11-28)\n- First.\n"


def test_the_notes_are_the_section_of_the_version():
    notes = release_notes(CHANGELOG, "0.2.0")

    assert notes == "# Workshop outcomes portal 0.2.0\n\n- New.\n"


def test_before_a_release_the_notes_are_what_is_unreleased():
    changelog = CHANGELOG.replace("## 0.2.0 (2027-01-31)", "## Unreleased")

    assert "- New." in release_notes(changelog, "0.2.0")


def test_a_version_without_notes_is_refused():
    with pytest.raises(SystemExit, match="no section for 9"):
        release_notes(CHANGELOG, "9.0.0")

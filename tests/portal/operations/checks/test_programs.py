"""Checks of the processes that the portal starts."""

import pytest

from portal.documents import sandbox
from portal.operations.checks import programs
from portal.operations.checks.finding import State


@pytest.mark.usefixtures("portal_starts_workers")
def test_files_are_read_and_texts_are_rendered_on_this_machine():
    assert [programs.check_reading().state, programs.check_markdown().state] == [State.OK] * 2


@pytest.mark.usefixtures("portal_starts_workers")
def test_a_sandbox_that_does_not_start_is_an_error(monkeypatch):
    monkeypatch.setattr(sandbox, "COMMAND", (*sandbox.COMMAND[:-1], "portal.documents.nowhere"))

    finding = programs.check_reading()

    assert (finding.state, "setrlimit" in finding.remedy) == (State.ERROR, True)

"""X4, X5: while the database takes no writes, readers are answered and editors are told why."""

import json

import pytest

from tests.claims.figures import report_figure
from tests.harness.own_portal import own_portal

pytestmark = pytest.mark.slow
REASONS = {
    "locked": "Too many other saves were in progress.",
    "read-only": "The portal can only read its data, not write to it.",
}


@pytest.fixture
def portal(tmp_path, request):
    for portal in own_portal(tmp_path, request.config.getoption("database")):
        portal.environment.update(SAVE_WAIT_SECONDS="1", STATEMENT_TIMEOUT_MS="10000")
        yield portal


@pytest.mark.parametrize("condition", REASONS)
def test_refused_saves_lose_nothing_and_reading_works(portal, condition):
    code, printed, complaints = portal.run("-m", "tests.claims.refused_writes", condition)

    assert code == 0, complaints[-3000:]
    outcome = json.loads(printed)
    assert REASONS[condition] in outcome.pop("page")
    report_figure(f"{condition}: reads {outcome['reads']}, saves {outcome['saves']}")
    assert outcome == {
        "reads": {"200": 20},
        "saves": {"503": 20},
        "typed text is shown": True,
        "is unchanged": True,
        "afterwards": 302,
    }

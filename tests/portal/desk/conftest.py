"""The report that the history is tested with."""

from tests.portal.history.conftest import published, report

__all__ = ["published", "report"]

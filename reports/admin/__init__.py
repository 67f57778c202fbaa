"""The administration of reports: one file a group of records. Imported to register them."""

from reports.admin import agenda, people, report, source, vocabulary

__all__ = ["agenda", "people", "report", "source", "vocabulary"]

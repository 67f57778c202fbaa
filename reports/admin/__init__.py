"""The administration of the registers: what many reports name. Imported to register them."""

from reports.admin import people, vocabulary

__all__ = ["people", "vocabulary"]

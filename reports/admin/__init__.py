"""Admin of the entities that reports share; importing it registers them."""

from reports.admin import people, vocabulary

__all__ = ["people", "vocabulary"]

"""Slugs that reports had before: their URLs redirect."""

from django.db import models

from reports.models.report import Report


class FormerSlug(models.Model):
    """A slug that a report had. Triggers keep every other report from taking it."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="former_slugs")
    slug = models.SlugField(max_length=80, unique=True)
    changed_at = models.DateTimeField(auto_now_add=True)

    def __str__(self):
        return self.slug

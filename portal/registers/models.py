"""Unions of two records of a register, each with all that undoing it needs, and pairs that are none."""

from django.db import models
from django.db.models import F, Q

from reports.models import Organization, Person

REGISTERS: dict[str, type[models.Model]] = {
    "person": Person,
    "organization": Organization,
}


class Union(models.Model):
    """Two records of one human being or one body, made one: what became of the other.

    It has no keys of other tables: the record that went is gone, and the other may go.
    """

    register = models.CharField(max_length=20)
    key = models.PositiveBigIntegerField(help_text="Of the record that went.")
    slug = models.SlugField(max_length=120, help_text="Its address, which leads on.")
    was_public = models.BooleanField(
        default=False, help_text="Whether readers may hold its address."
    )
    name = models.TextField()
    into = models.PositiveBigIntegerField(help_text="The key of the one that stayed.")
    into_name = models.TextField()
    undoing = models.JSONField(help_text="What has to be put back, and where.")
    made_at = models.DateTimeField(auto_now_add=True)
    by_name = models.CharField(max_length=200)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["register", "key"],
                condition=Q(undone_at=None),
                name="a_record_goes_once",
            ),
        ]
        indexes = [models.Index(fields=["register", "slug"], name="union_by_address")]

    def __str__(self):
        return f"{self.name} → {self.into_name}"


class Distinct(models.Model):
    """Two records that look alike and are not the same: an editor has said so."""

    register = models.CharField(max_length=20)
    one = models.PositiveBigIntegerField()
    other = models.PositiveBigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["register", "one", "other"], name="two_are_told_apart_once"
            ),
            models.CheckConstraint(
                name="the_lower_key_comes_first", condition=Q(one__lt=F("other"))
            ),
        ]

    def __str__(self):
        return f"{self.register} {self.one} is not {self.other}"

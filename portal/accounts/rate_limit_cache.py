"""The database cache in which django-allauth counts attempts."""

from django.core.cache.backends.db import DatabaseCache

from portal.accounts.models import RateLimitCounter


class RateLimitCache(DatabaseCache):
    """A cache that evicts only expired entries, however many there are.

    Django's own cache culls valid entries once there are too many: by adding entries, an attacker
    could evict the counts of attempts.
    """

    def _cull(self, db, cursor, now, num):
        RateLimitCounter.objects.using(db).filter(expires__lt=now).delete()

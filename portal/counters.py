"""Where django-allauth counts tries: in the database, and nobody's entries push out another's."""

from django.core.cache.backends.db import DatabaseCache

from portal.models import Counter


class CounterCache(DatabaseCache):
    """A cache that gives up only what has expired, however much is in it.

    Django's own forgets entries that still count once there are too many, and whoever can add
    entries could have it forget how often he has tried.
    """

    def _cull(self, db, cursor, now, num):
        Counter.objects.using(db).filter(expires__lt=now).delete()

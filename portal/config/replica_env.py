"""Settings of replicas of the database, from the environment."""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from portal.config import env

NAME = "READ_DATABASE_URL"
POSTGRES = env.DATABASE_ENGINES["postgres"]


def databases(folder: Path) -> dict:
    """Return Django's DATABASES, with a replica if READ_DATABASE_URL names one."""
    primary = env.database(folder)
    if not os.environ.get(NAME):
        return {"default": primary}
    replica = env.database_of(NAME, "")
    if (primary["ENGINE"], replica["ENGINE"]) != (POSTGRES, POSTGRES):
        raise ImproperlyConfigured(
            f"{NAME} names a replica of a PostgreSQL database; set DATABASE_URL and {NAME} to "
            f"postgres://…, or leave {NAME} unset."
        )
    # No page for readers writes, even after the replica has been promoted.
    replica["OPTIONS"]["options"] += " -c default_transaction_read_only=on"
    return {"default": primary, "replica": replica | {"TEST": {"MIRROR": "default"}}}


def lag_seconds() -> int:
    """Return how far a replica may be behind before readers read from the primary."""
    return env.integer("READ_LAG_SECONDS", 10, 1, 86_400)

"""The version of this program."""

import tomllib
from functools import cache
from importlib.metadata import PackageNotFoundError, version

from django.conf import settings

NAME = "workshop-outcomes-portal"


@cache
def program_version() -> str:
    """Return the version of the installed wheel, or of the checkout."""
    if settings.IS_CHECKOUT:
        project = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text(encoding="utf-8"))
        return str(project["project"]["version"])
    try:
        return version(NAME)
    except PackageNotFoundError:
        return "unknown"

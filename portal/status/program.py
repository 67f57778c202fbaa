"""The version of this program."""

from importlib.metadata import PackageNotFoundError, version

from django.conf import settings

DISTRIBUTION = "workshop-outcomes-portal"


def installed_version() -> str:
    try:
        return version(DISTRIBUTION)
    except PackageNotFoundError:
        # It runs from its folder, which names the version.
        text = (settings.BASE_DIR / "pyproject.toml").read_text()
        return text.partition('version = "')[2].partition('"')[0]

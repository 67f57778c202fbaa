"""What every test has."""

import pytest
from django.conf import settings
from django.core.cache import cache

pytest_plugins = ["tests.browser"]


def pytest_configure():
    # Pages are tested without collecting static files first.
    settings.STORAGES["staticfiles"] = {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
    }


@pytest.fixture(autouse=True)
def _nothing_cached():
    cache.clear()

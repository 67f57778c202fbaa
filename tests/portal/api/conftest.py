"""What the tests of the API share."""

import pytest


@pytest.fixture
def site(settings):
    settings.BASE_URL = "https://portal.example"
    settings.ALLOWED_HOSTS = ["portal.example", "testserver"]
    return settings.BASE_URL

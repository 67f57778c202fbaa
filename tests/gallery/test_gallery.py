"""The component gallery."""

import pytest

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.gallery.urls")]


def test_the_gallery_shows_every_level_and_a_recommendation_without_one(client):
    page = client.get("/gallery/")

    levels = [one.level for one in page.context["recommendations"]]
    assert levels == ["national", "bilateral", "regional", "all", ""]


def test_the_gallery_shows_every_partial_template(client, settings):
    page = client.get("/gallery/")

    folder = settings.BASE_DIR / "templates"
    partials = {str(one.relative_to(folder)) for one in folder.rglob("_*.html")}
    assert partials - {one.name for one in page.templates} == set()

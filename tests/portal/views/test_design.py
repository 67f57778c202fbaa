"""The page of components is for whoever works on them."""

import pytest


@pytest.mark.usefixtures("db")
def test_the_components_are_shown_in_development_only(client, settings):
    settings.DEBUG = False
    hidden = client.get("/design/")
    settings.DEBUG = True
    shown = client.get("/design/")

    assert (hidden.status_code, shown.status_code) == (404, 200)


@pytest.mark.usefixtures("db")
def test_every_level_and_a_recommendation_without_one_is_shown(client, settings):
    settings.DEBUG = True

    page = client.get("/design/")

    levels = [one.level for one in page.context["recommendations"]]
    assert levels == ["national", "bilateral", "regional", "all", ""]


@pytest.mark.usefixtures("db")
def test_every_part_that_pages_share_is_shown(client, settings):
    settings.DEBUG = True

    page = client.get("/design/")

    folder = settings.BASE_DIR / "templates"
    parts = {str(one.relative_to(folder)) for one in folder.rglob("_*.html")}
    assert parts - {one.name for one in page.templates} == set()

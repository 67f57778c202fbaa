"""Pages name their feeds, so that feed readers find them."""

import re

import pytest

from recommendations.models import Recommendation
from tests.builders.gate_workshop import make_workshop

pytestmark = pytest.mark.django_db

FEEDS = {
    "/": ["/reports/feed.atom"],
    "/reports/?series=ARF": ["/reports/feed.atom?series=ARF"],
    "/recommendations/?level=national": ["/recommendations/feed.atom?level=national"],
    "/statements/": ["/statements/feed.atom"],
    "/contributions/?sort=oldest": ["/contributions/feed.atom"],
    "/speakers/": ["/reports/feed.atom"],
    "/speakers/ana-manila/": ["/contributions/feed.atom?speaker=ana-manila"],
    "/reports/manila/": ["/recommendations/feed.atom?report=manila"],
    **{
        f"/{name}s/{slug}/": [
            f"/recommendations/feed.atom?{name}={slug}",
            f"/statements/feed.atom?{name}={slug}",
        ]
        for name, slug in (
            ("organization", "manila-agency"),
            ("theme", "manila-theme"),
            ("instrument", "manila-declaration"),
        )
    },
}


@pytest.mark.parametrize("page", FEEDS)
def test_a_page_names_its_feeds(client, page):
    make_workshop("published", "Manila")
    Recommendation.objects.update(level="national")

    text = client.get(page).content.decode()

    feeds = re.findall(
        r'<link rel="alternate"\s+type="application/atom\+xml"\s+href="([^"]*)">', text
    )
    assert feeds == FEEDS[page]
    assert [client.get(feed).status_code for feed in feeds] == [200] * len(feeds)

"""docs/privacy.md names every table, so that nobody adds personal data without saying so."""

import re

from django.apps import apps
from django.conf import settings


def test_every_table_is_named_in_the_guide_to_privacy():
    guide = (settings.BASE_DIR / "docs/privacy.md").read_text(encoding="utf-8")

    named = set(re.findall(r"`([a-z_]+\.[A-Z]\w+)`", guide))

    tables = {model._meta.label for model in apps.get_models(include_auto_created=True)}
    assert tables - named == set()
    assert named - tables == set()

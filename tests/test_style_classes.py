"""Class selectors of style sheets and scripts select something."""

import re
from pathlib import Path

import django
import pytest
from django.conf import settings

from reports.models import Paragraph

STATIC = settings.BASE_DIR / "static"
SHEETS = ["portal.css", "matrix.css", "demo.css", "editing.css"]
SCRIPTS = ["copy.js", "offline.js", "suggest.js", "ticks.js", "upload.js"]
# A class="…" with template tags inside; a value that is put together keeps its first part.
ATTRIBUTE = re.compile(r'class="((?:\{[{%].*?[%}]\}|[^"{])*)"', re.DOTALL)


def given_classes():
    """Return the classes that templates and scripts give, and those that end in a variable."""
    html = "".join(
        path.read_text(encoding="utf-8")
        for path in (settings.BASE_DIR / "templates").rglob("*.html")
    )
    scripts = "".join((STATIC / name).read_text(encoding="utf-8") for name in SCRIPTS)
    values = [*ATTRIBUTE.findall(html), *re.findall(r'className = "([^"]*)"', scripts)]
    text = " ".join(re.sub(r"\{%.*?%\}", " ", value) for value in values)
    names = set(re.sub(r"\S*\{\{.*?\}\}\S*", " ", text).split())
    return names, tuple(re.findall(r"([a-z]\S*-)\{\{", text))


def selected_classes(name):
    text = (STATIC / name).read_text(encoding="utf-8")
    if name.endswith(".css"):
        selectors = re.findall(r"([^{}]+)\{", re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL))
        return set(re.findall(r"\.([a-z][\w-]*)", " ".join(selectors)))
    strings = re.findall(r'"([^"\n]*)"', text)
    return {
        name for string in strings for name in re.findall(r"(?:^|[\s,])\.([a-z][\w-]*)", string)
    }


@pytest.mark.parametrize("name", [*SHEETS, *SCRIPTS])
def test_every_class_selector_matches_a_class_of_a_template_or_script(name):
    names, prefixes = given_classes()
    # A paragraph’s mark has its voice as a class.
    names |= set(Paragraph.Voice.values)

    unknown = {
        selected for selected in selected_classes(name) - names if not selected.startswith(prefixes)
    }
    assert unknown == set()


def test_every_class_selector_of_the_registers_matches_a_class_of_django():
    root = Path(django.__file__).parent
    folders = (root / "contrib/admin", root / "contrib/auth/templates", root / "forms")
    text = "".join(
        path.read_text(encoding="utf-8")
        for folder in folders
        for path in folder.rglob("*")
        if path.suffix in {".html", ".py"}
    ) + "".join(given_classes()[0])

    assert {name for name in selected_classes("registers.css") if name not in text} == set()

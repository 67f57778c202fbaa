"""A pseudo-locale: every translatable message comes back in ⟦brackets⟧."""

import re
from html.parser import HTMLParser

import pytest
from django.template import engines
from django.utils import translation

from portal.web import slot_templates

# A chart in SVG cuts a message at the end of its line.
BRACKETED = re.compile(r"⟦[^⟦⟧]*(?:⟧|$)|^[^⟦⟧]*⟧")
# A reference such as 21.C.3.b is the same in every language.
REFERENCES = re.compile(r"\b\d[\w.()-]*")
# The query that the reader typed.
QUOTED = re.compile(r"“[^”]*”")
LETTERS = re.compile(r"[^\W\d_]")
VOID = {"input", "link", "meta", "br", "hr", "img"}
# Attributes with words for readers; titles and descriptions mix them with names of records.
TEXT_ATTRIBUTES = {"aria-label", "alt", "placeholder", "title", "data-copy", "data-copied"}
TEXT_ATTRIBUTES |= {"data-copy-link", "data-copy-quotation"}
IGNORED_TAGS = {"script", "style"}


@pytest.fixture
def _pseudo_language(monkeypatch):
    def bracketed(message):
        return f"⟦{message}⟧" if message else message

    def of_number(singular, plural, number):
        return bracketed(singular if number == 1 else plural)

    catalog = translation._trans
    monkeypatch.setattr(catalog, "gettext", bracketed)
    monkeypatch.setattr(catalog, "pgettext", lambda context, message: bracketed(message))
    monkeypatch.setattr(catalog, "ngettext", of_number)
    monkeypatch.setattr(catalog, "npgettext", lambda context, *message: of_number(*message))
    forget_rendered_once()
    yield
    forget_rendered_once()


def forget_rendered_once():
    """Forget what is rendered once for each language: slot templates, and “once” in templates."""
    slot_templates.TEXTS.clear()
    for loader in engines["django"].engine.template_loaders:
        loader.reset()


def left_behind(page):
    """Return the words of a page that are neither translatable nor marked with their language.

    The text of an element with `lang` or `translate="no"` is content.
    """
    finder = Finder()
    finder.feed(page)
    return [*finder.untranslated, *finder.untranslated_in_title()]


class Finder(HTMLParser):
    def __init__(self):
        super().__init__()
        self.open = []
        self.untranslated = []
        self.title = ""
        self.content = ""

    def handle_starttag(self, tag, attributes):
        attribute_map = dict(attributes)
        # The lang attribute of the html element is the language of the interface.
        has_own_language = "lang" in attribute_map and tag != "html"
        content = has_own_language or attribute_map.get("translate") == "no"
        if tag not in VOID:
            self.open.append((tag, content))
        if content or self.in_content():
            return
        for name, value in attributes:
            if name in TEXT_ATTRIBUTES:
                self.check(value)

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, text):
        tags = {tag for tag, _ in self.open}
        if self.in_content():
            self.content += f"{text} "
            return
        if tags & IGNORED_TAGS:
            return
        if "title" in tags and "svg" not in tags:
            self.title += text
        else:
            self.check(text)

    def untranslated_in_title(self):
        """Return the words of the title that are neither messages nor names of the page's records.

        A title cannot mark content with an element; elsewhere on the page an element does.
        """
        content = " ".join(self.content.split())
        title = QUOTED.sub("", " ".join(self.title.split()))
        # A message may contain another, as a sentence the name of a month.
        while BRACKETED.search(title):
            title = BRACKETED.sub(", ", title)
        words = (REFERENCES.sub("", part).strip(" :·…") for part in title.split(", "))
        return [word for word in words if LETTERS.search(word) and word not in content]

    def in_content(self):
        return any(content for _, content in self.open)

    def check(self, text):
        rest = text
        while BRACKETED.search(rest):
            rest = BRACKETED.sub(" ", rest)
        if LETTERS.search(REFERENCES.sub(" ", rest)):
            self.untranslated.append(" ".join(text.split()))

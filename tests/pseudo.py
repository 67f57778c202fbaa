"""A language that is none: every message that can be translated comes back in ⟦brackets⟧."""

import re
from html.parser import HTMLParser

import pytest
from django.utils import translation

# A picture cuts a message where its line ends.
BRACKETED = re.compile(r"⟦[^⟦⟧]*(?:⟧|$)|^[^⟦⟧]*⟧")
# 21.C.3.b is called so in every language.
REFERENCES = re.compile(r"\b\d[\w.()-]*")
# What the reader typed.
QUOTED = re.compile(r"“[^”]*”")
LETTERS = re.compile(r"[^\W\d_]")
VOID = {"input", "link", "meta", "br", "hr", "img"}
# Words for a reader in attributes; a title and a description mix them with names of records.
SPOKEN = {"aria-label", "alt", "placeholder", "title", "data-copy", "data-copied"}
SPOKEN |= {"data-copy-link", "data-copy-quotation"}
SILENT = {"script", "style"}


@pytest.fixture
def _pseudo_language(monkeypatch):
    def bracketed(message):
        return f"⟦{message}⟧" if message else message

    def of_number(singular, plural, number):
        return bracketed(singular if number == 1 else plural)

    spoken = translation._trans
    monkeypatch.setattr(spoken, "gettext", bracketed)
    monkeypatch.setattr(spoken, "pgettext", lambda context, one: bracketed(one))
    monkeypatch.setattr(spoken, "ngettext", of_number)
    monkeypatch.setattr(
        spoken, "npgettext", lambda context, *message: of_number(*message)
    )


def left_behind(page):
    """Return the words of a page that neither can be translated nor say what language they are in.

    What an element with `lang` or `translate="no"` holds is content.
    """
    finder = Finder()
    finder.feed(page)
    return [*finder.found, *finder.left_in_title()]


class Finder(HTMLParser):
    def __init__(self):
        super().__init__()
        self.open = []
        self.found = []
        self.title = ""
        self.content = ""

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        # The page's own language is that of the interface.
        own = "lang" in given and tag != "html"
        content = own or given.get("translate") == "no"
        if tag not in VOID:
            self.open.append((tag, content))
        if content or self.in_content():
            return
        for name, value in attributes:
            if name in SPOKEN:
                self.look_at(value)

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, text):
        tags = {tag for tag, _ in self.open}
        if self.in_content():
            self.content += f"{text} "
            return
        if tags & SILENT:
            return
        if "title" in tags and "svg" not in tags:
            self.title += text
        else:
            self.look_at(text)

    def left_in_title(self):
        """Return the words of the title that are neither messages nor names of the page's records.

        No element inside a title can say that its text is content; elsewhere one does.
        """
        content = " ".join(self.content.split())
        title = QUOTED.sub("", " ".join(self.title.split()))
        pieces = BRACKETED.sub(", ", title).split(", ")
        words = (REFERENCES.sub("", piece).strip(" :·…") for piece in pieces)
        return [one for one in words if LETTERS.search(one) and one not in content]

    def in_content(self):
        return any(content for _, content in self.open)

    def look_at(self, text):
        rest = text
        while BRACKETED.search(rest):
            rest = BRACKETED.sub(" ", rest)
        if LETTERS.search(REFERENCES.sub(" ", rest)):
            self.found.append(" ".join(text.split()))

"""Read an offline copy as a crawler does: which links its pages have, and which of them are broken."""

import posixpath
from collections import defaultdict
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from lxml import html

# Attributes that lead to something; of `link`, only what a browser loads.
LINKS = (("a", "href"), ("link", "href"), ("script", "src"), ("img", "src"), ("form", "action"))
# Attributes that load something or run it.
FORBIDDEN = ("style", "onerror", "srcset", "data-suggestions", "onclick", "onload", "formaction")


@dataclass
class Crawler:
    """What a crawl of a folder has found, by file."""

    folder: object
    # Files reached from index.html.
    reached: set[str] = field(default_factory=set)
    # (file, link) of links without a target.
    broken: list[tuple[str, str]] = field(default_factory=list)
    # Addresses with a scheme that a reader may follow, without fragments.
    outside: set[str] = field(default_factory=set)
    # (file, address) of what a browser would load from elsewhere.
    loaded: list[tuple[str, str]] = field(default_factory=list)
    # By file, the attribute.
    forbidden: list[tuple[str, str]] = field(default_factory=list)
    waiting: list[str] = field(default_factory=lambda: ["index.html"])
    anchors: dict[str, set[str]] = field(default_factory=dict)
    # {(target, anchor): links to it}
    wanted: dict[tuple[str, str], list[tuple[str, str]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def crawl(self):
        """Follow all links from index.html. A fragment with "=" states filters, another an anchor."""
        while self.waiting:
            file = self.waiting.pop()
            if file not in self.reached:
                self.reached.add(file)
                if file.endswith(".html"):
                    self.read(file)
        for (target, anchor), links in self.wanted.items():
            if anchor not in self.anchors[target]:
                self.broken += links
        return self

    def read(self, file):
        document = html.document_fromstring((self.folder / file).read_bytes())
        self.anchors[file] = set(document.xpath("//@id"))
        self.forbidden += [(file, name) for name in FORBIDDEN if document.xpath(f"//@{name}")]
        for tag, attribute in LINKS:
            for element in document.iter(tag):
                if (link := element.get(attribute)) is not None:
                    self.follow(file, element, link)

    def follow(self, file, element, link):
        parts = urlsplit(link)
        if parts.scheme or parts.netloc:
            is_followed = element.tag == "a" or element.get("rel") == "canonical"
            address = parts._replace(fragment="").geturl()
            self.outside.add(address) if is_followed else self.loaded.append((file, link))
            return
        beside = posixpath.join(posixpath.dirname(file), unquote(parts.path))
        target = posixpath.normpath(beside) if parts.path else file
        if link.startswith("/") or parts.query or not (self.folder / target).is_file():
            self.broken.append((file, link))
            return
        self.waiting.append(target)
        if parts.fragment and "=" not in parts.fragment:
            self.wanted[target, unquote(parts.fragment)].append((file, link))

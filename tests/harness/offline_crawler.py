"""Read an offline copy as a crawler does: which links its pages have, and which of them are broken."""

import posixpath
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from lxml import html

# Attributes that lead to something; of `link`, only what a browser loads.
LINKS = (("a", "href"), ("link", "href"), ("script", "src"), ("img", "src"), ("form", "action"))
# Attributes that would load something, or run it.
FORBIDDEN = ("style", "srcset", "data-suggestions", "onclick", "onload", "formaction")


@dataclass
class Crawl:
    """What a crawl has found, by file of the copy."""

    # Files reached from index.html.
    reached: set[str] = field(default_factory=set)
    # (file, link) of links without a target.
    broken: list[tuple[str, str]] = field(default_factory=list)
    # Addresses with a scheme, without fragments.
    outside: set[str] = field(default_factory=set)
    # (file, address) of what a browser would load from elsewhere.
    loaded: list[tuple[str, str]] = field(default_factory=list)
    forbidden: list[tuple[str, str]] = field(default_factory=list)


def crawl(folder):
    """Follow all links from index.html; fragments with "=" are filters, others are anchors."""
    found, waiting, anchors = Crawl(), ["index.html"], {}

    def read(file):
        document = html.document_fromstring((folder / file).read_bytes())
        anchors[file] = set(document.xpath("//@id"))
        return document

    fragments = []
    while waiting:
        file = waiting.pop()
        if file in found.reached:
            continue
        found.reached.add(file)
        if not file.endswith(".html"):
            continue
        document = read(file)
        found.forbidden += [(file, name) for name in FORBIDDEN if document.xpath(f"//@{name}")]
        for element, link in links_of(document):
            parts = urlsplit(link)
            if parts.scheme:
                record_outside(found, element, file, link)
                continue
            target = posixpath.normpath(
                posixpath.join(posixpath.dirname(file), unquote(parts.path))
            )
            target = target if parts.path else file
            if link.startswith("/") or parts.query or not (folder / target).is_file():
                found.broken.append((file, link))
                continue
            waiting.append(target)
            fragments.append((file, link, target, parts.fragment))
    found.broken += [
        (file, link)
        for file, link, target, fragment in fragments
        if fragment and "=" not in fragment and unquote(fragment) not in anchors[target]
    ]
    return found


def links_of(document):
    for tag, attribute in LINKS:
        for element in document.iter(tag):
            if (link := element.get(attribute)) is not None:
                yield element, link


def record_outside(found, element, file, link):
    if element.tag == "a" or element.get("rel") == "canonical":
        found.outside.add(urlsplit(link)._replace(fragment="").geturl())
    else:
        found.loaded.append((file, link))

"""Turn a page of the site into a page of the copy: relative links, nothing that needs the server."""

import posixpath
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

from django.conf import settings
from lxml import html

from portal.offline.url_mapping import Target, is_written_page, target_of

# Scripts, styles, pictures and forms have two sources: `self`, which is enough on a host, and `file:`, which some browsers need for
# pages without a host.
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self' file:",
        "style-src 'self' file:",
        "img-src 'self' file:",
        "form-action 'self' file:",
        "base-uri 'none'",
    )
)
KEPT_LINKS = ("stylesheet", "icon", "canonical")
STATIC_FILES = ("portal.css", "favicon.svg", "offline.js")
STATIC_FOLDER = "static"
SEARCH = Target("search.html")
PARSER = html.HTMLParser(encoding="utf-8")


@dataclass(frozen=True)
class Chrome:
    """The parts that every page of the copy has: HTML of the notice on top and of the footer."""

    notice: str
    footer: str
    # Said after links that lead to the live site.
    live: str
    # The pages that administrators have written, by their URLs.
    written: frozenset[str] = frozenset()
    # What the page has in the copy only, at its end.
    addition: str = ""


def rewrite_page(content: bytes, address: str, file: str, chrome: Chrome) -> bytes:
    """Return a page of the site as the content of a file of the copy."""
    document = html.document_fromstring(content, parser=PARSER)
    rewrite_head(document.head, file)
    replace_chrome(document, chrome)
    rewrite_forms(document, address, file)
    for link in document.body.iter("a"):
        if (href := link.get("href")) is not None:
            rewrite_link(link, urljoin(address, href), file, chrome)
    text = html.tostring(document, encoding="utf-8", doctype="<!DOCTYPE html>")
    return bytes(text)


def rewrite_head(head: html.HtmlElement, file: str) -> None:
    policy = {"http-equiv": "Content-Security-Policy", "content": CONTENT_SECURITY_POLICY}
    # After the character set, which browsers look for in the first bytes.
    head.insert(1, html.Element("meta", policy))
    for script in list(head.iter("script")):
        rewrite_static(script, "src", file)
    for link in list(head.iter("link")):
        if link.get("rel") not in KEPT_LINKS:
            link.drop_tree()
        elif link.get("rel") != "canonical":
            rewrite_static(link, "href", file)


def rewrite_static(element: html.HtmlElement, attribute: str, file: str) -> None:
    """Let an element load a static file of the copy; drop it if it loads anything else."""
    if name := static_name(element.get(attribute, "")):
        element.set(attribute, relative(f"{STATIC_FOLDER}/{name}", file))
    else:
        element.drop_tree()


def static_name(url: str) -> str:
    """Return the name of a static file without the hash in its address; "" for other addresses."""
    given = posixpath.basename(urlsplit(url).path)
    for name in STATIC_FILES:
        stem, ending = posixpath.splitext(name)
        if given.startswith(f"{stem}.") and given.endswith(ending):
            return name
    return ""


def replace_chrome(document: html.HtmlElement, chrome: Chrome) -> None:
    main = document.get_element_by_id("content")
    main.insert(0, html.fragment_fromstring(chrome.notice))
    if chrome.addition:
        main.append(html.fragment_fromstring(chrome.addition))
    for footer in document.find_class("site-footer"):
        footer.getparent().replace(footer, html.fragment_fromstring(chrome.footer))


def rewrite_forms(document: html.HtmlElement, address: str, file: str) -> None:
    """Keep the forms that search, which the script answers; drop the others."""
    for form in list(document.body.iter("form")):
        target = target_of(urljoin(address, form.get("action") or address))
        if target is None or form.get("method", "get") != "get" or target.file == "speakers.html":
            form.drop_tree()
            continue
        form.set("action", relative(target.file, file))
        for field in form.iter("input"):
            field.attrib.pop("data-suggestions", None)


def rewrite_link(link: html.HtmlElement, url: str, file: str, chrome: Chrome) -> None:
    if urlsplit(url).scheme:
        return
    target = target_of(url)
    # A page without a text is neither on the site nor in the copy.
    if target and (not is_written_page(target) or urlsplit(url).path in chrome.written):
        link.set("href", relative(target.file, file, target.fragment))
        return
    link.set("href", settings.BASE_URL + url)
    link.set("class", f"{link.get('class', '')} live".strip())
    mark = html.Element("span", {"class": "hidden"})
    mark.text = f" ({chrome.live})"
    link.append(mark)


def relative(target: str, file: str, fragment: str = "") -> str:
    """Return the link from one file of the copy to another."""
    if target == file and fragment:
        return f"#{fragment}"
    path = quote(posixpath.relpath(target, posixpath.dirname(file) or "."))
    return f"{path}#{fragment}" if fragment else path

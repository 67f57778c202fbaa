"""Where the copy has a page of the site: the file, or nothing if only the live site has it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.urls import Resolver404, resolve

from portal.site_pages.models import SitePageVersion

MAX_CACHED_TARGETS = 5000
WRITTEN = "pages"
# One file for each page without parameters; an anchor stands for a page that is part of another.
PAGES = {
    "site:home": "index.html",
    "site:search": "search.html",
    "site:organization-list": "organizations.html",
    "site:theme-list": "themes.html",
    "site:instrument-list": "instruments.html",
    "site:report": "reports/{slug}.html",
    "site:session": "reports/{slug}.html#{anchor}",
    "site:paragraph": "reports/{slug}.html#{anchor}",
    "site:participants": "reports/{slug}/participants.html",
    "site:report-cite": "reports/{slug}/cite.html",
    "site:report-citation": "reports/{slug}/cite.{ending}",
    "site:recommendation": "recommendations/{slug}/{reference}.html",
    "site:speaker": "speakers/{slug}.html",
    "site:organization": "organizations/{slug}.html",
    "site:theme": "themes/{slug}.html",
    "site:instrument": "instruments/{slug}.html",
    # Those that administrators write.
    **{f"site:{page}": f"{WRITTEN}/{page}.html" for page in SitePageVersion.Page.values},
}
CITATION_ENDINGS = ("bib", "ris", "json")
# Lists, each with the filters whose values have a list of their own.
LISTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "site:report-list": ("reports", ()),
    "site:speaker-list": ("speakers", ()),
    "site:recommendation-list": (
        "recommendations",
        ("level", "theme", "organization", "instrument"),
    ),
    "site:statement-list": ("statements", ("theme", "organization")),
    "site:contribution-list": ("contributions", ("speaker",)),
}
# Lists of all records of a kind; contributions are among the statements.
WHOLE_LISTS = ("reports", "speakers", "recommendations", "statements")
# Where the script filters, and by what.
SCRIPTED_LISTS = ("recommendations", "statements", "search")
SCRIPTED_FILTERS = ("q", "level", "theme", "organization", "year")
# Files of these lists, filtered by one report, are kept beside its page.
REPORT_FILES = {
    "site:recommendation-csv": "reports/{report}/recommendations.csv",
    "site:statement-csv": "reports/{report}/statements.csv",
    "site:recommendation-citations": "reports/{report}/recommendations.{ending}",
}
# Windows opens devices under these names, whatever follows the dot.
DEVICE_NAMES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
)


@dataclass(frozen=True)
class Target:
    """A file of the copy, by its path there, and an anchor in it or nothing."""

    file: str
    fragment: str = ""


def is_written_page(target: Target) -> bool:
    return target.file.startswith(f"{WRITTEN}/")


@lru_cache(maxsize=MAX_CACHED_TARGETS)
def target_of(address: str) -> Target | None:
    """Return where the copy has the page at a path with query and fragment."""
    parts = urlsplit(address)
    try:
        match = resolve(parts.path)
    except Resolver404:
        return None
    parameters = parse_qsl(parts.query, keep_blank_values=True)
    target = target_of_page(match.view_name, match.kwargs, parameters)
    if target and parts.fragment:
        return Target(target.file, parts.fragment)
    return target


def required_target(address: str) -> Target:
    """Return the target of a link to a page that the copy has."""
    target = target_of(address)
    if target is None:
        raise LookupError(address)
    return target


def target_of_page(
    name: str, arguments: Mapping[str, object], parameters: list[tuple[str, str]]
) -> Target | None:
    if name in LISTS:
        return target_of_list(name, parameters)
    if name in REPORT_FILES:
        return target_of_report_file(name, arguments, parameters)
    if name == "site:search" and parameters:
        return scripted_target("search", parameters)
    if name not in PAGES or parameters:
        return None
    if arguments.get("ending", "bib") not in CITATION_ENDINGS:
        return None
    file, _, anchor = PAGES[name].partition("#")
    names = {key: file_name(str(value)) for key, value in arguments.items()}
    return Target(file.format(**names), anchor.format(**arguments))


def target_of_list(name: str, parameters: list[tuple[str, str]]) -> Target | None:
    listed, facets = LISTS[name]
    typed = dict(parameters).get("page", "1")
    if not (typed.isascii() and typed.isdigit()):
        return None
    page = int(typed)
    filters = [(key, value) for key, value in parameters if key != "page"]
    if not filters:
        return Target(list_file(listed, page=page)) if listed in WHOLE_LISTS else None
    if len(filters) == 1:
        facet, value = filters[0]
        if facet in facets:
            return Target(list_file(listed, facet, value, page))
        # Its page has them all.
        if facet == "report" and listed in SCRIPTED_LISTS:
            return Target(PAGES["site:report"].format(slug=file_name(value)))
    return scripted_target(listed, filters)


def scripted_target(listed: str, filters: list[tuple[str, str]]) -> Target | None:
    """Return the page whose script reads the filters, one value each, from the URL fragment."""
    names = [name for name, _ in filters]
    is_known = len(set(names)) == len(names) and set(names) <= set(SCRIPTED_FILTERS)
    if listed not in SCRIPTED_LISTS or not is_known:
        return None
    return Target(f"{listed}.html", urlencode(filters))


def target_of_report_file(
    name: str, arguments: Mapping[str, object], parameters: list[tuple[str, str]]
) -> Target | None:
    ending = arguments.get("ending", "bib")
    if [key for key, _ in parameters] != ["report"] or ending not in CITATION_ENDINGS:
        return None
    report = file_name(parameters[0][1])
    return Target(REPORT_FILES[name].format(report=report, ending=ending))


def list_file(listed: str, facet: str = "", value: str = "", page: int = 1) -> str:
    """Return the file of one page of a whole list, or of its rows with a value of a facet."""
    if not facet:
        return f"{listed}.html" if page == 1 else f"lists/{listed}/{page}.html"
    first = f"lists/{listed}/{facet}/{file_name(value)}"
    return f"{first}.html" if page == 1 else f"{first}/{page}.html"


def file_name(name: str) -> str:
    """Return a name that stays distinct even on file systems that ignore case."""
    marked = re.sub(r"[A-Z_]", r"_\g<0>", name)
    return f"{marked}_" if marked.partition(".")[0].lower() in DEVICE_NAMES else marked

"""COinS: a reference in the title of a span, for each entry of a list. Pure."""

from functools import lru_cache
from urllib.parse import quote_plus, urlencode

from portal.exports.citations.citation import Citation, one_line
from portal.exports.citations.ris import name

BOOK = "info:ofi/fmt:kev:mtx:book"
MAX_QUOTED_LINES = 2000
# The same for all; a list page has twenty.
BEGINNING = urlencode([("ctx_ver", "Z39.88-2004"), ("rft_val_fmt", BOOK)])


def context_object(citation: Citation) -> str:
    """Return the OpenURL context object of a reference, enough to tell entries of a list apart."""
    day = citation.report.last_day
    title = "rft.btitle" if citation.is_whole else "rft.atitle"
    pairs = [
        ("rft.genre", "report" if citation.is_whole else "bookitem"),
        (title, citation.title),
        *(("rft.au", name(author)) for author in citation.authors),
        ("rft.btitle", "" if citation.is_whole else citation.report.title),
        ("rft.date", day.isoformat() if day else ""),
        ("rft_id", citation.url),
    ]
    return "&".join([BEGINNING, *(f"{key}={quoted_line(value)}" for key, value in pairs if value)])


# The entries of a list share reports, days and authors.
@lru_cache(maxsize=MAX_QUOTED_LINES)
def quoted_line(value: str) -> str:
    return quote_plus(one_line(value))

"""BibTeX, with fields of BibLaTeX where BibTeX has none. Pure."""

import re
from collections.abc import Iterable
from datetime import date

from portal.exports.citations.citation import Author, Citation, one_line

MEDIA_TYPE = "application/x-bibtex"
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# Braces and backslashes become commands: BibTeX counts a brace even after a backslash.
ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\lbrace{}",
    "}": r"\rbrace{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "`": r"\textasciigrave{}",
    **{character: "\\" + character for character in "#$%&_"},
}
SPECIAL = re.compile("[" + re.escape("".join(ESCAPES)) + "]")
# TeX joins these to one character: -- is a dash.
LIGATURES = re.compile(r"(?<=-)(?=-)|(?<=')(?=')|(?<=<)(?=<)|(?<=>)(?=>)|(?<=,)(?=,)")


def escape(text: str) -> str:
    """Return the text as TeX prints it unchanged, on one line."""
    separated = LIGATURES.sub("\0", one_line(text))
    return SPECIAL.sub(lambda match: ESCAPES[match[0]], separated).replace("\0", "{}")


def entry(citation: Citation) -> str:
    """Return the entry of a reference."""
    kind = "techreport" if citation.is_whole else "incollection"
    lines = [f"  {name} = {value}" for name, value in fields(citation).items() if value]
    return f"@{kind}{{{citation.id},\n" + ",\n".join(lines) + "\n}\n"


def fields(citation: Citation) -> dict[str, str]:
    report, day = citation.report, citation.report.last_day
    body = report.body.name if report.body else ""
    own = (
        {"institution": braced(body), "version": braced(str(report.version or ""))}
        if citation.is_whole
        else {
            "booktitle": braced(report.title),
            "publisher": braced(body),
            "chapter": braced(citation.number),
            "abstract": braced(citation.text),
        }
    )
    return {
        "author": authors(citation.authors),
        "title": braced(citation.title, keeps_case=True),
        **own,
        "type": braced(citation.genre),
        "series": braced(report.series),
        "year": verbatim(str(day.year) if day else ""),
        "month": MONTHS[day.month - 1] if day else "",
        "date": verbatim(iso(day)),
        "eventtitle": braced(report.title),
        "eventdate": verbatim(period(report.starts_on, report.ends_on)),
        "venue": braced(report.place),
        "note": braced(citation.note_text),
        "language": verbatim(report.language),
        "doi": verbatim(citation.doi),
        "url": verbatim(citation.url),
        "urldate": verbatim(iso(citation.accessed)),
    }


def authors(people: Iterable[Author]) -> str:
    """Return the names; one without family and given name stays whole, in its own braces."""
    written = [
        f"{escape(author.family)}, {escape(author.given)}"
        if author.family
        else f"{{{escape(author.name)}}}"
        for author in people
    ]
    return "{" + " and ".join(written) + "}" if written else ""


def braced(text: str, *, keeps_case: bool = False) -> str:
    escaped = escape(text)
    if not escaped:
        return ""
    return f"{{{{{escaped}}}}}" if keeps_case else f"{{{escaped}}}"


def verbatim(text: str) -> str:
    """Return a value that BibTeX styles print as it is: addresses, days, tags."""
    return f"{{{text}}}" if text else ""


def period(first: date | None, last: date | None) -> str:
    return "/".join(iso(day) for day in dict.fromkeys((first, last)) if day)


def iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def write(citations: Iterable[Citation]) -> Iterable[str]:
    for index, citation in enumerate(citations):
        yield ("\n" if index else "") + entry(citation)

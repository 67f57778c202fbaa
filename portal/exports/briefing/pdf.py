"""Write a briefing as a tagged PDF (PDF/UA-1), if WeasyPrint is installed."""

import importlib
from ctypes.util import find_library
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string

from portal.exports.briefing.briefing import Briefing

MEDIA_TYPE = "application/pdf"
STYLE = Path(__file__).with_name("briefing.css")
PDF_VARIANT = "pdf/ua-1"


@cache
def is_available() -> bool:
    """Return whether the optional extra `pdf` and Pango, which it needs, are installed."""
    return find_spec("weasyprint") is not None and find_library("pangoft2-1.0") is not None


def pdf_content(briefing: Briefing) -> bytes:
    """Return the bytes of the file."""
    # WeasyPrint and its libraries take 40 MB: only a process that writes a PDF loads them.
    weasyprint = importlib.import_module("weasyprint")
    page = render_to_string("exports/briefing.html", {"briefing": briefing})
    document = weasyprint.HTML(string=page, url_fetcher=refuse_address)
    style = weasyprint.CSS(string=STYLE.read_text(encoding="utf-8"), url_fetcher=refuse_address)
    content: bytes = document.write_pdf(stylesheets=[style], pdf_variant=PDF_VARIANT)
    return content


def refuse_address(url: str, *arguments: Any, **options: Any) -> Any:
    """Refuse every address: the page is complete, so WeasyPrint may fetch nothing."""
    raise ValueError(f"A briefing may not fetch anything: {url} was refused.")

"""Write a briefing pack as a tagged PDF (PDF/UA-1), if WeasyPrint is installed."""

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
    """Return whether the optional extra `pdf` is installed, and Pango, with which it sets text."""
    return find_spec("weasyprint") is not None and find_library("pangoft2-1.0") is not None


def pdf_content(briefing: Briefing) -> bytes:
    """Return the bytes of the file."""
    # With its libraries it takes 40 MB, which a process that prints nothing does not need.
    weasyprint = importlib.import_module("weasyprint")
    page = render_to_string("exports/briefing.html", {"briefing": briefing})
    document = weasyprint.HTML(string=page, url_fetcher=refuse_address)
    style = weasyprint.CSS(string=STYLE.read_text(encoding="utf-8"), url_fetcher=refuse_address)
    content: bytes = document.write_pdf(stylesheets=[style], pdf_variant=PDF_VARIANT)
    return content


def refuse_address(url: str, *arguments: Any, **options: Any) -> Any:
    """Let WeasyPrint fetch nothing: the page needs nothing else."""
    raise ValueError(f"A briefing fetches nothing, not {url}.")

"""Whether static files are collected, translations compiled and optional parts installed."""

import json
from pathlib import Path

from django.conf import settings

from portal.config.i18n.compile_messages import stale_catalogs
from portal.exports.briefing import pdf
from portal.operations.checks.finding import Finding, error, ok, warning


def check_static_files() -> Finding:
    """Check that the files that pages refer to are where the server looks for them."""
    check, root = "static files", Path(settings.STATIC_ROOT)
    try:
        names = json.loads((root / "staticfiles.json").read_text(encoding="utf-8"))["paths"]
    except (OSError, ValueError, KeyError):
        names = {}
    missing = [name for name in names.values() if not (root / name).is_file()]
    if names and not missing:
        return ok(check, f"{len(names)} collected")
    problem = f"{missing[0]} is missing" if missing else "they are not collected"
    return error(
        check, f"{problem}: pages have no style", "Start `serve`, or run `collectstatic --clear`."
    )


def check_translations() -> Finding:
    """Check that the catalog of every language is compiled."""
    check = "translations"
    folders = [Path(folder) for folder in settings.LOCALE_PATHS]
    missing = [
        name
        for code, name in settings.LANGUAGES
        if code != settings.LANGUAGE_CODE
        and not any((folder / code / "LC_MESSAGES" / "django.mo").is_file() for folder in folders)
    ]
    if missing:
        return error(
            check,
            f"not compiled: {', '.join(missing)}. Pages are in English instead",
            "Install the program again, or start `serve` from a checkout that it may write to.",
        )
    if any(any(stale_catalogs(folder)) for folder in folders):
        return warning(check, "older than their sources", "Start `serve` once.")
    return ok(check, f"{len(settings.LANGUAGES) - 1} languages")


def check_pdf() -> Finding:
    """Say whether briefings can be downloaded as PDF."""
    if pdf.is_available():
        return ok("PDF (optional)", "WeasyPrint and Pango are installed")
    return ok("PDF (optional)", "not installed: briefings are offered as Word files only")

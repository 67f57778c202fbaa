"""The languages that a report may have, by tag: those of the site first, then all others."""

from functools import cache

from babel import Locale
from django.conf import settings

# Tags of CLDR that name no language: several, none, unknown.
NO_LANGUAGES = {"mul", "und", "zxx"}


@cache
def language_choices() -> tuple[tuple[str, str], ...]:
    """Return (tag, English name), those of the site first, the others by name."""
    names = {
        tag.replace("_", "-"): name
        for tag, name in Locale("en").languages.items()
        if tag not in NO_LANGUAGES
    }
    of_site = [code for code, _ in settings.LANGUAGES]
    others = sorted(names.keys() - set(of_site), key=lambda tag: (names[tag].casefold(), tag))
    return tuple((tag, names.get(tag, tag)) for tag in (*of_site, *others))

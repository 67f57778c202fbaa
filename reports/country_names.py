"""Names of countries in the languages of the site, from the Unicode CLDR."""

from functools import cache

from babel import Locale
from babel.core import get_global
from django.conf import settings


@cache
def alpha_2(country: str) -> str:
    """Return the two-letter code for a three-letter code (ISO 3166-1), or ""."""
    codes = get_global("territory_aliases").get(country, ()) if len(country) == 3 else ()
    return codes[0] if len(codes) == 1 else ""


def is_country(country: str) -> bool:
    return alpha_2(country) in Locale("en").territories


@cache
def country_name(country: str, language: str) -> str:
    """Return the name of a country (ISO 3166-1 alpha-3), or an unknown code unchanged."""
    code = alpha_2(country)
    territories = Locale.parse(language, sep="-").territories
    return str(territories.get(code) or Locale("en").territories.get(code) or country)


@cache
def searchable_names() -> dict[str, str]:
    """Return {country: its names in the languages of the site, folded for comparison}."""
    countries = [code for code in get_global("territory_aliases") if is_country(code)]
    return {
        country: "\n".join(country_name(country, code) for code, _ in settings.LANGUAGES).casefold()
        for country in countries
    }


def countries_named(word: str) -> list[str]:
    """Return the countries with a name, in any language of the site, that contains the word."""
    folded = word.casefold()
    return [country for country, names in searchable_names().items() if folded in names]


@cache
def printed_names(country: str) -> tuple[str, ...]:
    """Return a country's names in the site's languages; for Myanmar (Burma), also each part."""
    names = [country_name(country, code) for code, _ in settings.LANGUAGES] if country else []
    parts = [part.strip(" )") for name in names for part in name.split("(")]
    return tuple(dict.fromkeys(filter(None, (*names, *parts))))

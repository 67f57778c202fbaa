"""The queries of the benchmark on /recommendations/, the same for every system and run."""

from dataclasses import dataclass
from urllib.parse import parse_qs, urlencode

from bench.vocabulary import ORGANIZATIONS, THEMES

# Pages that exist at every size of the benchmark; for smaller loads, the page in the middle.
DEEP_PAGES = (100, 250, 400)
MAX_ROWS_PER_PAGE = 50


@dataclass(frozen=True)
class Query:
    """A parsed query string, for the baselines."""

    words: str
    levels: tuple[str, ...]
    themes: tuple[str, ...]
    organizations: tuple[str, ...]
    page: int
    by_date: bool


def parse_question(question: str) -> Query:
    parameters = parse_qs(question)
    return Query(
        words=parameters.get("q", [""])[0],
        levels=tuple(parameters.get("level", ())),
        themes=tuple(parameters.get("theme", ())),
        organizations=tuple(parameters.get("organization", ())),
        page=int(parameters.get("page", ["1"])[0]),
        by_date=parameters.get("sort") == ["newest"],
    )


def terms(words: str) -> list[str]:
    """Return the words and the quoted phrases, without quotes."""
    parsed = []
    for index, part in enumerate(words.split('"')):
        parsed += [part] if index % 2 else part.split()
    return [term for term in parsed if term]


def questions(recommendations: int) -> dict[str, list[str]]:
    """Return {kind of question: variants as query strings}."""
    deepest = max(1, recommendations // MAX_ROWS_PER_PAGE // 2)
    deep = [{"page": min(page, deepest)} for page in DEEP_PAGES]
    return {
        kind: [urlencode(parameters) for parameters in variants]
        for kind, variants in (KINDS | {"deep page": deep}).items()
    }


def word_queries(*texts: str) -> list[dict]:
    return [{"q": text} for text in texts]


def theme_slug(rank: int) -> str:
    return THEMES[rank - 1].slug


def organization_slug(rank: int) -> str:
    return ORGANIZATIONS[rank - 1].slug


# tests/bench/test_questions.py checks the shares of texts with these words.
STOP_WORDS = ("the", "of", "and")
COMMON_WORDS = ("migrant", "workers", "rights")
MEDIUM_WORDS = ("women", "training", "border")
RARE_WORDS = ("Naivophanle", "Kagurwatden", "Bellulephan")

KINDS = {
    "no filter": [{}, {"page": 2}, {"page": 3}],
    "one filter": [
        {"level": "regional"},
        {"theme": theme_slug(1)},
        {"organization": organization_slug(2)},
    ],
    "three filters": [
        {
            "level": "national",
            "theme": theme_slug(1),
            "organization": organization_slug(1),
        },
        {
            "level": "regional",
            "theme": theme_slug(3),
            "organization": organization_slug(2),
        },
        {"level": "all", "theme": theme_slug(2), "organization": organization_slug(3)},
    ],
    "stop word": word_queries(*STOP_WORDS),
    "common word": word_queries(*COMMON_WORDS),
    "medium word": word_queries(*MEDIUM_WORDS),
    "rare word": word_queries(*RARE_WORDS),
    "two words": word_queries("recruitment costs", "trafficking victims", "women detention"),
    "phrase": word_queries('"migrant workers"', '"recruitment fees"', '"countries of origin"'),
    "filters with words": [
        {"q": COMMON_WORDS[0], "level": "regional", "theme": theme_slug(1)},
        {
            "q": MEDIUM_WORDS[1],
            "level": "national",
            "organization": organization_slug(1),
        },
        {
            "q": COMMON_WORDS[1],
            "theme": theme_slug(2),
            "organization": organization_slug(2),
        },
    ],
    "deep page": [],
    "by date": [
        {"sort": "newest"},
        {"sort": "newest", "level": "regional"},
        {"sort": "newest", "q": COMMON_WORDS[0]},
    ],
}

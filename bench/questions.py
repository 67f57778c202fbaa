"""What the bench asks /recommendations/: the same questions for everybody, every time."""

from dataclasses import dataclass
from urllib.parse import parse_qs, urlencode

from bench.vocabulary import BODIES, THEMES

# A page that exists at every size of the bench; a smaller load is asked for its own middle.
DEEP_PAGES = (100, 250, 400)
ROWS_OF_THE_LONGEST_PAGE = 50


@dataclass(frozen=True)
class Asked:
    """What a query string asks for, as the baselines need it."""

    words: str
    levels: tuple[str, ...]
    themes: tuple[str, ...]
    organizations: tuple[str, ...]
    page: int
    by_date: bool


def asked(question: str) -> Asked:
    given = parse_qs(question)
    return Asked(
        words=given.get("q", [""])[0],
        levels=tuple(given.get("level", ())),
        themes=tuple(given.get("theme", ())),
        organizations=tuple(given.get("organization", ())),
        page=int(given.get("page", ["1"])[0]),
        by_date=given.get("sort") == ["newest"],
    )


def terms(words: str) -> list[str]:
    """Return the words and the phrases in quotes, without them, as the reader wrote them."""
    found = []
    for place, part in enumerate(words.split('"')):
        found += [part] if place % 2 else part.split()
    return [term for term in found if term]


def questions(recommendations: int) -> dict[str, list[str]]:
    """Return, for each kind of question, its variants as query strings."""
    deepest = max(1, recommendations // ROWS_OF_THE_LONGEST_PAGE // 2)
    deep = [{"page": min(page, deepest)} for page in DEEP_PAGES]
    return {
        kind: [urlencode(one) for one in variants]
        for kind, variants in (KINDS | {"deep page": deep}).items()
    }


def words(*given: str) -> list[dict]:
    return [{"q": one} for one in given]


def theme(rank: int) -> str:
    return THEMES[rank - 1].slug


def organization(rank: int) -> str:
    return BODIES[rank - 1].slug


# The shares in which the words stand are held by tests/bench/test_questions.py.
STOP_WORDS = ("the", "of", "and")
COMMON_WORDS = ("migrant", "workers", "rights")
MEDIUM_WORDS = ("women", "training", "border")
RARE_WORDS = ("Naivophanle", "Kagurwatden", "Bellulephan")

KINDS = {
    "no filter": [{}, {"page": 2}, {"page": 3}],
    "one filter": [
        {"level": "regional"},
        {"theme": theme(1)},
        {"organization": organization(2)},
    ],
    "three filters": [
        {"level": "national", "theme": theme(1), "organization": organization(1)},
        {"level": "regional", "theme": theme(3), "organization": organization(2)},
        {"level": "all", "theme": theme(2), "organization": organization(3)},
    ],
    "stop word": words(*STOP_WORDS),
    "common word": words(*COMMON_WORDS),
    "medium word": words(*MEDIUM_WORDS),
    "rare word": words(*RARE_WORDS),
    "two words": words("recruitment costs", "trafficking victims", "women detention"),
    "phrase": words('"migrant workers"', '"recruitment fees"', '"countries of origin"'),
    "filters with words": [
        {"q": COMMON_WORDS[0], "level": "regional", "theme": theme(1)},
        {"q": MEDIUM_WORDS[1], "level": "national", "organization": organization(1)},
        {"q": COMMON_WORDS[1], "theme": theme(2), "organization": organization(2)},
    ],
    "deep page": [],
    "by date": [
        {"sort": "newest"},
        {"sort": "newest", "level": "regional"},
        {"sort": "newest", "q": COMMON_WORDS[0]},
    ],
}

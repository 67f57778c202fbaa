"""C3: any search text is answered. QUERIES=20000 tries that many (`make claims CLAIMS=C3`).

What is typed at random, what is made to break a query language, and bytes that are no text.
"""

import os
import random
import time
from collections import Counter
from urllib.parse import quote

import pytest
from django.urls import reverse

from tests.builders.seeded_portal import copy_first_report
from tests.builders.seminar import published_seminar
from tests.claims.figures import p95, report_figure

QUERIES = int(os.environ.get("QUERIES", "20"))
SEED = 3
OUTLETS = (
    *("site:search", "site:suggestions", "site:recommendation-list", "site:statement-list"),
    *("site:recommendation-csv", "site:contribution-feed", "api:search", "api:recommendations"),
)
WORDS = (
    *("migration", "workers", "the", "ASEAN", "recruitment", "Übergang", "移民", "مهاجر", "e\u0301"),
    *("speaker:", "report:", "level:regional", "year:2015", "title:(", "NEAR/3", "AND", "OR", "NOT"),
    *('"', "“", "”", "(", ")", "((((", "*", "a*", "?", "-", "--", "+", "^", "~", "~2", ":", "\\", "/"),
    *("'", "' OR 1=1 --", "%", "_", "{", "}", "[", "]", "[a TO z]", "<script>", "&", "#", "\t", "\n"),
    *("\u200b", "\u202e", "\ufeff", "\uffff", "😀", "👩‍👩‍👧", "0" * 60, "9" * 200, "NaN", "\uff46ull", "ß"),
)  # fmt: skip
# Percent-encoded: NUL, broken UTF-8, half a surrogate, overlong, no hexadecimal digits.
RAW = ("%00", "%ff%fe", "%ED%A0%80", "%C0%AF", "%zz", "%", "%u0041", "+" * 300, "q=&q", "%F0%9F")


def make_query(rng):
    """Return a query string with a text that is made up of hostile words, letters or bytes."""
    words = [make_word(rng) for _ in range(rng.choice((1, 1, 2, 3, 5, 13, 40)))]
    typed = rng.choice((" ", "", "  ", '" "')).join(words)
    raw = rng.choice(RAW) if rng.random() < 0.1 else ""
    return f"q={quote(typed[: rng.choice((50, 200, 201, 2000))])}{raw}"


def make_word(rng):
    if rng.random() < 0.7:
        return rng.choice(WORDS)
    points = (
        rng.randrange(32, rng.choice((127, 0x3000, 0x20000))) for _ in range(rng.randrange(9))
    )
    return "".join(chr(point) for point in points if not 0xD800 <= point <= 0xDFFF)


@pytest.mark.once
def test_any_search_text_gets_a_page_or_a_refusal(client, db):
    # Loading the vocabulary takes longer than the small number of queries.
    (copy_first_report if QUERIES > 1000 else published_seminar)()
    client.raise_request_exception = False
    rng = random.Random(SEED)
    statuses, seconds, failed = Counter(), [], []
    for number in range(QUERIES):
        outlet, query = OUTLETS[number % len(OUTLETS)], make_query(rng)
        began = time.perf_counter()
        answer = client.get(reverse(outlet), QUERY_STRING=query)
        b"".join(answer)
        # The first requests of a process build the index.
        if number >= 2 * len(OUTLETS):
            seconds.append(time.perf_counter() - began)
        statuses[answer.status_code] += 1
        if answer.status_code not in {200, 400, 404, 414, 422}:
            failed.append((outlet, query, answer.status_code))

    report_figure(f"{QUERIES} queries, seed {SEED}, statuses {dict(sorted(statuses.items()))}")
    slowest = max(seconds)
    times = f"p95 {p95(seconds) * 1000:.0f} ms, slowest {slowest * 1000:.0f} ms"
    report_figure(times, is_reached=slowest < 0.5)
    assert failed == []

"""Random addresses of lists."""

import random
from urllib.parse import parse_qs, urlsplit

from bench.http_load import TEXT_WORDS, random_address
from bench.vocabulary import ORGANIZATIONS, THEMES


def addresses(seed):
    chance = random.Random(seed)
    return [random_address(chance) for _ in range(200)]


def test_addresses_depend_on_the_seed_only():
    assert (addresses(1) == addresses(1), addresses(1) == addresses(2)) == (True, False)


def test_addresses_have_words_of_the_texts_and_values_of_facets():
    queries = [parse_qs(urlsplit(address).query) for address in addresses(1)]

    words = {word for query in queries for word in query["q"][0].split()}
    slugs = {slug for query in queries for slug in query.get("organization", [])}
    themes = {slug for query in queries for slug in query.get("theme", [])}
    assert words <= set(TEXT_WORDS)
    assert slugs <= {one.slug for one in ORGANIZATIONS}
    assert themes <= {one.slug for one in THEMES}


def test_nearly_all_addresses_differ():
    assert len(set(addresses(1))) > 190

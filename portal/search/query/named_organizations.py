"""Replace `organization:NAME` by the organizations of that name and those that speak for them."""

from collections import defaultdict
from functools import lru_cache

from portal.search.index import reader
from portal.search.index.schema import exact_analyzer
from portal.search.query.ast import And, Field, Node, Not, Or, Value
from reports.models import Organization

# The words of a name as the index tokenizes them.
Words = tuple[str, ...]


def name_organizations(root: Node | None) -> Node | None:
    """Return the query with organizations looked up by their names in any language.

    Names that no organization has stay what they are: words to be found in any name.
    """
    match root:
        case And(parts) | Or(parts):
            named = tuple(name for part in parts if (name := name_organizations(part)))
            return type(root)(named)
        case Not(part):
            named_part = name_organizations(part)
            return Not(named_part) if named_part else root
        case Field("organization", part):
            slugs = current_slugs().get(words_of(part), ())
            return Value("organization", slugs) if slugs else root
        case _:
            return root


def words_of(part) -> Words:
    if getattr(part, "prefix", False):
        return ()
    return tokenize(" ".join(getattr(part, "words", None) or (part.text,)))


def tokenize(name: str) -> Words:
    return tuple(exact_analyzer().analyze(name))


def current_slugs() -> dict[Words, tuple[str, ...]]:
    """Return {words of a name: slugs}; it is reloaded when public content changes."""
    return load_slugs(reader.public_version())


@lru_cache(maxsize=1)
def load_slugs(version) -> dict[Words, tuple[str, ...]]:
    slugs = defaultdict(list)
    for organization in Organization.objects.published().prefetch_related("labels"):
        for words in {tokenize(name) for name in organization.all_names}:
            slugs[words].append(organization.slug)
    return {words: tuple(sorted(named)) for words, named in slugs.items() if words}

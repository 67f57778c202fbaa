"""Map the choices of a list to the fields of the index that answer them.

A theme and its status are one field for each status; an organization alone, without those that
speak for it, is another field than the organization. Choices of follow-up records are combined by
`follow_up_query`.
"""

from collections.abc import Mapping

from portal.search.follow_up_terms import FACETS

Choices = Mapping[str, tuple[str, ...]]


def index_choices(choices: Choices) -> Choices:
    """Return the choices, by index field; a document matches if it has any of their values."""
    # Every assignment has a status: choosing both of them filters nothing.
    unused = {"body", *FACETS} | ({"theme_status"} if "theme" in choices else set())
    return {
        index_field(name, choices): values for name, values in choices.items() if name not in unused
    }


def index_field(name: str, choices: Choices) -> str:
    """Return the index field of a facet under the choices."""
    if name == "theme" and (status := single_status(choices)):
        return f"theme_{status}"
    if name == "organization" and choices.get("body"):
        return "organization_alone"
    return name


def single_status(choices: Choices) -> str:
    """Return the chosen status, or "" unless exactly one is chosen."""
    chosen = set(choices.get("theme_status", ()))
    return chosen.pop() if len(chosen) == 1 else ""

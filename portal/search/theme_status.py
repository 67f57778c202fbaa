"""Map choices of themes and theme status to the fields that index both together."""

from collections.abc import Mapping

Choices = Mapping[str, tuple[str, ...]]


def index_choices(choices: Choices) -> Choices:
    """Return the choices by index field."""
    status = single_status(choices)
    if "theme" not in choices or "theme_status" not in choices:
        return choices
    others = {
        name: values for name, values in choices.items() if name not in {"theme", "theme_status"}
    }
    # Every assignment has a status: choosing both of them filters nothing.
    return {**others, f"theme_{status}" if status else "theme": choices["theme"]}


def facet_field(name: str, choices: Choices) -> str:
    """Return the index field whose values are counted, or "" if there is no single field."""
    if name == "theme" and (status := single_status(choices)):
        return f"theme_{status}"
    if name == "theme_status" and "theme" in choices:
        return ""
    return name


def single_status(choices: Choices) -> str:
    """Return the chosen status, or "" unless exactly one is chosen."""
    chosen = set(choices.get("theme_status", ()))
    return chosen.pop() if len(chosen) == 1 else ""

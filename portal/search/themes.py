"""Themes and their status as choices: which fields of the index hold both of one assignment."""

from collections.abc import Mapping

Choices = Mapping[str, tuple[str, ...]]


def in_the_index(choices: Choices) -> Choices:
    """Return the choices by the fields in which the index looks them up."""
    status = one_status(choices)
    if "theme" not in choices or "theme_status" not in choices:
        return choices
    others = {
        name: values
        for name, values in choices.items()
        if name not in {"theme", "theme_status"}
    }
    # Every assignment has a status: all of them are no choice.
    return {**others, f"theme_{status}" if status else "theme": choices["theme"]}


def field_of(name: str, choices: Choices) -> str:
    """Return the field whose values are counted, or nothing where no single field holds them."""
    if name == "theme" and (status := one_status(choices)):
        return f"theme_{status}"
    if name == "theme_status" and "theme" in choices:
        return ""
    return name


def one_status(choices: Choices) -> str:
    """Return the status chosen, if it is one alone."""
    chosen = set(choices.get("theme_status", ()))
    return chosen.pop() if len(chosen) == 1 else ""

"""What a check found: of the installation (`doctor`), or of the running portal (the page “Status”)."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    OK = "ok"
    # The portal works, but something is missing or will fail later.
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True)
class Finding:
    """The result of one check, in plain words; `remedy` says what to do."""

    check: str
    state: State
    message: str
    remedy: str = ""


def ok(check: str, message: str) -> Finding:
    return Finding(check, State.OK, message)


def warning(check: str, message: str, remedy: str) -> Finding:
    return Finding(check, State.WARNING, message, remedy)


def error(check: str, message: str, remedy: str) -> Finding:
    return Finding(check, State.ERROR, message, remedy)

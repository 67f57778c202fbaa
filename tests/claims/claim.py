"""A claim: what is promised, and the tests that show it at full size."""

from dataclasses import dataclass, field

BOTH = ("sqlite", "postgres")
SQLITE = ("sqlite",)
POSTGRES = ("postgres",)


@dataclass(frozen=True)
class Tests:
    """Tests of one pytest run, at sizes set by environment variables, on each of the databases."""

    paths: tuple[str, ...]
    sizes: dict[str, str] = field(default_factory=dict)
    databases: tuple[str, ...] = SQLITE

    def command(self, python: str, database: str) -> list[str]:
        # At full size, a test takes longer than one that hangs may take.
        options = ["-q", "-rP", "-o", "faulthandler_timeout=0", f"--database={database}"]
        return [python, "-m", "pytest", *options, *self.paths]


@dataclass(frozen=True)
class Claim:
    name: str
    sentence: str
    goal: str
    tests: tuple[Tests, ...] = ()
    # What the goal asks for and the tests do not show.
    gap: str = ""

"""Compare a wheel with the checkout: python -m tests.installation.wheel_contents WHEEL SOURCE

`make release` runs it; building a wheel takes longer than a test may.
"""

import sys
from pathlib import Path
from zipfile import ZipFile

PACKAGES = ("portal", "recommendations", "reports")
FILES = ("locale", "seeds", "static", "templates")
# Catalogs are compiled, and nothing that a program writes belongs into a wheel.
LEFT_OUT = {".po", ".pyc"}


def expected_names(root: Path) -> set[str]:
    """Return the names of the files that the wheel has to contain."""
    names = {name for package in PACKAGES for name in files_in(root / package, root)}
    names |= {f"portal/files/{name}" for folder in FILES for name in files_in(root / folder, root)}
    catalogs = root.glob("locale/*/LC_MESSAGES/django.po")
    return names | {
        f"portal/files/{path.relative_to(root).with_suffix('.mo').as_posix()}" for path in catalogs
    }


def files_in(folder: Path, root: Path) -> set[str]:
    return {
        path.relative_to(root).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix not in LEFT_OUT
    }


def wrong_contents(wheel: Path, root: Path) -> list[str]:
    """Return what is missing in the wheel and what does not belong there."""
    with ZipFile(wheel) as archive:
        found = {name for name in archive.namelist() if ".dist-info/" not in name}
    expected = expected_names(root)
    return [f"missing: {name}" for name in sorted(expected - found)] + [
        f"unexpected: {name}" for name in sorted(found - expected)
    ]


if __name__ == "__main__":
    if wrong := wrong_contents(Path(sys.argv[1]), Path(sys.argv[2])):
        sys.exit("\n".join(wrong))

"""The columns of a table that editors bring back: what a cell may hold, and what it means. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from reports.text import normalize_whitespace

# Similarity, up to 100, from which a name is proposed for a misspelled one.
LEAST_SIMILARITY = 75
# Names for which another one is looked for: a table of nothing but unknown names ends soon.
MAX_PROPOSALS = 200
SEPARATOR = ";"


class CellRefusedError(ValueError):
    """The cell cannot be read; the message is a sentence without the row and the column."""


@dataclass(frozen=True)
class Choices:
    """The names that a cell may hold, such as themes or organizations, with their other forms."""

    noun: str
    # The names that each printed form may stand for, by the folded form.
    names_by_form: Mapping[str, tuple[str, ...]]
    # What was proposed for unknown forms.
    proposals: dict[str, str] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, noun: str, forms: Mapping[str, Iterable[str]]) -> "Choices":
        """Return the choices; `forms` gives the other printed forms of each name."""
        by_form: dict[str, dict[str, None]] = {}
        for name, others in forms.items():
            for form in (name, *others):
                by_form.setdefault(fold(form), {})[name] = None
        # A full name stands for itself, even if it is another form of something else.
        by_form |= {fold(name): {name: None} for name in forms}
        return cls(noun, {form: tuple(names) for form, names in by_form.items()})

    def name_for(self, form: str) -> str:
        """Return the name that a printed form stands for. Raises CellRefusedError."""
        names = self.names_by_form.get(fold(form), ())
        if len(names) == 1:
            return names[0]
        if names:
            several = " or ".join(f"“{name}”" for name in names)
            raise CellRefusedError(f"“{form}” may be {several}: write the full name.")
        raise CellRefusedError(f"there is no {self.noun} “{form}”.{self.proposal_for(form)}")

    def proposal_for(self, form: str) -> str:
        if form not in self.proposals and len(self.proposals) < MAX_PROPOSALS:
            names = {name for names in self.names_by_form.values() for name in names}
            self.proposals[form] = did_you_mean(form, names)
        return self.proposals.get(form, "")

    def split(self, cell: str) -> list[str]:
        """Return the printed forms in a cell; a name may contain the separator itself."""
        parts, forms, start = cell.split(SEPARATOR), [], 0
        while start < len(parts):
            ends = range(len(parts), start, -1)
            joined = (SEPARATOR.join(parts[start:end]) for end in ends)
            known = (
                end
                for end, form in zip(ends, joined, strict=True)
                if fold(form) in self.names_by_form
            )
            end = next(known, start + 1)
            forms.append(normalize_whitespace(SEPARATOR.join(parts[start:end])))
            start = end
        return [form for form in forms if form]


@dataclass(frozen=True)
class TableColumn:
    """A column that may be changed in a table."""

    heading: str
    # None for free text.
    choices: Choices | None = None
    # Several names, separated by semicolons, in any order.
    is_list: bool = False
    may_be_empty: bool = True
    max_length: int = 0  # 0 for any length
    # Headings that other tables use for it.
    other_headings: tuple[str, ...] = ()

    def read(self, cell: str) -> str:
        """Return the value of a cell, as it is exported. Raises CellRefusedError."""
        text = cell.strip()
        if self.choices is None:
            value = text
        elif self.is_list:
            names = map(self.choices.name_for, self.choices.split(text))
            value = f"{SEPARATOR} ".join(dict.fromkeys(names))
        else:
            value = self.choices.name_for(normalize_whitespace(text)) if text else ""
        if not value and not self.may_be_empty:
            raise CellRefusedError("the cell is empty.")
        if self.max_length and len(value) > self.max_length:
            raise CellRefusedError(
                f"the text has {len(value):,} characters; the limit is {self.max_length:,}."
            )
        return value

    def is_same(self, before: str, after: str) -> bool:
        """Return whether two values mean the same: the order of names means nothing."""
        if self.is_list and self.choices is not None:
            return set(self.choices.split(before)) == set(self.choices.split(after))
        return before.strip() == after.strip()


@dataclass(frozen=True)
class TableShape:
    """What a table is about: its rows, the column that identifies them, and the others."""

    noun: str
    key_heading: str
    columns: tuple[TableColumn, ...]
    may_add_rows: bool = False
    # Headings of columns that tables show and nobody changes there.
    shown_headings: frozenset[str] = field(default_factory=frozenset)
    other_key_headings: tuple[str, ...] = ()

    def headings(self) -> dict[str, str]:
        """Map the case-folded form of each accepted heading to the heading that it stands for."""
        known = {self.key_heading: self.other_key_headings}
        known |= {column.heading: column.other_headings for column in self.columns}
        known |= dict.fromkeys(self.shown_headings, ())
        others = {fold(other): name for name, others in known.items() for other in others}
        return others | {fold(name): name for name in known}


def fold(form: str) -> str:
    return normalize_whitespace(form).casefold()


def did_you_mean(form: str, names: Iterable[str]) -> str:
    """Return a question that proposes the most similar name, or an empty string."""
    found = process.extractOne(
        form, sorted(names), scorer=fuzz.WRatio, processor=fold, score_cutoff=LEAST_SIMILARITY
    )
    return f" Did you mean “{found[0]}”?" if found else ""

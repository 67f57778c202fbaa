"""A line of text, and its surroundings."""

from dataclasses import dataclass

from portal.parsing.source import Line

EMPTY_LINE = Line("", 0)


@dataclass(frozen=True)
class LineContext:
    line: Line
    after_blank: bool
    before_blank: bool
    # The text above cannot continue here: its sentence has ended, or it is a heading.
    after_end: bool = True
    # The number expected for the next numbered paragraph; 0 before the first.
    next_number: int = 0
    # The label of the block above.
    last_label: str = ""
    # The next line that holds text.
    next_text_line: Line = EMPTY_LINE
    # Whether the report's body has begun.
    in_body: bool = False
    # The line begins to the left of the text.
    is_outdented: bool = False

    @property
    def is_set_off(self) -> bool:
        return self.after_blank and self.before_blank

    def continues(self, number: int) -> bool:
        """Return whether the number is the next of the sequence, or may begin one."""
        return number in {self.next_number, 1, 2 if self.next_number == 0 else 1}

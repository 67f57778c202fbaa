"""Templates with slots: rendered once for each language, and filled many times.

A page shows a hundred links and twenty records. Django needs about ten microseconds for each
variable and tag of a template; filling all slots of one takes a few.
"""

from dataclasses import dataclass
from html import escape

from django.conf import settings
from django.template.base import VariableNode
from django.template.loader import get_template
from django.utils.safestring import SafeString
from django.utils.translation import get_language

# Control characters, which no template contains.
START, END = "\x01", "\x02"
NOTHING = SafeString("")
# The attribute of an open <details>.
OPEN = SafeString(" open")


@dataclass(frozen=True)
class SlottedText:
    """HTML as a format of the operator %, with the names of its slots in order."""

    text: str
    slots: tuple[str, ...]

    def fill(self, **values: object) -> SafeString:
        """Return the HTML with the values in the slots, escaped unless they are safe."""
        return SafeString(self.text % tuple([escaped(values[slot]) for slot in self.slots]))

    def fill_some(self, **values: object) -> "SlottedText":
        """Return the HTML with these values in their slots, and the other slots."""
        others = [slot for slot in self.slots if slot not in values]
        filled = [
            escaped(values[slot]).replace("%", "%%") if slot in values else "%s"
            for slot in self.slots
        ]
        # Formatting also halves the doubled percent signs of the text itself.
        return SlottedText(self.text.replace("%%", "%%%%") % tuple(filled), tuple(others))


# By name of the template and language. A process has a few dozen.
TEXTS: dict[tuple[str, str | None], SlottedText] = {}


@dataclass(frozen=True)
class SlotTemplate:
    """A template whose variables are slots: nothing in it depends on their values.

    The HTML stays in a template, with its translations; conditions and loops that depend on values
    are in the code that fills it. Tags may depend on the language and on settings.
    """

    name: str

    def in_language(self, language: str | None = None) -> SlottedText:
        """Return the text in the language of the page; asking for that takes a microsecond or two."""
        key = (self.name, language or get_language())
        # While templates are edited, each change shows at once.
        if key not in TEXTS or settings.DEBUG:
            TEXTS[key] = self.render_once()
        return TEXTS[key]

    def fill(self, **values: object) -> SafeString:
        """Return the HTML in the language of the page."""
        return self.in_language().fill(**values)

    def render_once(self) -> SlottedText:
        template = get_template(self.name)
        variables = template.template.nodelist.get_nodes_by_type(VariableNode)
        names = {node.filter_expression.var.var for node in variables}
        marks = {name: SafeString(f"{START}{name}{END}") for name in names}
        text, *marked = template.render(marks).strip().replace("%", "%%").split(START)
        parts = [part.partition(END) for part in marked]
        return SlottedText(
            text + "".join(f"%s{rest}" for _, _, rest in parts), tuple(name for name, _, _ in parts)
        )


def escaped(value: object) -> str:
    """Return what django.utils.html.conditional_escape does, in a fifth of the time."""
    return value if isinstance(value, SafeString) else escape(str(value))


def join_lines(parts: list[SafeString]) -> SafeString:
    return SafeString("\n".join(parts))

"""The words for which a theme is suggested, as editors see them."""

from collections.abc import Iterable

from portal.parsing.gazetteer import Gazetteer
from portal.parsing.source import Span
from portal.parsing.theme_cues import CueIndex


def words_for_theme(text: str, labels: Iterable[str], cues: Iterable[str]) -> str:
    """Return the first label in a text, or else the words of the first cue, or nothing."""
    found: list[tuple[Span, ...]] = [
        (mention.span,) for mention in Gazetteer.of([("", labels)], any_case=True).find(text)
    ]
    found += [match.spans for match in CueIndex.of([("", cues)]).find(text)]
    return " … ".join(text[slice(*span)] for span in found[0]) if found else ""

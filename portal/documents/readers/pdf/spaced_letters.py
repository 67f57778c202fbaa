"""Join the letters of words that are printed with wide spaces: “R E C O M M E N D A T I O N S”.

PDFium takes the space between two letters for a blank. The gaps between words are wider than those
between letters: where the widths of a line fall into two groups, only the wider ones are blanks.
"""

import re
from dataclasses import replace

import pypdfium2

from portal.documents.readers.pdf.lines import PrintedLine

MIN_PIECES = 4
MAX_PIECE_LENGTH = 2.6  # letters of a piece, on average: words are longer
MIN_RATIO = 1.4  # of the narrowest blank between words to the widest space between letters
PIECE = re.compile(r"\S+")
LETTERS = re.compile(r"[^\W\d_]+[.,:;]?")


def join_spaced_letters(
    text_page: pypdfium2.PdfTextPage, line: PrintedLine, start: int
) -> PrintedLine:
    """Return the line with whole words; `start` is the index of its first character."""
    pieces = list(PIECE.finditer(line.text))
    if line.cells or not is_spaced([piece.group() for piece in pieces]):
        return line
    gaps = [
        text_page.get_charbox(start + right.start())[0]
        - text_page.get_charbox(start + left.end() - 1)[2]
        for left, right in zip(pieces, pieces[1:], strict=False)
    ]
    has_words = any(len(piece.group().rstrip(".,:;")) > 1 for piece in pieces)
    widest = widest_letter_space(gaps, has_words=has_words)
    text = pieces[0].group() + "".join(
        piece.group() if gap <= widest else f" {piece.group()}"
        for gap, piece in zip(gaps, pieces[1:], strict=True)
    )
    return replace(line, text=text)


def is_spaced(pieces: list[str]) -> bool:
    """Return whether a line consists of single letters, or of pieces of words."""
    return (
        len(pieces) >= MIN_PIECES
        and sum(map(len, pieces)) <= MAX_PIECE_LENGTH * len(pieces)
        and all(map(LETTERS.fullmatch, pieces))
    )


def widest_letter_space(gaps: list[float], *, has_words: bool) -> float:
    """Return the widest gap below the largest step in the sorted widths.

    If all gaps are alike, they separate either words or the letters of a single word.
    """
    widths = sorted(max(gap, 0.01) for gap in gaps)
    steps = [
        (wider / narrower, narrower) for narrower, wider in zip(widths, widths[1:], strict=False)
    ]
    ratio, below = max(steps, default=(1.0, widths[-1]))
    if ratio >= MIN_RATIO:
        return below
    return 0.0 if has_words else widths[-1]

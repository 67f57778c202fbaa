"""The words of the copy: which documents have them, in files that a browser reads as it needs them."""

import unicodedata
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator

from portal.search.query.tokenizer import split_words

# Size of the words in one file, which a browser reads at once.
CHARACTERS_PER_FILE = 100_000
MAX_WORD_LENGTH = 40
# Letters that are not a letter with a mark; static/offline.js has the same.
FOLDED = str.maketrans(
    {
        "đ": "d",
        "ð": "d",
        "ø": "o",
        "ł": "l",
        "\u0131": "i",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
    }
)
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def fold(text: str) -> str:
    """Return the text in lower case without the marks of European and Vietnamese letters."""
    decomposed = unicodedata.normalize("NFKD", text)
    plain = "".join(letter for letter in decomposed if not "\u0300" <= letter <= "\u036f")
    return plain.lower().translate(FOLDED)


class WordIndex:
    """Numbers of documents by word, added in increasing order."""

    def __init__(self) -> None:
        self.numbers: dict[str, array[int]] = defaultdict(lambda: array("I"))

    def add(self, number: int, texts: Iterable[str]) -> None:
        words = {word for text in texts for word in split_words(fold(text))}
        for word in words:
            self.numbers[word[:MAX_WORD_LENGTH]].append(number)

    def files(self) -> Iterator[dict[str, str]]:
        """Yield the words of each file with their encoded numbers, in the order of JavaScript."""
        waiting: dict[str, str] = {}
        size = 0
        for word in sorted(self.numbers, key=lambda word: word.encode("utf-16-be")):
            waiting[word] = encode(dict.fromkeys(self.numbers[word]))
            size += len(word) + len(waiting[word])
            if size > CHARACTERS_PER_FILE:
                yield waiting
                waiting, size = {}, 0
        if waiting:
            yield waiting


def encode(numbers: Iterable[int]) -> str:
    """Return increasing numbers as the differences between them, in base 36."""
    parts, last = [], 0
    for number in numbers:
        parts.append(base36(number - last))
        last = number
    return " ".join(parts)


def base36(number: int) -> str:
    text = DIGITS[number % 36]
    while number := number // 36:
        text = DIGITS[number % 36] + text
    return text

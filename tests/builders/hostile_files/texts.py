"""Hostile text files, and files with the wrong suffix for their content."""

from tests.builders.hostile_files.common import zipped
from tests.builders.hostile_files.pages import page
from tests.builders.hostile_files.word import PARAGRAPH, with_body

FILES = {
    "utf-16.txt": lambda: "Word.".encode("utf-16"),
    "latin-1.txt": lambda: "1. Café à la carte.".encode("latin-1"),
    "binary.txt": lambda: bytes(range(256)) * 40,
    "nothing.txt": lambda: b"",
    "too-large.txt": lambda: b"a" * (10 * 1024 * 1024 + 1),
    "one-line.txt": lambda: b"a" * (10 * 1024 * 1024 - 1),
    "one-long-line.txt": lambda: b"word " * 290_000,
    "brackets.txt": lambda: b"[" * 900_000 + b"](" * 300_000,
    "asterisks.txt": lambda: b"*" * 1_400_000,
    "bold.txt": lambda: b"**a" * 600_000,
    "digits.txt": lambda: b"1. " * 450_000,
    "numbers.txt": lambda: b"".join(b"%d. Word.\n" % n for n in range(100_000)),
    "bullets.txt": lambda: b"1. Participants agreed to:\n" + b"- do it;\n" * 100_000,
    "steps.txt": lambda: b"1. Participants agreed to:\n" + b"".join(b" " * n + b"- do it;\n" for n in range(1_500)),
    "blank-lines.txt": lambda: b"a\n" + b"\n" * 900_000 + b"b",
    "commas.txt": lambda: b"Mr. A B, " * 150_000,
    "names.txt": lambda: b"1. Mr. Aa Bb, Cc, said so.\n" * 9_000,
    "capitals.txt": lambda: b"Aa " * 450_000,
    "brackets-open.txt": lambda: b"1. Participants recommended:\n- x " + b"(" * 700_000 + b")" * 700_000,
    "dots.txt": lambda: b"Contents\n" + b"." * 1_400_000,
    "dotted-lines.txt": lambda: b"Contents\n" + b"a ....... \n" * 150_000,
    "blanks.txt": lambda: b"1." + b" " * 1_400_000 + b"x",
    "combining.txt": lambda: ("a" + "\u0301" * 900_000).encode(),
    "\u202etxt.exe.txt": lambda: b"Word.",
    "../../etc/passwd.txt": lambda: b"Word.",
    "picture.txt": lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 99,
    "word.pdf": lambda: with_body(PARAGRAPH),
    "page.docx": lambda: page("<p>Word.</p>"),
    "program.docx": lambda: b"MZ" + b"\0" * 4096,
    "spreadsheet.xlsx": lambda: zipped({"xl/workbook.xml": "<a/>"}),
}  # fmt: skip

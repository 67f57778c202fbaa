"""Recognize lines that say what kind of report a document is: “Co-Chairs' Summary Report”."""

import re

KIND = re.compile(
    r"\b(?:minutes|report|summary|proceedings|statement|record"
    # French, Spanish, Indonesian.
    r"|rapport|compte[\s-]rendu|procès-verbal|synthèse|informe|acta|relatoría|memoria|laporan|ringkasan|risalah|notulen)\b",
    re.IGNORECASE,
)
# The other words of a kind: “Co-Chairs' Final Summary Report of the Workshop”.
KIND_WORDS = re.compile(
    r"(?:co-?chair|chair|chairman|chairperson|chairwoman|rapporteur|moderator|organi[sz]er|secretariat|host|"
    r"summary|report|record|proceedings|statement|draft|final|interim|revised|joint|short|full|brief|"
    r"executive|meeting|workshop|seminar|conference|outcome|s|of|the|and|by|on|a|an|its|"
    r"discussions?|minutes|"
    r"rapport|compte|rendu|procès|verbal|procès-verbal|synthèse|finale?|général|d|de|du|des|la|le|les|l|réunion|atelier|"
    r"informe|acta|relatoría|memoria|resumen|ejecutivo|del|el|taller|reunión|"
    r"laporan|ringkas|ringkasan|akhir|risalah|notulen|rapat|lokakarya)s?",
    re.IGNORECASE,
)
MAX_KIND_WORDS = 8  # "Co-Chairs' Summary Report" is a kind, a title is longer
NUMBERED = re.compile(r"(?:[IVX]{1,5}|[A-Z]|\d{1,3})[.)]\s")


def is_kind(line: str) -> bool:
    if NUMBERED.match(line):
        return False
    words = re.findall(r"[^\W\d_][\w-]*", line)
    is_short = len(line.split()) <= MAX_KIND_WORDS
    is_generic = all(map(KIND_WORDS.fullmatch, words))
    return bool(KIND.search(line)) and is_short and is_generic

"""Regional spellings of English words: labour and labor, organise and organize."""

import re

# Stems before -our. Only these: four and hour have no other spelling.
OUR = (
    r"(?:be|dis|mal|mis|multi|out|un|water)?"
    r"(?:arm|behavi|cand|clam|col|enam|endeav|fav|ferv|flav|glam|harb|hon|hum|lab|neighb|od|parl|"
    r"rig|rum|savi|splend|tum|val|vap|vig)"
)
# Latin derivations have -or in all regions: laboratory, rigorous, honorary, vaporize.
NOT_LATIN = r"(?!ad|ar[iy]|at|ec|if|i[sz]|io|ou)[a-z]*"

# Stems before -ise or -ize with one spelling only, after any of these prefixes.
SINGLE_SPELLING = (
    r"(?:dis|en|im|in|mis|over|pre|re|un)*"
    r"(?:adv|advert|chast|circumc|comprom|conc|dem|desp|dev|exc|exerc|expert|franch|improv|"
    r"inc|merchand|mort|parad|pract|prec|prem|prom|rev|superv|surm|telev|treat|[a-z]*pr|"
    r"moonr|sunr|ass|bel|caps|downs|fulls|kings|lifes|mids|outs|overs|res|supers|s|unders|"
    r"cer|chem|den|metropol|trell|val)"
)
# At least three letters, the last neither a vowel (raise, seize, bruise) nor w (otherwise).
ISE = rf"(?!{SINGLE_SPELLING}i[sz])[a-z]{{2,}}[b-df-hj-np-tvxyz]"
VERBS = r"(?:e[ds]?|ers?|ings?|ingly)"
NOUNS = r"(?:able|ability|ance|ant|ations?|ational|ationally)"

# Words in -l that double the l in British spelling.
DOUBLED = (
    r"(?:mis|re|un)?"
    r"(?:cancel|channel|council|counsel|dial|duel|equal|fuel|funnel|initial|jewel|label|level|"
    r"marshal|model|panel|parcel|pedal|pencil|quarrel|rival|shovel|signal|total|travel|tunnel)"
)

# Only units have both spellings: not parameter, diameter.
METRIC = r"(?:centi|deci|kilo|milli|nano)?(?:met|lit)"

# (before, British, American, after): each rule works in both directions.
RULES = (
    (OUR, "our", "or", NOT_LATIN),
    (ISE, "is", "iz", rf"(?:{VERBS}|{NOUNS})"),
    (r"[a-z]{2,}l", "ys", "yz", VERBS),
    (rf"(?:{METRIC}|(?:epi|multi)?cent|theat|fib|calib)", "re", "er", "s?"),
    (r"(?:de)?cent", "red", "ered", ""),
    (r"(?:de)?cent", "ring", "ering", ""),
    (r"(?:re)?program", "me", "", "s?"),
    (r"(?:cata|dia)log", "ue", "", "s?"),
    (r"(?:def|off|pret)en", "c", "s", r"e(?:s|less)?"),
    (r"licen", "c", "s", r"(?:e[des]?|ees|ing)"),
    (r"practi", "s", "c", r"(?:e[ds]?|ing)"),
    (DOUBLED, "l", "", r"(?:ed|ings?|ers?|ors?|ists?)"),
    (r"(?:re|un)?(?:enrol|fulfil)", "", "l", r"(?:s|ments?)?"),
    (r"(?:re)?instal", "", "l", "ments?"),
    (r"(?:un)?(?:skil|wil)", "", "l", r"ful(?:ly|ness)?"),
    (r"s", "c", "k", r"eptic(?:s|al|ally|ism)?"),
    (r"ag", "e", "", "ing"),
    # NGO and NGOs: the stemmer keeps the s of a word without another vowel.
    (r"[b-df-hj-np-tv-xz]{2,4}[aeioub-df-hj-np-rtv-xz]", "s", "", ""),
    (r"(?:mis)?(?:judg|acknowledg)", "e", "", "ments?"),
)
PATTERNS = tuple(
    (re.compile(rf"({before})({british}|{american})({after})"), british, american)
    for before, british, american, after in RULES
)


def variants(word: str) -> tuple[str, ...]:
    """Return the other regional spellings of a lower-case word, in alphabetical order.

    The relation is symmetric: w is in variants(v) if and only if v is in variants(w).
    """
    spellings = [word]
    # The list grows during iteration: several rules may apply.
    for spelling in spellings:
        spellings += [other for other in apply_rules(spelling) if other not in spellings]
    return tuple(sorted(spellings[1:]))


def apply_rules(word: str) -> list[str]:
    """Return the result of each rule that matches the word."""
    return [
        f"{match[1]}{american if match[2] == british else british}{match[3]}"
        for pattern, british, american in PATTERNS
        if (match := pattern.fullmatch(word))
    ]

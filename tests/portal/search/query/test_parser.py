"""The query parser: what a reader typed, as a syntax tree."""

from functools import partial

import pytest

from portal.search.query.ast import And, Field, Not, Or, Phrase, Word
from portal.search.query.parser import ParsedQuery, parse_query

A, B, C = Word("alpha"), Word("beta"), Word("gamma")
# A dotted word, or a run of a script without spaces.
Unquoted = partial(Phrase, is_quoted=False)


@pytest.mark.parametrize(
    ("typed", "root"),
    [
        ("Alpha", A),
        ("alpha beta", And((A, B))),
        ("alpha AND beta", And((A, B))),
        ("alpha OR beta", Or((A, B))),
        ("alpha OR beta gamma", And((Or((A, B)), C))),
        ("gamma alpha OR beta", And((C, Or((A, B))))),
        ("alpha OR (beta gamma)", Or((A, And((B, C))))),
        ("(alpha OR beta) OR gamma", Or((A, B, C))),
        ("(alpha (beta gamma))", And((A, B, C))),
        ("alpha or beta", And((A, B))),
        ("alpha -beta", And((A, Not(B)))),
        ("alpha NOT beta", And((A, Not(B)))),
        ("alpha -(beta OR gamma)", And((A, Not(Or((B, C)))))),
        ("-alpha", And((Not(A),))),
        ("NOT NOT alpha", A),
        ("-(-alpha)", A),
        ("alpha OR -beta", Or((A, And((Not(B),))))),
        ('"alpha beta" gamma', And((Phrase(("alpha", "beta")), C))),
        ('-"alpha beta"', And((Not(Phrase(("alpha", "beta"))),))),
        ('"alpha"', Phrase(("alpha",))),
        ("“alpha beta”", Phrase(("alpha", "beta"))),
        ("«alpha beta»", Phrase(("alpha", "beta"))),
        ('"-alpha OR (beta*"', Phrase(("alpha", "or", "beta"))),
    ],
)
def test_query_operators_quotes_and_parentheses_are_parsed(typed, root):
    assert parse_query(typed) == ParsedQuery(root, False, typed)


@pytest.mark.parametrize(
    ("typed", "root"),
    [
        ("speaker:alpha", Field("speaker", A)),
        ("Speaker:Alpha", Field("speaker", A)),
        ('organization:"alpha beta"', Field("organization", Phrase(("alpha", "beta")))),
        ("organisation:alpha", Field("organization", A)),
        ("theme:alpha", Field("theme", A)),
        ("level:alpha", Field("level", A)),
        ("year:2015", Field("year", Word("2015"))),
        ("report:alpha-beta", Field("report", Phrase(("alpha", "beta")))),
        ("report:U.N.", Field("report", Unquoted(("u", "n")))),
        ("speaker:gam*", Field("speaker", Word("gam", prefix=True))),
        ("-speaker:alpha beta", And((Not(Field("speaker", A)), B))),
        ("speaker:alpha OR beta", Or((Field("speaker", A), B))),
        ("speaker: alpha", And((Word("speaker"), A))),
        ("alpha speaker:", And((A, Word("speaker")))),
        ("speaker:!?", Word("speaker")),
        ("http://alpha foo:beta", And((Word("http"), A, Word("foo"), B))),
        ("\u017fpeaker:alpha", And((Word("\u017fpeaker"), A))),
    ],
)
def test_a_field_prefix_is_parsed_only_for_known_fields(typed, root):
    assert parse_query(typed) == ParsedQuery(root, False, typed)


@pytest.mark.parametrize(
    ("typed", "root"),
    [
        ("recruit*", Word("recruit", prefix=True)),
        ("alpha-be*", And((A, Word("be", prefix=True)))),
        ("the*", Word("the", prefix=True)),
        ("b* alpha", And((Word("b"), A))),
        ("*alpha", A),
        ("alpha*beta", And((A, B))),
        ("* alpha", A),
        ("แร*", Unquoted(("แ", "ร"))),
    ],
)
def test_a_trailing_asterisk_is_parsed_as_a_prefix_search(typed, root):
    assert parse_query(typed) == ParsedQuery(root, False, typed)


@pytest.mark.parametrize(
    ("typed", "root"),
    [
        ("low-skilled", And((Word("low"), Word("skilled")))),
        ("alpha/beta,gamma", And((A, B, C))),
        ("alpha_beta", And((A, B))),
        ("O’Brien", And((Word("o"), Word("brien")))),
        ("alpha’s BETA'S", And((A, B))),
        ("workers’", Word("workers")),
        ("U.S.", Unquoted(("u", "s"))),
        ("21.C.3.b", Unquoted(("21", "c", "3", "b"))),
        ("U.S.-alpha", And((Unquoted(("u", "s")), A))),
        ("alpha...beta", And((A, B))),
        ("alpha - beta -> gamma", And((A, B, C))),
        ("--alpha", A),
        ("แรงงาน", Unquoted(("แ", "ร", "ง", "ง", "า", "น"))),
        ("ที่", Word("ที่")),
        ("ကလေး", Unquoted(("က", "လေး"))),
        ("ແຮງ alpha", And((Unquoted(("ແ", "ຮ", "ງ")), A))),
        ("ក្រុម", Unquoted(("ក្", "រុ", "ម"))),
        ("劳工", Unquoted(("劳", "工"))),
        ("IOMไทย", Unquoted(("iom", "ไ", "ท", "ย"))),
    ],
)
def test_the_query_parser_tokenizes_words_like_the_index(typed, root):
    assert parse_query(typed) == ParsedQuery(root, False, typed)


@pytest.mark.parametrize(
    ("typed", "root"),
    [
        ("the alpha of beta", And((A, B))),
        ("The alpha", A),
        ("(the of) alpha", A),
        ("the of", And((Word("the"), Word("of")))),
        ("the", Word("the")),
        ('"the alpha"', Phrase(("the", "alpha"))),
        ("the -alpha", And((Not(A),))),
    ],
)
def test_stop_words_are_kept_only_in_queries_of_stop_words_alone(typed, root):
    assert parse_query(typed) == ParsedQuery(root, False, typed)


@pytest.mark.parametrize(
    ("typed", "root"),
    [
        ('"alpha beta', And((A, B))),
        ('alpha "beta" "', And((A, B))),
        ("(alpha beta", And((A, B))),
        ("alpha) beta", And((A, B))),
        (")alpha(", A),
        ("alpha OR", A),
        ("OR alpha", A),
        ("alpha OR OR beta", And((A, B))),
        ("alpha AND", A),
        ("(alpha OR) beta", And((A, B))),
        ("alpha NOT", A),
        ("speaker:alpha -beta* (", And((Word("speaker"), A, B))),
        ("OR", Word("or")),
        ("AND NOT", And((Word("and"), Word("not")))),
        (")", None),
        ('"', None),
    ],
)
def test_a_query_with_a_syntax_error_falls_back_to_plain_words(typed, root):
    assert parse_query(typed) == ParsedQuery(root, True, typed)


@pytest.mark.parametrize("typed", ["", "-", "()", '""', "?! …", "*", '-""', "🙂", "a" * 0])
def test_a_query_without_words_has_no_root(typed):
    assert parse_query(typed) == ParsedQuery(None, False, typed)


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("  alpha\0\r\n beta\x07 ", "alpha beta"),
        ("\ud800alpha", "alpha"),
        ("cafe\u0301", "café"),
    ],
)
def test_the_parsed_query_text_is_normalized_to_a_single_line(typed, text):
    assert parse_query(typed).text == text


def test_a_query_that_is_too_long_is_cut_after_its_last_whole_word():
    typed = "alpha " * 40

    assert parse_query(typed).text == ("alpha " * 33).strip()


def test_a_query_without_blanks_is_cut_at_the_maximum_length():
    assert parse_query("แ " + "ร" * 500).text == "แ " + "ร" * 198


def test_a_phrase_that_is_cut_short_stays_a_phrase():
    typed = '-("' + "alpha beta " * 40 + '")'

    parsed = parse_query(typed)

    phrase = Phrase(("alpha", "beta") * 17 + ("alpha", "beta"))
    assert parsed.root == And((Not(phrase),))
    assert parsed.is_fallback is False


def test_query_terms_beyond_the_twelfth_are_dropped():
    typed = "the " + " ".join(f"w{number}" for number in range(20))

    assert parse_query(typed).root == And(tuple(Word(f"w{n}") for n in range(12)))


def test_exclusions_and_alternatives_beyond_the_twelfth_term_are_dropped():
    typed = " ".join(f"w{number}" for number in range(12)) + " -alpha beta OR gamma"

    assert parse_query(typed).root == And(tuple(Word(f"w{n}") for n in range(12)))


def test_prefix_terms_beyond_the_second_are_dropped():
    ab, cd = Word("ab", prefix=True), Word("cd", prefix=True)

    assert parse_query("ab* speaker:cd* ef* alpha gh*").root == And((ab, Field("speaker", cd), A))


def test_terms_nested_in_more_than_five_parentheses_are_dropped():
    assert parse_query("(((((alpha))))) beta").root == And((A, B))
    assert parse_query("((((((alpha)))))) beta").root == B

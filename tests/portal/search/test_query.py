"""What the reader typed, and what is sought for it."""

import pytest

from portal.search.query import (
    All,
    Either,
    Field,
    Phrase,
    Understood,
    Without,
    Word,
    understand,
)

A, B, C = Word("alpha"), Word("beta"), Word("gamma")


@pytest.mark.parametrize(
    ("typed", "root"),
    [
        ("Alpha", A),
        ("alpha beta", All((A, B))),
        ("alpha AND beta", All((A, B))),
        ("alpha OR beta", Either((A, B))),
        ("alpha OR beta gamma", All((Either((A, B)), C))),
        ("gamma alpha OR beta", All((C, Either((A, B))))),
        ("alpha OR (beta gamma)", Either((A, All((B, C))))),
        ("(alpha OR beta) OR gamma", Either((A, B, C))),
        ("(alpha (beta gamma))", All((A, B, C))),
        ("alpha or beta", All((A, B))),
        ("alpha -beta", All((A, Without(B)))),
        ("alpha NOT beta", All((A, Without(B)))),
        ("alpha -(beta OR gamma)", All((A, Without(Either((B, C)))))),
        ("-alpha", All((Without(A),))),
        ("NOT NOT alpha", A),
        ("-(-alpha)", A),
        ("alpha OR -beta", Either((A, All((Without(B),))))),
        ('"alpha beta" gamma', All((Phrase(("alpha", "beta")), C))),
        ('-"alpha beta"', All((Without(Phrase(("alpha", "beta"))),))),
        ('"alpha"', Phrase(("alpha",))),
        ("“alpha beta”", Phrase(("alpha", "beta"))),
        ("«alpha beta»", Phrase(("alpha", "beta"))),
        ('"-alpha OR (beta*"', Phrase(("alpha", "or", "beta"))),
    ],
)
def test_signs_say_how_words_are_sought(typed, root):
    assert understand(typed) == Understood(root, False, typed)


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
        ("report:U.N.", Field("report", Phrase(("u", "n")))),
        ("speaker:gam*", Field("speaker", Word("gam", prefix=True))),
        ("-speaker:alpha beta", All((Without(Field("speaker", A)), B))),
        ("speaker:alpha OR beta", Either((Field("speaker", A), B))),
        ("speaker: alpha", All((Word("speaker"), A))),
        ("alpha speaker:", All((A, Word("speaker")))),
        ("speaker:!?", Word("speaker")),
        ("http://alpha foo:beta", All((Word("http"), A, Word("foo"), B))),
        ("\u017fpeaker:alpha", All((Word("\u017fpeaker"), A))),
    ],
)
def test_a_field_is_looked_in_alone_if_it_is_one_of_ours(typed, root):
    assert understand(typed) == Understood(root, False, typed)


@pytest.mark.parametrize(
    ("typed", "root"),
    [
        ("recruit*", Word("recruit", prefix=True)),
        ("alpha-be*", All((A, Word("be", prefix=True)))),
        ("the*", Word("the", prefix=True)),
        ("b* alpha", All((Word("b"), A))),
        ("*alpha", A),
        ("alpha*beta", All((A, B))),
        ("* alpha", A),
        ("แร*", Phrase(("แ", "ร"))),
    ],
)
def test_a_star_ends_what_a_word_begins_with(typed, root):
    assert understand(typed) == Understood(root, False, typed)


@pytest.mark.parametrize(
    ("typed", "root"),
    [
        ("low-skilled", All((Word("low"), Word("skilled")))),
        ("alpha/beta,gamma", All((A, B, C))),
        ("alpha_beta", All((A, B))),
        ("O’Brien", All((Word("o"), Word("brien")))),
        ("alpha’s BETA'S", All((A, B))),
        ("workers’", Word("workers")),
        ("U.S.", Phrase(("u", "s"))),
        ("21.C.3.b", Phrase(("21", "c", "3", "b"))),
        ("U.S.-alpha", All((Phrase(("u", "s")), A))),
        ("alpha...beta", All((A, B))),
        ("alpha - beta -> gamma", All((A, B, C))),
        ("--alpha", A),
        ("แรงงาน", Phrase(("แ", "ร", "ง", "ง", "า", "น"))),
        ("ที่", Word("ที่")),
        ("ကလေး", Phrase(("က", "လေး"))),
        ("ແຮງ alpha", All((Phrase(("ແ", "ຮ", "ງ")), A))),
        ("ក្រុម", Phrase(("ក្", "រុ", "ម"))),
        ("劳工", Phrase(("劳", "工"))),
        ("IOMไทย", Phrase(("iom", "ไ", "ท", "ย"))),
    ],
)
def test_words_are_cut_as_the_index_cuts_them(typed, root):
    assert understand(typed) == Understood(root, False, typed)


@pytest.mark.parametrize(
    ("typed", "root"),
    [
        ("the alpha of beta", All((A, B))),
        ("The alpha", A),
        ("(the of) alpha", A),
        ("the of", All((Word("the"), Word("of")))),
        ("the", Word("the")),
        ('"the alpha"', Phrase(("the", "alpha"))),
        ("the -alpha", All((Without(A),))),
    ],
)
def test_stop_words_are_sought_where_nothing_else_is(typed, root):
    assert understand(typed) == Understood(root, False, typed)


@pytest.mark.parametrize(
    ("typed", "root"),
    [
        ('"alpha beta', All((A, B))),
        ('alpha "beta" "', All((A, B))),
        ("(alpha beta", All((A, B))),
        ("alpha) beta", All((A, B))),
        (")alpha(", A),
        ("alpha OR", A),
        ("OR alpha", A),
        ("alpha OR OR beta", All((A, B))),
        ("alpha AND", A),
        ("(alpha OR) beta", All((A, B))),
        ("alpha NOT", A),
        ("speaker:alpha -beta* (", All((Word("speaker"), A, B))),
        ("OR", Word("or")),
        ("AND NOT", All((Word("and"), Word("not")))),
        (")", None),
        ('"', None),
    ],
)
def test_what_does_not_parse_is_sought_as_plain_words(typed, root):
    assert understand(typed) == Understood(root, True, typed)


@pytest.mark.parametrize(
    "typed", ["", "-", "()", '""', "?! …", "*", '-""', "🙂", "a" * 0]
)
def test_nothing_is_sought_for_no_words(typed):
    assert understand(typed) == Understood(None, False, typed)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("  alpha\0\r\n beta\x07 ", "alpha beta"),
        ("\ud800alpha", "alpha"),
        ("cafe\u0301", "café"),
    ],
)
def test_what_was_read_is_clean_and_on_one_line(typed, read):
    assert understand(typed).typed == read


def test_what_is_too_long_is_read_to_its_last_whole_word():
    typed = "alpha " * 40

    assert understand(typed).typed == ("alpha " * 33).strip()


def test_a_long_run_is_read_to_the_last_character_that_fits():
    assert understand("แ " + "ร" * 500).typed == "แ " + "ร" * 198


def test_a_long_phrase_stays_a_phrase():
    typed = '-("' + "alpha beta " * 40 + '")'

    understood = understand(typed)

    phrase = Phrase(("alpha", "beta") * 17 + ("alpha", "beta"))
    assert understood.root == All((Without(phrase),))
    assert understood.as_plain_words is False


def test_terms_beyond_the_twelfth_are_left_out():
    typed = "the " + " ".join(f"w{number}" for number in range(20))

    assert understand(typed).root == All(tuple(Word(f"w{n}") for n in range(12)))


def test_exclusions_and_choices_beyond_the_twelfth_term_are_left_out():
    typed = " ".join(f"w{number}" for number in range(12)) + " -alpha beta OR gamma"

    assert understand(typed).root == All(tuple(Word(f"w{n}") for n in range(12)))


def test_prefixes_beyond_the_second_are_left_out():
    ab, cd = Word("ab", prefix=True), Word("cd", prefix=True)

    assert understand("ab* speaker:cd* ef* alpha gh*").root == All(
        (ab, Field("speaker", cd), A)
    )


def test_what_stands_in_more_than_five_parentheses_is_left_out():
    assert understand("(((((alpha))))) beta").root == All((A, B))
    assert understand("((((((alpha)))))) beta").root == B

"""How much one visitor may ask for at a time. The filters' own limits stand beside them."""

# A report of 10 MB, and the form around it: from whoever may import.
REQUEST_BYTES = 11 * 1024 * 1024
# The forms of the desk, from whoever is signed in.
FORM_BYTES = 2_621_440
# Signing in and choosing a language: from everybody.
SMALL_FORM_BYTES = 64 * 1024
# Forms sent after a session had ended: how many are kept for an account, how long each is once
# encoded, and for how many seconds.
UNSAVED_FORMS = 5
UNSAVED_FORM_CHARACTERS = 300_000
UNSAVED_FORM_SECONDS = 24 * 60 * 60
QUERY_STRING_BYTES = 4096
QUERY_PARAMETERS = 50
REQUESTS_PER_MINUTE = 600
# Of the sketch in which each process counts them: a megabyte and a half.
RATE_WIDTH = 50_000
RATE_DEPTH = 4
SIGN_INS_PER_MINUTE = 5
SIGN_INS_PER_HOUR = 20
SIGN_INS_PER_HOUR_AND_ADDRESS = 100
# From browsers that have never signed in to the account, all together: after so many tries in a
# day, one try in so many seconds. The last is the longest that anybody can be made to wait.
SIGN_INS_SLOWED_DOWN = ((120, 900), (60, 300), (30, 60))

"""Limits on requests of one visitor. Limits of filters are in reports.facets and reports.filters."""

# A report of 10 MB and the form around it, from accounts that may import.
REQUEST_BYTES = 11 * 1024 * 1024
# The forms of the editor, from signed-in accounts.
FORM_BYTES = 2_621_440
# The login form and the language form, from everyone.
SMALL_FORM_BYTES = 64 * 1024
# Forms submitted after the end of a session: number per account, encoded length, storage time.
UNSAVED_FORMS = 5
UNSAVED_FORM_CHARACTERS = 300_000
UNSAVED_FORM_SECONDS = 24 * 60 * 60
QUERY_STRING_BYTES = 4096
QUERY_PARAMETERS = 50
REQUESTS_PER_MINUTE = 600
# The count-min sketch of requests in each process, of 1.5 MB.
RATE_WIDTH = 50_000
RATE_DEPTH = 4
# Confirmation mails to readers who want to follow a list.
CONFIRMATIONS_PER_DAY = 500
CONFIRMATIONS_PER_DAY_AND_NETWORK = 20
CONFIRMATIONS_PER_DAY_AND_ADDRESS = 3
# Mails with which a forgotten password can be set.
RESETS_PER_DAY_AND_ACCOUNT = 5
RESETS_PER_HOUR_AND_NETWORK = 20
SIGN_INS_PER_MINUTE = 5
SIGN_INS_PER_HOUR = 20
SIGN_INS_PER_HOUR_AND_ADDRESS = 100
# For all browsers that have not signed in to the account: (attempts in a day, seconds for each
# further attempt). The first entry is the longest that an attacker can make a user wait.
SIGN_INS_SLOWED_DOWN = ((120, 900), (60, 300), (30, 60))

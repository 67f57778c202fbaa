"""Path prefixes with sessions, which are never cached, and public ones that accept forms."""

SIGNED_IN_PATHS = ("/admin/", "/editing/", "/accounts/")
# The forms of visitors, without sessions and cookies: they are answered alike for everybody.
FOLLOW_PATH = "/follow/"
# Those that depend on a token or the settings, and on no report.
FOLLOW_STEPS = ("/follow/sent/", "/follow/confirm/", "/follow/stop/")

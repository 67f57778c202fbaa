"""Path prefixes with sessions: never cached, and the only ones that accept forms."""

SIGNED_IN_PATHS = ("/admin/", "/editing/", "/accounts/")

"""Path prefixes with sessions: never cached, and the only ones whose forms change what is stored."""

SIGNED_IN_PATHS = ("/admin/", "/editing/", "/accounts/")

"""Pages of the site that an administrator writes: about, terms, legal notice, privacy, security."""

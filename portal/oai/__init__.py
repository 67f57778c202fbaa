"""OAI-PMH 2.0 at /oai: libraries and aggregators harvest what is public, and what is no longer."""

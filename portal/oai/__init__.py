"""OAI-PMH 2.0 at /oai: libraries and aggregators harvest public records, and their deletions."""

"""Full-text search and facets, on an index derived from the database."""

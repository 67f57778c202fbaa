"""From the typed text to a tantivy query: parse, expand synonyms, compile."""

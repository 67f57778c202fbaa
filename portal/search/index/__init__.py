"""The tantivy index: schema, documents, change log, writer, reader."""

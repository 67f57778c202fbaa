"""The offline copy: the public site as files that work from a memory stick or on any static host."""

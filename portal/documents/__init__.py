"""Extract text and layout from a file, in a sandboxed process."""

"""From a source document to a draft: readers, blocks, parse are pure; save alone writes."""

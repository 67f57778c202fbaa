"""Import and reimport of reports, folders of reports, seeds and curation files."""

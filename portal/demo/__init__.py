"""The demonstration: a portal with invented reports, their lineage and their follow-up."""

"""A newer version of a report in the place of the earlier: planned, shown, then done."""

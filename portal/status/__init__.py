"""The state of an installation as values, for /readyz, the metrics and the status page of the desk."""

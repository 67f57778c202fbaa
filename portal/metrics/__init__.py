"""What the processes of a machine count for Prometheus."""

"""The pages that join reports with recommendations."""

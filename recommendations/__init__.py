"""What a workshop asked for. Uses reports, is used by the portal."""

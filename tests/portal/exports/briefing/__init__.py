"""Tests of briefing packs."""

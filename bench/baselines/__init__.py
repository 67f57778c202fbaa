"""Baselines of the benchmark. Each module has prepare() and answer(question) -> bytes."""

"""What the portal is compared with. Each module offers prepare() and answer(question) -> bytes."""

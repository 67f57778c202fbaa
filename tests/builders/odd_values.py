"""Form values that nobody types, but that an attacker or a broken client sends."""

from hypothesis import strategies as st

ODD_VALUES = st.sampled_from(
    [
        *("", " ", "0", "-1", "²", "1e9", "9" * 40, "\0", "x" * 3000, "<b>"),
        *(
            "Ana Cruz",
            "Skills",
            "national",
            "session",
            "paragraph-1",
            "../..",
            "\u202e",
        ),
    ]
) | st.text(st.characters(exclude_categories=["Cs"]), max_size=8)

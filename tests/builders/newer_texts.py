"""A seminar report with every type of text, and newer versions of it with small changes."""

from hypothesis import strategies as st

SEMINAR = """ARF Seminar on Skills
10 March 2019, Bangkok

Introduction

1. Ms. Ana Cruz, Director, noted that skills travel. The list is in Annex 1.
2. Cambodia welcomed the Skills Convention. It spoke of fair training, too.
3. Mr. Ben Otto, Adviser, ILO, explained why. He gave figures.

Session 1: Training

4. Training is dear. The ILO helps.
5. Participants recommended to:

A. National Level:
- train more people. Pay them fairly (Norway);
  - in care. And on ships;
- ask employers (Sweden);

B. Regional Level:
- compare wages.

6. He added that training takes time.

7

Closing

7. The co-chairs thanked all.

Annex 1: List of participants

Ms. Eva Falk, Adviser, Norway
"""
# Words of a newer version.
PARAGRAPHS = (
    "8. Ms. Dara Sok, Adviser, said that fees are high.",
    "She added that wages are low.",
    "- ask the ILO (Cambodia);",
    "Session 2: Wages",
    "C. Bilateral Level:",
)


@st.composite
def newer_texts(draw, text):
    """Return the text with one to three lines inserted, deleted, reworded or moved."""
    lines = text.split("\n")
    for _ in range(draw(st.integers(1, 3))):
        place = draw(st.integers(0, len(lines) - 1))
        operation = draw(st.sampled_from(("reword", "insert", "delete", "move")))
        if operation == "insert":
            lines[place:place] = ["", draw(st.sampled_from(PARAGRAPHS)), ""]
        elif operation == "reword":
            lines[place] = lines[place].replace(" ", " newly ", 1)
        elif len(lines) > 5:
            line = lines.pop(place)
            if operation == "move":
                lines.insert(draw(st.integers(0, len(lines))), line)
    return "\n".join(lines)

"""Texts of seminar reports, each for a group of tests.

Most tests use the text in tests/builders/seminar.py.
"""

BRIEF_SEMINAR = b"""ARF Seminar on Skills
10 March 2019, Bangkok

Introduction

1. Ms. Ana Cruz, Director, noted this. Skills travel with people.

Session 1: Training

2. Training is dear.
3. Participants recommended to:
- train more;
- ask employers.
"""

SEMINAR_WITH_CLOSING = b"""ARF Seminar on Skills
10 March 2019, Bangkok

Introduction

1. Ms. Ana Cruz, Director, noted this. Skills travel with people.

Session 1: Training

2. Training is dear.
3. Participants recommended to:
- train more;
  - in care;
- ask employers.

Closing

4. The co-chairs thanked all.
"""

SEMINAR_WITH_SMALL_TALK = b"""ARF Seminar on Skills
10 March 2019, Bangkok

Introduction

1. Ms. Ana Cruz, Director, noted this. Skills travel with people.

Session 1: Training

2. Training is dear.
3. Participants recommended to:
- train more;
- ask employers.

7

Thank you.
"""

SEMINAR_OF_MANY_SPEAKERS = """ARF Seminar on Skills
10 March 2019, Bangkok

Introduction

1. Ms. Ana Cruz, Director, noted this. Skills travel with people. The list is in Annex 1.
2. Cambodia welcomed the Skills Convention. It spoke of fair recruitment, too.
3. Norway said that it agreed. It did so with pleasure.
4. Mr. Ben Otto, Adviser, explained why. He gave figures.

Session 1: Training

5. Training is dear. The ILO helps.
6. Participants recommended to:

A. National Level:
- train more people. Pay them fairly (Norway);
  - in care. And on ships;
    - in ports;
- ask employers (Sweden);
- ask the ILO. Tell others.

B. Regional Level:
- compare wages.
"""

SEMINAR_TO_REIMPORT = """ARF Seminar on Skills
10 March 2019
Bangkok, Thailand

Introduction

1. Ms. Ana Cruz, Director, noted that skills travel with people. It is in Annex 1.

Session 1: Training

2. Mr. Ben Otto, Adviser, explained how training is paid for in his country.
3. Participants recommended to:
- train more people in the trades that both sides need;
  - above all in care and in construction;
- ask employers what they need.

Closing

4. The co-chairs thanked all who had come to the seminar.
"""
REIMPORT_SLUG = "arf-seminar-skills-2019"

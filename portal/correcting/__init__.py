"""CORRECTING A DRAFT: what an editor does to the pieces of an imported report. Loses no character."""

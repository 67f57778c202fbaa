"""WHO IS WHOM: records of people and bodies that were united, and those that only look alike."""

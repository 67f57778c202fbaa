"""WHAT A REPORT WAS, SAVE BY SAVE: whole revisions, what differs, the way back, and the next draft."""

"""THE EDITORS' DESK: pieces as forms, saves that merge, what differs between two states, the steps of a report."""

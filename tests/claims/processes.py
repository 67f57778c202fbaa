"""What a program and all its children occupy."""

from pathlib import Path


def family_of(pid):
    """Return the process and all its descendants."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(one for child in children for one in family_of(int(child)))]


def memory_of(pid):
    """Return the memory of all of them in megabytes; shared pages count in part (PSS)."""
    kilobytes = 0
    for one in family_of(pid):
        lines = Path(f"/proc/{one}/smaps_rollup").read_text().splitlines()
        kilobytes += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return kilobytes / 1024


def open_files_of(pid):
    return sum(len(list(Path(f"/proc/{one}/fd").iterdir())) for one in family_of(pid))

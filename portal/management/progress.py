"""Show the progress of a command: a bar on a terminal, else a line every ten seconds."""

from typing import TextIO

from tqdm import tqdm

SECONDS_BETWEEN_LINES = 10.0


class LineWriter:
    """Writes each redraw of tqdm as a line of its own."""

    def __init__(self, stream: TextIO):
        self.stream = stream

    def write(self, text: str) -> None:
        if line := text.strip():
            self.stream.write(f"{line}\n")

    def flush(self) -> None:
        self.stream.flush()


class Progress(tqdm):  # type: ignore[type-arg]
    """A tqdm bar without the monitor thread."""

    monitor_interval = 0


def progress_bar(
    *,
    total: int | None,
    unit: str,
    stream: TextIO,
    seconds: float = SECONDS_BETWEEN_LINES,
) -> Progress:
    """Return a progress bar as context manager; call `update(n)` to advance it.

    Without a terminal, it writes a line every `seconds`, the first one after `seconds`.
    """
    if stream.isatty():
        return Progress(total=total, unit=unit, file=stream)
    return Progress(
        total=total,
        unit=unit,
        file=LineWriter(stream),
        mininterval=seconds,
        maxinterval=seconds,
        miniters=1,
        delay=seconds,
        ascii=True,
    )

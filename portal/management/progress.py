"""How far a long command is: a bar on a terminal, in a pipe or a file a line every ten seconds."""

from typing import TextIO

from tqdm import tqdm

SECONDS_BETWEEN_LINES = 10.0


class Lines:
    """Writes what tqdm would paint over as lines of their own."""

    def __init__(self, stream: TextIO):
        self.stream = stream

    def write(self, text: str) -> None:
        if painted := text.strip():
            self.stream.write(f"{painted}\n")

    def flush(self) -> None:
        self.stream.flush()


class Progress(tqdm):  # type: ignore[type-arg]
    """A tqdm bar. Its thread that looks after bars that stand still is not started."""

    monitor_interval = 0


def progress(
    *,
    total: int | None,
    unit: str,
    stream: TextIO,
    seconds: float = SECONDS_BETWEEN_LINES,
) -> Progress:
    """Return a bar to be used as a context manager; `update(n)` says that n more are done.

    Where no terminal shows it, it writes a line every so many seconds, and none before.
    """
    if stream.isatty():
        return Progress(total=total, unit=unit, file=stream)
    return Progress(
        total=total,
        unit=unit,
        file=Lines(stream),
        mininterval=seconds,
        maxinterval=seconds,
        miniters=1,
        delay=seconds,
        ascii=True,
    )

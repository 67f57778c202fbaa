"""The progress of a long command is shown on a terminal and in the log of a scheduler."""

import io

from portal.management.progress import SECONDS_BETWEEN_LINES, progress_bar


class Terminal(io.StringIO):
    def isatty(self):
        return True


def shown(stream, count, **options):
    with progress_bar(total=count, unit=" files", stream=stream, **options) as bar:
        for _ in range(count):
            bar.update()
    return stream.getvalue()


def test_a_terminal_shows_a_single_progress_line_that_is_overwritten():
    output = shown(Terminal(), 1500)

    assert output.count("\n") == 1
    assert "1500/1500" in output


def test_a_log_gets_a_separate_line_for_each_update():
    lines = shown(io.StringIO(), 50, seconds=0).splitlines()

    assert [line.split("|")[-1].split()[0] for line in lines[-2:]] == ["50/50", "50/50"]
    assert len(lines) > 50
    assert [line for line in lines if "\r" in line or not line.strip()] == []


def test_a_log_gets_nothing_before_ten_seconds_have_passed():
    assert (SECONDS_BETWEEN_LINES, shown(io.StringIO(), 1500)) == (10, "")


def test_a_log_gets_a_line_every_ten_seconds(monkeypatch):
    stream, clock = io.StringIO(), [0.0]
    with progress_bar(total=1500, unit=" files", stream=stream) as bar:
        monkeypatch.setattr(bar, "_time", lambda: clock[0])
        bar.start_t = bar.last_print_t = 0.0
        for _ in range(1500):
            clock[0] += 0.1
            bar.update()

    assert len(stream.getvalue().splitlines()) == 15

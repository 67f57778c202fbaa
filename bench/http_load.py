"""New pages per second over HTTP: wrk asks a running server for lists that nobody has asked for.

python -m bench.http_load http://127.0.0.1:8000 [--clients 8] [--seconds 20] [--seed 1]

Nearly every address is new: random words of the generated texts, and random filters.
"""

import argparse
import random
import re
import sys
from tempfile import NamedTemporaryFile
from urllib.parse import urlencode

from bench.vocabulary import ORGANIZATIONS, THEMES, WORDS
from bench.wrk import run_wrk

# Of more than three letters: not all of them stop words, nor rare ones.
TEXT_WORDS = sorted(
    {
        word
        for kind in ("verbs", "objects", "parties", "purposes", "inclusions")
        for phrase in WORDS[kind]
        for word in re.findall(r"[a-z]{4,}", phrase)
    }
)
LEVELS = ("national", "bilateral", "regional", "all")
# More than a server answers in minutes.
ADDRESSES = 20_000
TIMES = re.compile(r"times: (\d+) (\d+)")
MICROSECONDS = 1000  # in a millisecond


def random_address(chance: random.Random) -> str:
    """Return the address of a list with one or two words and up to two filters."""
    parameters = [("q", " ".join(chance.sample(TEXT_WORDS, chance.choice([1, 2]))))]
    filters = [
        ("level", chance.choice(LEVELS)),
        ("theme", chance.choice(THEMES[:20]).slug),
        ("organization", chance.choice(ORGANIZATIONS[:40]).slug),
    ]
    parameters += chance.sample(filters, chance.choice([0, 1, 2]))
    return f"/recommendations/?{urlencode(parameters)}"


def lua_script(addresses: list[str]) -> str:
    """Return the program that lets wrk ask for one address after the other, and print the times."""
    # Percent-encoded, so that none has a blank or ends the text in Lua.
    paths = "\n".join(addresses)
    return f"""
local paths, next_path = {{}}, 0
for path in string.gmatch([[{paths}]], "%S+") do paths[#paths + 1] = path end
request = function()
  next_path = next_path % #paths + 1
  return wrk.format("GET", paths[next_path])
end
done = function(summary, latency)
  io.write(string.format("times: %d %d\\n", latency:percentile(50), latency:percentile(95)))
end
"""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.http_load", description=__doc__)
    parser.add_argument("server")
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    chance = random.Random(arguments.seed)
    addresses = [random_address(chance) for _ in range(ADDRESSES)]
    with NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(lua_script(addresses))
        script.flush()
        load = run_wrk(
            arguments.server,
            connections=arguments.clients,
            seconds=arguments.seconds,
            script=script.name,
        )
    pages = load.rate - load.failures / arguments.seconds
    median, p95 = (int(time) / MICROSECONDS for time in TIMES.search(load.printed).groups())
    sys.stdout.write(
        f"{pages:.1f} pages/s, median {median:.0f} ms, p95 {p95:.0f} ms, {load.failures} failed\n"
    )


if __name__ == "__main__":
    main()

"""One step of the bench at one size, in a process of its own: settings are read once.

python -m bench.step load 40000
python -m bench.step measure 40000 [--quick]    prints JSON
"""

import argparse
import json
import os
import sys

import django
from django.core.management import call_command


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("step", choices=["load", "measure"])
    parser.add_argument("recommendations", type=int)
    parser.add_argument("--quick", action="store_true")
    given = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    django.setup()
    # Both need the loaded apps.
    from bench import load, measure  # noqa: PLC0415

    if given.step == "measure":
        found = measure.measure(given.recommendations, quick=given.quick)
        print(json.dumps(found))
        return
    call_command("migrate", verbosity=0)
    try:
        load.load(given.recommendations)
    except load.NotOursError as fault:
        sys.exit(str(fault))


if __name__ == "__main__":
    main()

"""The commands that `make installation-check` takes from the guide for administrators."""

from django.conf import settings

from deploy.guide_commands import AFTER, BEFORE, INSTEAD, commands

GUIDE = (settings.BASE_DIR / "docs" / "administration.md").read_text(encoding="utf-8")


def test_blocks_of_the_guide_become_commands_in_their_order():
    guide = (
        "```sh\napt-get update\none\n```\ntext\n```\nnot run\n```\n   ```sh name\n   two\n   ```\n"
    )

    assert commands(guide) == (["apt-get update"], ["one", "two"])


def test_every_file_that_the_guide_installs_exists():
    _, others = commands(GUIDE)
    words = {word for command in others for word in command.split() if word.startswith("deploy/")}

    assert [word for word in words if not (settings.BASE_DIR / word).is_file()] == []
    assert "deploy/systemd/portal.service" in words


def test_what_only_the_check_adds_still_belongs_to_a_command_or_block_of_the_guide():
    _, others = commands(GUIDE)

    assert {*BEFORE, *AFTER} <= set(others)
    assert all(f"```sh {name}\n" in GUIDE for name in INSTEAD)

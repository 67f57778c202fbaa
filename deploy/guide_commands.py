"""Write the commands of the guide for administrators as two scripts: guide_commands.py GUIDE FOLDER

FOLDER/packages-commands installs the Debian packages, which needs a network; FOLDER/commands is
everything else. Blocks of code that are marked ```sh are run, in their order. On a machine
without a public name, a local authority issues the certificates.
"""

import re
import sys
from pathlib import Path

BLOCK = re.compile(r"^ *```sh(?: (\w+))?\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
CADDY_AUTHORITY = "/var/lib/caddy/.local/share/caddy/pki/authorities/local/root.crt"
# Before and after a command: what only a test needs.
BEFORE = {
    "systemctl reload-or-restart caddy": r"sed -i '0,/^{$/s//{\n\tlocal_certs/' /etc/caddy/Caddyfile",
}
AFTER = {
    "systemctl reload-or-restart caddy": (
        f"export CURL_CA_BUNDLE={CADDY_AUTHORITY}\n"
        "curl --silent --output /dev/null --retry 30 --retry-delay 1 --retry-all-errors "
        "https://portal.example.org/healthz"
    ),
}
# Instead of blocks with these names.
INSTEAD = {
    "certificate": """\
systemctl disable --now caddy
certificate=/etc/letsencrypt/live/portal.example.org
mkdir -p $certificate
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 \\
    -subj /CN=portal.example.org -addext subjectAltName=DNS:portal.example.org \\
    -keyout $certificate/privkey.pem -out $certificate/fullchain.pem
export CURL_CA_BUNDLE=$certificate/fullchain.pem
""",
}


def commands(guide: str) -> tuple[list[str], list[str]]:
    """Return the commands that install packages of Debian, and all others."""
    packages, others = [], []
    for name, block in BLOCK.findall(guide):
        for line in INSTEAD.get(name, block).splitlines():
            command = line.strip() if name not in INSTEAD else line
            if command.startswith("apt-get"):
                packages.append(command)
            else:
                others += [BEFORE.get(command, ""), command, AFTER.get(command, "")]
    return packages, [command for command in others if command]


if __name__ == "__main__":
    guide, folder = Path(sys.argv[1]), Path(sys.argv[2])
    packages, others = commands(guide.read_text(encoding="utf-8"))
    (folder / "packages-commands").write_text("\n".join(packages) + "\n", encoding="utf-8")
    (folder / "commands").write_text("\n".join(others) + "\n", encoding="utf-8")

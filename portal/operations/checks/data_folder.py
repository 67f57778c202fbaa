"""DATA_DIR: who owns it, who else may read it, which disk it is on, how much of it is left."""

import os
import pwd
import shutil
import stat
from pathlib import Path

from django.conf import settings
from django.db import connection

from portal.operations.checks.finding import Finding, error, ok, warning

# SQLite loses data on these, and locks do not work on all of them.
NETWORK_FILE_SYSTEMS = {
    *("9p", "afs", "ceph", "cifs", "fuse.glusterfs", "fuse.sshfs", "glusterfs"),
    *("lustre", "ncpfs", "nfs", "nfs4", "smb3", "smbfs"),
}
# An import, a rebuilt index and a day's log fit into it.
LITTLE_BYTES = 2 << 30
# Saves fail soon.
TOO_LITTLE_BYTES = 200 << 20
MOUNTS = Path("/proc/self/mounts")


def check_owner() -> Finding:
    """Check that the folder and what is in it belong to the user of this process."""
    check, folder, own = "owner of DATA_DIR", Path(settings.DATA_DIR), os.geteuid()
    foreign = [path for path in (folder, *sorted(folder.iterdir())) if path.stat().st_uid != own]
    if not foreign:
        return ok(check, f"{folder} belongs to {user_name(own)}, who runs this command")
    owner = user_name(foreign[0].stat().st_uid)
    return error(
        check,
        f"{foreign[0]} belongs to {owner}, but this command is run by {user_name(own)}",
        f"Run it as the user of the server. If that is {user_name(own)}: "
        f"chown -R {user_name(own)}: {folder}",
    )


def user_name(number: int) -> str:
    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return f"user {number}"


def check_access() -> Finding:
    """Check that nobody else can read the folder, and only the owner the secret key."""
    check, folder = "access to DATA_DIR", Path(settings.DATA_DIR)
    if mode_of(folder) & stat.S_IRWXO:
        return error(check, f"all users of the machine can read {folder}", f"chmod o= {folder}")
    key = folder / "secret_key"
    if key.exists() and mode_of(key) & (stat.S_IRWXG | stat.S_IRWXO):
        return error(
            check,
            f"users other than its owner can read {key}, which signs sessions",
            f"chmod 600 {key}",
        )
    return ok(check, "other users of the machine have none")


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def check_disk() -> Finding:
    """Check that there is space left."""
    check, folder = "disk", Path(settings.DATA_DIR)
    usage = shutil.disk_usage(folder)
    message = f"{usage.free / (1 << 30):,.1f} of {usage.total / (1 << 30):,.1f} GB are free"
    if usage.free < TOO_LITTLE_BYTES:
        return error(check, message, f"Free space on the disk of {folder}: saves will fail soon.")
    if usage.free < LITTLE_BYTES:
        return warning(check, message, f"Free space on the disk of {folder}.")
    return ok(check, message)


def check_file_system() -> Finding:
    """Check that the folder is on a local disk."""
    check, folder = "file system", Path(settings.DATA_DIR).resolve()
    kind = file_system_of(folder, MOUNTS.read_text(encoding="utf-8"))
    if kind not in NETWORK_FILE_SYSTEMS:
        return ok(check, f"{kind or 'unknown'}, on this machine")
    message = f"{folder} is on a network drive ({kind})"
    if connection.vendor == "sqlite":
        return error(
            check,
            f"{message}, where SQLite loses data",
            "Set DATA_DIR to a folder on a local disk, or use PostgreSQL.",
        )
    return warning(
        check, f"{message}, where the index is slow", "Set DATA_DIR to a folder on a local disk."
    )


def file_system_of(folder: Path, mounts: str) -> str:
    """Return the type of file system that holds the folder, from the text of /proc/self/mounts."""
    entries = [line.split() for line in mounts.splitlines()]
    holding = [
        (len(Path(place).parts), kind)
        for _, place, kind, *_ in entries
        if Path(unescape(place)) in (folder, *folder.parents)
    ]
    # Of two mounts at one place, the later hides the earlier.
    return max(reversed(holding), key=lambda entry: entry[0])[1] if holding else ""


def unescape(place: str) -> str:
    return place.replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\")

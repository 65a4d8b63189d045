"""Where a bank may lie: a local disk, and no folder that a cloud client copies about.

Network file systems lose SQLite's locks, cloud clients copy half-written files; both have cost people
their data in silence. So such places are refused before anything is opened, and a place is proposed.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from platformdirs import user_data_path

from qbank.errors import Problem

# fmt: off
LOCAL = frozenset({
    "ext2", "ext3", "ext4", "xfs", "btrfs", "zfs", "f2fs", "jfs",
    "reiserfs", "bcachefs", "nilfs2", "tmpfs", "ramfs", "rootfs", "overlay", "aufs",
    "ecryptfs", "vfat", "msdos", "exfat", "ntfs", "ntfs3", "fuseblk", "apfs",
    "hfs", "hfsplus", "ufs", "erofs", "squashfs", "iso9660", "udf",
})
# fmt: on
"""File systems with locks of their own. Everything else is refused, known network types or not."""

_CLOUD_NAMES = re.compile(
    r"onedrive( - .+|-.+)?|dropbox( \(.+\))?|坚果云|我的坚果云|nutstore( files)?|icloud ?drive(~.*)?|"
    r"com~apple~clouddocs|mobile documents|百度网盘(同步空间)?|baidu(netdisk|syncdisk|netdiskworkspace)|"
    r"wps ?云盘|wps网盘|wpsdrive|wps cloud files|google ?drive|googledrive-.+|my drive|我的云端硬盘|box sync|"
    r"nextcloud|owncloud|seafile|阿里云盘|天翼云盘|微云同步助手|cloudstorage",
    re.IGNORECASE,
)
_CLOUD_MARKERS = (".dropbox.cache", ".stfolder", ".nextcloudsync.log", ".owncloudsync.log")
"""Entries that sync clients leave in the folders they keep (``.dropbox`` also lies in homes, so not that)."""
_OCTAL = re.compile(r"\\([0-7]{3})")
_MAC_MOUNT = re.compile(r"^.* on (?P<point>/.*) \((?P<type>[^,)]+)")


class Mount(NamedTuple):
    """A folder where a file system begins, and that system's type."""

    point: str
    type: str


def refusal(path: Path, mounts: Iterable[Mount] | None = None) -> Problem | None:
    """Return why a bank must not lie at ``path``, None if it may.

    Args:
        path: the bank's file, existing or not.
        mounts: the mount table; by default the computer's own.
    """
    real = path.resolve()
    values = {"instead": str(proposal(path))}
    cloud = cloud_folder(path.absolute()) or cloud_folder(real)
    if cloud is not None:
        return Problem("bank-in-cloud-folder", file=str(path), values={"folder": str(cloud), **values})
    kind = file_system(real, system_mounts() if mounts is None else mounts)
    if kind not in LOCAL:
        return Problem("bank-on-network", file=str(path), values={"kind": kind, **values})
    return None


def proposal(path: Path) -> Path:
    """Return where the bank should lie instead: the user's own data folder, never synchronised."""
    return user_data_path("qbank", appauthor=False) / (path.absolute().parent.name or "bank") / path.name


def cloud_folder(path: Path) -> Path | None:
    """Return the folder above ``path`` that a cloud client keeps, None if there is none."""
    for folder in path.parents:
        if _CLOUD_NAMES.fullmatch(folder.name) or any(folder.joinpath(name).exists() for name in _CLOUD_MARKERS):
            return folder
    return None


def file_system(path: Path, mounts: Iterable[Mount]) -> str:
    """Return the type of the file system of an absolute path without links, "?" if no mount covers it."""
    found = Mount("", "?")
    for mount in mounts:
        # A later mount on the same folder hides the earlier one.
        if path.is_relative_to(mount.point) and len(mount.point) >= len(found.point):
            found = mount
    return found.type


def system_mounts() -> list[Mount]:
    """Return the computer's mount table."""
    if sys.platform == "win32":
        return _windows_mounts()
    if sys.platform == "darwin":
        listed = subprocess.run(["/sbin/mount"], capture_output=True, text=True, check=True)
        return parse_mac_mounts(listed.stdout)
    return parse_mountinfo(Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="surrogateescape"))


def parse_mountinfo(table: str) -> list[Mount]:
    """Return the mounts of Linux's ``/proc/self/mountinfo``."""
    mounts = []
    for line in table.splitlines():
        before, separator, after = line.partition(" - ")
        if separator:
            mounts.append(Mount(_OCTAL.sub(lambda octal: chr(int(octal[1], 8)), before.split()[4]), after.split()[0]))
    return mounts


def parse_mac_mounts(table: str) -> list[Mount]:
    """Return the mounts of what macOS's ``mount`` prints."""
    matches = (_MAC_MOUNT.match(line) for line in table.splitlines())
    return [Mount(match["point"], match["type"]) for match in matches if match]


if sys.platform == "win32":

    def _windows_mounts() -> list[Mount]:
        import ctypes

        remote = 4
        drives = [f"{letter}:\\" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]
        kinds = {drive: ctypes.windll.kernel32.GetDriveTypeW(drive) for drive in drives}
        # A path that begins with \\server is under no drive and so refused.
        return [Mount(drive, "remote" if kind == remote else "ntfs") for drive, kind in kinds.items() if kind > 1]

else:

    def _windows_mounts() -> list[Mount]:
        return []

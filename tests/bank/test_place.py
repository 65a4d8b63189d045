"""Tests of where a bank may lie."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from qbank.bank import Bank
from qbank.bank.place import (
    LOCAL,
    Mount,
    cloud_folder,
    file_system,
    parse_mac_mounts,
    parse_mountinfo,
    proposal,
    refusal,
)
from qbank.errors import QbankError

MOUNTINFO = r"""
22 27 0:21 / /proc rw,relatime - proc proc rw
27 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
40 27 0:50 / /home/ban\040gong rw shared:2 master:3 - nfs4 files.example:/home rw
41 27 0:51 / /srv/share rw - cifs //files.example/share rw
42 41 0:52 / /srv/share/local rw - xfs /dev/sdb rw
43 27 0:53 / /srv/over rw - ext4 /dev/sdc rw
44 27 0:54 / /srv/over rw - fuse.sshfs host:/ rw
"""
MAC = """/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
//editor@files._smb._tcp.local/share on /Volumes/share (smbfs, nodev, nosuid, mounted by editor)
/dev/disk4s1 on /Volumes/U 盘 (exfat, local, nodev)
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/other/bank.db", "ext4"),
        ("/home/ban gong/bank.db", "nfs4"),
        ("/home/ban gongsi/bank.db", "ext4"),
        ("/srv/share/bank.db", "cifs"),
        ("/srv/share/local/bank.db", "xfs"),
        ("/srv/over/bank.db", "fuse.sshfs"),
    ],
)
def test_the_nearest_mount_counts(path: str, kind: str) -> None:
    """A path has the file system of the mount nearest above it, the later of two on one folder."""
    assert file_system(Path(path), parse_mountinfo(MOUNTINFO)) == kind


def test_reads_the_mounts_of_macos() -> None:
    """The listing of macOS gives the same records, spaces in names included."""
    mounts = parse_mac_mounts(MAC)
    assert file_system(Path("/Users/e/bank.db"), mounts) == "apfs"
    assert file_system(Path("/Volumes/share/x/bank.db"), mounts) == "smbfs"
    assert file_system(Path("/Volumes/U 盘/bank.db"), mounts) == "exfat"


@pytest.mark.parametrize("kind", ["nfs", "nfs4", "cifs", "smb3", "fuse.sshfs", "fuse", "9p", "davfs", "unheard-of"])
def test_refuses_what_is_not_known_to_be_local(tmp_path: Path, kind: str) -> None:
    """Network types are refused, and so is a type nobody has heard of; the message names another place."""
    problem = refusal(tmp_path / "bank.db", [Mount("/", "ext4"), Mount(str(tmp_path.resolve()), kind)])
    assert problem is not None
    assert problem.code == "bank-on-network"
    assert kind in problem.message("zh")
    assert str(proposal(tmp_path / "bank.db")) in problem.message("zh")


@pytest.mark.parametrize("kind", sorted(LOCAL))
def test_takes_local_disks(tmp_path: Path, kind: str) -> None:
    """Local file systems are fine."""
    assert refusal(tmp_path / "bank.db", [Mount("/", kind)]) is None


def test_refuses_where_no_mount_is_known(tmp_path: Path) -> None:
    """A path under no mount at all, such as a server's share, is refused."""
    assert refusal(tmp_path / "bank.db", []) is not None


@pytest.mark.parametrize(
    "name",
    [
        "OneDrive", "OneDrive - 某某单位", "onedrive-personal", "Dropbox", "Dropbox (Work)", "坚果云",
        "我的坚果云", "Nutstore", "iCloud Drive", "iCloudDrive", "com~apple~CloudDocs", "百度网盘",
        "百度网盘同步空间", "BaiduSyncdisk", "WPS云盘", "WPS 云盘", "WPSDrive", "Google Drive",
        "GoogleDrive-editor", "Nextcloud",
    ],
)  # fmt: skip
def test_refuses_sync_folders_by_name(tmp_path: Path, name: str) -> None:
    """A folder of a sync client is refused at any depth, before anything is written."""
    folder = tmp_path / name / "桌面" / "题库"
    folder.mkdir(parents=True)
    with pytest.raises(QbankError) as refused:
        Bank.create(folder / "bank.db")
    assert refused.value.problem.code == "bank-in-cloud-folder"
    assert str(tmp_path / name) in refused.value.problem.message("zh")
    assert list(folder.iterdir()) == []


def test_refuses_sync_folders_by_what_lies_in_them(tmp_path: Path) -> None:
    """A folder with the mark of a sync client is refused whatever its name."""
    (tmp_path / ".stfolder").mkdir()
    assert cloud_folder(tmp_path / "a" / "bank.db") == tmp_path


def test_refuses_a_link_into_a_sync_folder(tmp_path: Path) -> None:
    """A link does not hide where the file really lies."""
    (tmp_path / "OneDrive").mkdir()
    (tmp_path / "题库").symlink_to(tmp_path / "OneDrive", target_is_directory=True)
    problem = refusal(tmp_path / "题库" / "bank.db", [Mount("/", "ext4")])
    assert problem is not None
    assert problem.code == "bank-in-cloud-folder"


def test_takes_folders_that_only_sound_alike(tmp_path: Path) -> None:
    """Names that merely contain such a word are fine."""
    assert cloud_folder(tmp_path / "dropbox说明" / "我的onedrive笔记" / "bank.db") is None


def test_an_existing_bank_is_refused_in_a_bad_place(bank: Bank) -> None:
    """Opening judges the place too, and leaves the file as it is."""
    before = bank.path.read_bytes()
    with pytest.raises(QbankError) as refused:
        Bank.open(bank.path, mounts=[Mount("/", "nfs4")])
    assert refused.value.problem.code == "bank-on-network"
    assert bank.path.read_bytes() == before


@pytest.mark.fuse
@pytest.mark.skipif(sys.platform != "linux", reason="mounts a folder the way of Linux")
def test_refuses_a_mounted_folder(tmp_path: Path) -> None:
    """A bank on a real FUSE mount is refused before the first write."""
    real, seen = tmp_path / "real", tmp_path / "seen"
    real.mkdir()
    seen.mkdir()
    subprocess.run(["bindfs", str(real), str(seen)], check=True)
    try:
        with pytest.raises(QbankError) as refused:
            Bank.create(seen / "bank.db")
        assert refused.value.problem.code == "bank-on-network"
        assert list(real.iterdir()) == []
    finally:
        subprocess.run(["fusermount", "-u", str(seen)], check=True)

"""Whether a file lies on another machine's disk, as far as the system tells."""

from __future__ import annotations

import re
from pathlib import Path

# Linux's names for file systems that are reached over a network.  Those that a virtual machine shares with
# its host (9p, virtiofs) are not among them: what they can do is found out by trying.
_REMOTE = re.compile(
    r"nfs\d?|cifs|smb\d?|smbfs|ncpfs|afs|coda|ceph|glusterfs|lustre|gpfs|beegfs|orangefs|ocfs2|gfs2|davfs2?|"
    r"fuse\.(?:sshfs|rclone|s3fs|gcsfuse|davfs2?|glusterfs|ceph|curlftpfs|smbnetfs)"
)
_ESCAPED = re.compile(r"\\([0-7]{3})")
_MOUNTS = Path("/proc/self/mountinfo")


def network_drive(path: Path, mounts: Path = _MOUNTS) -> str | None:
    """Return the file system's name (``nfs4``) if ``path`` lies on a network drive, else None.

    ``mounts`` is what Linux's proc(5) calls mountinfo; where there is none, nothing is known.
    """
    try:
        lines = mounts.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return None
    wanted = path.resolve()
    nearest, found = -1, ""
    for line in lines:
        before, _, after = line.partition(" - ")
        fields = before.split(" ")
        if len(fields) < 5 or not after:
            continue
        place = Path(_ESCAPED.sub(lambda octal: chr(int(octal[1], 8)), fields[4]))
        # Of two on one place the later lies above.
        if len(place.parts) >= nearest and (place == wanted or place in wanted.parents):
            nearest, found = len(place.parts), after.split(" ")[0]
    return found if _REMOTE.fullmatch(found) else None

"""Takes the pictures of the page that are kept under docs: ``python -m tests.pictures OUTPUT_FOLDER``."""

from __future__ import annotations

import base64
import hashlib
import struct
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path

from .chromium import Browser
from .conftest import ROOT

#: File name to width, height and whether it is dark; the last one is the first sheet of paper.
SCREENS = {
    "page.png": (1280, 860, False),
    "page-dark.png": (1280, 860, True),
    "page-phone.png": (360, 1180, False),
}
PAPER = "page-print.png"
#: What a picture may weigh, in bytes.
HEAVIEST = 300_000


def shows() -> bytes:
    """Return what tells a picture of the present page from one of an earlier: a digest of the page's own files."""
    folder = ROOT / "bilingual" / "publishing" / "templates"
    return (
        hashlib.sha256(b"".join(path.read_bytes() for path in sorted(folder.glob("page.*"))))
        .hexdigest()
        .encode()
    )


def signed(picture: bytes) -> bytes:
    """Return a PNG with `shows` in a text chunk behind its header (PNG Specification, 11.3.4)."""
    body = b"tEXtPage\0" + shows()
    chunk = struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
    return picture[:33] + chunk + picture[33:]


def take(browser: Browser, page: Path, folder: Path) -> list[Path]:
    """Take all pictures of ``page`` into ``folder``; needs Poppler's pdftoppm for the sheet of paper."""
    made = []
    for name, (width, height, dark) in SCREENS.items():
        browser.open(page, width=width, height=height, dark=dark)
        clip = {"x": 0, "y": 0, "width": width, "height": height, "scale": 1}
        shot = browser.call("Page.captureScreenshot", format="png", clip=clip)
        made.append(folder / name)
        made[-1].write_bytes(signed(base64.b64decode(shot["data"])))
    browser.open(page)
    sheets = browser.pdf(folder / "page-print.pdf")
    made.append(folder / PAPER)
    subprocess.run(
        ["pdftoppm", "-r", "90", "-png", "-f", "1", "-singlefile", sheets, made[-1].with_suffix("")],
        check=True,
    )
    sheets.unlink()
    made[-1].write_bytes(signed(made[-1].read_bytes()))
    return made


def main(output: Path) -> None:
    page = output / "000_528f012b6500446b.html"
    with tempfile.TemporaryDirectory() as profile, Browser("chromium", Path(profile)) as browser:
        take(browser, page.resolve(), ROOT / "docs")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "output"))

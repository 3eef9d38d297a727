"""Takes the picture that the README shows: ``python -m tests.pictures OUTPUT_FOLDER``."""

from __future__ import annotations

import base64
import sys
import tempfile
from pathlib import Path

from .chromium import Browser
from .conftest import ROOT

WIDTH, HEIGHT = 1280, 1000


def main(output: Path) -> None:
    page = output / "000_528f012b6500446b.html"
    with tempfile.TemporaryDirectory() as profile, Browser("chromium", Path(profile)) as browser:
        browser.open(page.resolve(), width=WIDTH, height=HEIGHT)
        clip = {"x": 0, "y": 0, "width": WIDTH, "height": HEIGHT, "scale": 1}
        shot = browser.call("Page.captureScreenshot", format="png", clip=clip)
    (ROOT / "docs" / "page.png").write_bytes(base64.b64decode(shot["data"]))


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "output"))

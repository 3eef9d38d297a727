"""axe-core, the checker of accessibility that runs inside a page: fetched once by npm, and its findings.

Nothing of it is installed: its package is fetched into a folder for temporary files, and what is in it is
known by its hash.
"""

from __future__ import annotations

import base64
import fcntl
import hashlib
import json
import subprocess
import tarfile
import tempfile
from pathlib import Path

from .chromium import Browser
from .conftest import without

VERSION = "4.14.1"
INTEGRITY = "sha512-FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ=="
#: axe's rules for WCAG up to 2.2 AA, and its best practices (outline, landmarks, table heads).
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")


def source(npm: str) -> str:
    """Return axe-core's script; skip (in CI: fail) where the registry cannot be reached."""
    folder = Path(tempfile.gettempdir()) / "bilingual-tests-axe"
    folder.mkdir(exist_ok=True)
    package = folder / f"axe-core-{VERSION}.tgz"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not package.is_file() or _integrity(package) != INTEGRITY:
            fetched = subprocess.run(
                [npm, "pack", f"axe-core@{VERSION}", "--silent", "--pack-destination", str(folder)],
                cwd=folder,
                check=False,
                capture_output=True,
                text=True,
                timeout=300,
            )
            if fetched.returncode or not package.is_file():
                without(f"needs axe-core from the npm registry: {fetched.stderr.strip()[-300:]}")
    assert _integrity(package) == INTEGRITY, f"{package} is not the axe-core that the tests know"
    with tarfile.open(package) as archive:
        script = archive.extractfile("package/axe.min.js")
        assert script is not None
        return script.read().decode("utf-8")


def _integrity(package: Path) -> str:
    return f"sha512-{base64.b64encode(hashlib.sha512(package.read_bytes()).digest()).decode()}"


def violations(browser: Browser, script: str, **rules: bool) -> list[str]:
    """Return what axe finds in the page that is open: a line a rule and element; ``rules`` go on or off."""
    browser.value(f"{script}; void 0")
    options = json.dumps(
        {
            "runOnly": {"type": "tag", "values": RULES},
            "rules": {name.replace("_", "-"): {"enabled": on} for name, on in rules.items()},
            "resultTypes": ["violations"],
        }
    )
    found = browser.value(f"axe.run(document, {options}).then((r) => r.violations)")
    return [
        f"{rule['id']} ({rule['impact']}): {node['html'][:160]} — {node['failureSummary'][:300]}"
        for rule in found
        for node in rule["nodes"]
    ]

"""Where what belongs to the user lies: memory, glossary, keys."""

from __future__ import annotations

import os
from pathlib import Path


def data_folder() -> Path:
    """The user's own folder for memory and glossary: ``BILINGUAL_HOME``, else the platform's data folder."""
    home = os.environ.get("BILINGUAL_HOME")
    if home:
        return Path(home).expanduser()
    from platformdirs import user_data_path

    return user_data_path("bilingual", appauthor=False)

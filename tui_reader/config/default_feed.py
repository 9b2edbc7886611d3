"""The feed that the reader begins with where none is named: kept on request, and offered once."""

import os
from pathlib import Path

from tui_reader.config.paths import Paths, content_from_environment
from tui_reader.config.settings import Settings
from tui_reader.config.settings_writer import keep_settings
from tui_reader.config.user_files import replace_user_file


def keep_default(paths: Paths, place: str) -> None:
    """Keep the feed at `place`, an absolute path or an address, in the user's settings; raises SettingsError."""
    keep_settings(paths.settings_file, {("content",): place})


def offer_once(paths: Paths, settings: Settings, place: Path) -> bool:
    """Whether to offer to keep the feed at `place`, a folder, since the settings and the environment name none; True
    once for each user, where that can be written down.
    """
    named = settings.content or settings.feeds or content_from_environment()
    if named or settings.restricted or os.path.lexists(paths.offers) or not place.is_dir():
        return False
    try:
        replace_user_file(paths.offers, "")
    except OSError:
        return False
    return True

"""Keys, region and endpoint of the profile that the AWS tools would use, where the environment names none.

Obstore reads the environment alone. The files are those of the AWS SDKs and Tools Reference Guide, Shared config and
credentials files.
"""

from collections.abc import Mapping
from configparser import ConfigParser, Error
from pathlib import Path

from tui_reader.config.user_files import read_user_file

_KEYS = ("aws_access_key_id", "aws_secret_access_key", "aws_session_token")


def read_profile(environment: Mapping[str, str]) -> dict[str, str]:
    """Settings of the profile by obstore's names, those that the environment has left out; a file that cannot be read
    says nothing.
    """
    name = environment.get("AWS_PROFILE", "default")
    keys = _section(environment.get("AWS_SHARED_CREDENTIALS_FILE", "~/.aws/credentials"), name)
    titled = name if name == "default" else f"profile {name}"
    found = _section(environment.get("AWS_CONFIG_FILE", "~/.aws/config"), titled) | keys
    taken = {}
    if "AWS_ACCESS_KEY_ID" not in environment and {"aws_access_key_id", "aws_secret_access_key"} <= found.keys():
        taken = {key.removeprefix("aws_"): found[key] for key in _KEYS if found.get(key)}
    if found.get("region") and not {"AWS_REGION", "AWS_DEFAULT_REGION"} & environment.keys():
        taken["region"] = found["region"]
    if found.get("endpoint_url") and not {"AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_S3"} & environment.keys():
        taken["endpoint"] = found["endpoint_url"]
    return taken


def _section(file: str, title: str) -> dict[str, str]:
    """What one section of a file says; empty where there is none."""
    parser = ConfigParser(interpolation=None, strict=False, default_section="")
    try:
        parser.read_string(read_user_file(Path(file).expanduser()))
    except (OSError, ValueError, RuntimeError, Error):
        return {}
    return dict(parser[title]) if parser.has_section(title) else {}

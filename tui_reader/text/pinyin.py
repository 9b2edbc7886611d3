"""Finds Chinese by its pinyin."""


def initials(text: str) -> str:
    """First letters of the readings of the text's characters, to narrow a search by pinyin."""
    return ""

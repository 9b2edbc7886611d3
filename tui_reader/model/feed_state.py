"""How far what is shown is behind the feed, and why."""

from tui_reader.model.dataclass import dataclass

SILENCES = 5
"""So many times the promised pause without a word from a publisher, and it counts as gone."""


@dataclass(frozen=True, slots=True)
class FeedState:
    """What is known of how fresh the posts are; times are in seconds since 1970, 0 where they are not known."""

    generation: str = ""
    """Name of the generation that is read; empty for an index of one's own."""
    published: float = 0.0
    """When it was made."""
    looked: float = 0.0
    """When the feed was last looked at with success, by whoever looks at it for the reader."""
    every: float = 0.0
    """Seconds within which the next look was promised; 0 for no promise."""
    trouble: str = ""
    """Why looking at the feed fails just now; empty where it does not."""
    since: float = 0.0
    """Since when it fails."""

    def behind_since(self, now: float) -> float:
        """Since when nobody knows whether there are newer posts; 0 where somebody does."""
        if self.trouble:
            return self.since
        is_silent = self.every and now - self.looked > SILENCES * self.every
        return self.looked if is_silent else 0.0

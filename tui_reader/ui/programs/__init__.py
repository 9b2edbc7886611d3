"""Programs of the user's own that are given a post."""

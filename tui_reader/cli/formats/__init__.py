"""The forms in which commands print posts, bookmarks and pages."""

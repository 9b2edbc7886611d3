"""Settings, theme and keys changed from inside the reader."""

"""Hugo's shortcodes become the blocks and spans that their themes show."""

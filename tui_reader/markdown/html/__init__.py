"""HTML inside Markdown becomes the blocks and spans it stands for."""

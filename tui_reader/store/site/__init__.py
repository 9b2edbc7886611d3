"""A Hugo site: its configuration, languages, cascades, and what the path of a page means on the website."""

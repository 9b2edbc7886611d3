"""Posts as files for other programs: text, Markdown, one page of HTML, a book in EPUB. Knows no screen."""

"""Posts, terms, searchable texts and copies of marks go into the index."""

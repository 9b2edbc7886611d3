"""Posts, terms, full texts, file fingerprints and copies of marks go into the index."""

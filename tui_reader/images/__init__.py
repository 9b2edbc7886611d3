"""Image files: their size from the first bytes, and their pixels as half blocks or PNG."""

"""Feeds of many people: the index that all users of a machine read, and feeds that come from elsewhere."""

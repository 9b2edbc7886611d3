"""The user's own marks: bookmarks, read marks and reading places, in one append-only journal per host.

The danger here is losing a mark that was acknowledged.
"""

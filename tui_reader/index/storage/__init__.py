"""The database file: schema, opening and recovery, row ids, functions that SQL calls, and how a post is encoded."""

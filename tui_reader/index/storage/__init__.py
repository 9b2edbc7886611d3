"""The database file: schema, opening and recovery, row ids, keys, metadata, fingerprints of files, functions that SQL
calls, and how posts are encoded.
"""

"""The SQLite index: what lists, counts and searches need of every post.

It can be deleted at any time and is rebuilt from the files and the user's journals.
"""

"""Feeds that are kept elsewhere: a git repository or a bucket becomes a folder that is kept equal to it.

Nothing that is there is run, and every call ends.
"""

"""Feeds that are kept elsewhere: a git repository becomes a folder of ours that is kept equal to it. Nothing that the
repository holds is run, and every call ends.
"""

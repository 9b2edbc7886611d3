"""The words of the domain as frozen dataclasses: posts, queries, views, sorts, roles of text, and errors that
say how to fix them. Imports nothing of ours.
"""

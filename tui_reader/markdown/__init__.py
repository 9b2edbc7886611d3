"""Markdown source becomes a document: Goldmark's dialect on markdown-it-py, and what authors mean where Markdown
says otherwise.
"""

"""A document and a line width become a page of lines.

A page lays its blocks out when they are first looked at, so that opening and resizing cost one screenful.
"""

"""What the body of a post is made of: blocks and spans.

Markdown makes a document, layout makes a page of it; the two meet here and nowhere else.
"""

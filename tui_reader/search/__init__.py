"""The query language and its completion, and the tokenizer that the full-text index and queries share.

Knows no engine.
"""

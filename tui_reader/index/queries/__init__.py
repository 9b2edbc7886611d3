"""A query becomes SQL; lists, rows, counts and single posts come out of the index."""

"""A query becomes a plan, and the plan SQL; lists, rows, counts and single posts come out of the index."""

"""The header of a post: split from the body, decoded, and read field by field as Hugo reads it."""

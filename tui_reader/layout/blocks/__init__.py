"""One module for each family of blocks: how it becomes lines."""

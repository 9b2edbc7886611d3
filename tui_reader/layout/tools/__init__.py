"""Tools that work on a finished page: find, selection, and the wide table as a grid."""

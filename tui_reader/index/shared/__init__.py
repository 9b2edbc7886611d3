"""An index that many users read: generations in a folder, written by one job, each a file that never changes."""

"""An index that is carried from elsewhere: where it is, and how its objects are read."""

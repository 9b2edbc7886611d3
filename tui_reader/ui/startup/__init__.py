"""From the command to the first screen: painted from the index while Textual is still being imported."""

"""What the user and the machine decide: settings, folders, themes, and the one way to start another program."""

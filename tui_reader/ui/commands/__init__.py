"""The command line of the screen: what can be typed after `:`, and the line itself."""

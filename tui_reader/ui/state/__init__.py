"""Pure state of the interface: what the list shows, and how the panes are arranged."""

"""What goes on behind the widgets: workers, the post that is read, pictures, timers."""

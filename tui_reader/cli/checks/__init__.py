"""What `newsreader check` looks for in posts and settings."""

"""The messages of the interface in the user's language, through gettext. A language is one catalogue in `locale/`."""

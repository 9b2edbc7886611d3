"""The connection to the terminal from start to end: modes, questions, shutdown, late answers."""

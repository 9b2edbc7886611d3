"""The only folder that touches private names of Textual; each is listed with its reason and tested to exist."""

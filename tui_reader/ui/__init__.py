"""The screen: a Textual application of four widgets. The only package that imports Textual."""

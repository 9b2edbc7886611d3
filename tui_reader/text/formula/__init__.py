"""Formulas: TeX becomes a tree, and the tree one line of Unicode, or a box of lines in two dimensions."""

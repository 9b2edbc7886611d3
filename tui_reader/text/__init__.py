"""Functions on text whose results follow from their arguments: width in cells, sanitising, folding for search,
collation, pinyin, periods of time, punctuation, the lexer of shortcodes, formulas and diagrams. Tables are read from
disk once.
"""

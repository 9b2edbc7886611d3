"""Functions on text whose results follow from their arguments: width in cells, sanitising, folding for search,
collation, pinyin, periods of time, punctuation, and the lexer of shortcodes. Tables are read from disk once.
"""

"""Pure functions on text: width in cells, sanitising, folding for search, collation, pinyin, periods of time,
punctuation, and the lexer of shortcodes.
"""

"""Where a line may end, by the rules of Chinese typesetting (W3C CLREQ) and Unicode line breaking (UAX #14)."""

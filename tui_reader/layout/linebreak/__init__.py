"""Where a line may end, by the rules of Chinese text layout (W3C CLREQ) and Unicode line breaking (UAX #14)."""

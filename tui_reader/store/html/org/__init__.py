"""A body written in Org as the HTML that Hugo makes of it."""

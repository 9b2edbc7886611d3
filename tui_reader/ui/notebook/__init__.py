"""Passages of posts that the user keeps: found in the page, shown, made and chosen."""

"""The content store: files of a Hugo site become posts.

No SQL, no screen. One bad post never stops the feed: what is wrong with it becomes a problem of that post.
"""

"""The application service, the one door of the command line and the interface to a feed: posts, pages, marks,
and the synchronisation of the index with the files.
"""

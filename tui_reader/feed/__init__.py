"""The application service, the facade of a feed for the command line and the interface: posts, pages, marks,
and the synchronisation of the index with the files.
"""

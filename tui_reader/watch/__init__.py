"""Tells when it is time to look at the files again: the system's notifications where there are any, else polling."""

"""Several feeds: those that the settings name, and all of them as one."""

"""What keys do: one function an action, registered beside its id, keys, label and help.

Knows no screen but the protocol `ActionContext`.
"""

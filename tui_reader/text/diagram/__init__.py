"""Diagrams: the source of a flowchart or a sequence diagram in Mermaid's notation becomes lines of characters."""

"""What is changed in the user's marks: steps that can be undone, passages that are kept, and marks
that go with renamed posts.
"""

"""What is changed in the user's marks: steps that can be undone, and passages of posts that are kept."""

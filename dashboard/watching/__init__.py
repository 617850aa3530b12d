"""What is watched, and what came of it: a page, feeds, and a look whenever stories were added."""

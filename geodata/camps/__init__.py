"""Camps with their history: those the project knows, overlaid by the user's own."""

"""What the loaders share: their records, choosing among names, opening files."""

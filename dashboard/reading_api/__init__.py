"""The read API: stable addresses under ``/api/v1``, and what tells of every address there is to read from."""

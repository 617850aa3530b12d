"""What stores in relational databases share: tables, identity of stories, reading and writing."""

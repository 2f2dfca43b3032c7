"""A database → the warehouse as this version of the code knows it: migrations, views, placement, reader, dictionary."""

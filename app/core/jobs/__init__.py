"""Long work in the background: kept in a table, carried out by a worker, watched through a bar."""

"""Papers that are mostly tables: they have a head, a kind and a subject, and are signed where they are issued."""

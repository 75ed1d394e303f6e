"""Reports as agencies send them: written, sent, returned, accepted, and seen by their own agency alone."""

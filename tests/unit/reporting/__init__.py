"""Rules of reports as agencies send them."""

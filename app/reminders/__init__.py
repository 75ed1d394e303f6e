"""What is due, to whom, said once: digests by e-mail or on the home page, and calendar feeds."""

"""What passes on: pledges handed over with an office, and from one term to the next."""

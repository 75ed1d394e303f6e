"""A print of the register by any of its filters, as of any day (trích sổ theo dõi cam kết)."""

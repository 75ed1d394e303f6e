"""Councils, their terms and bodies, delegates, agencies, offices and who held them."""

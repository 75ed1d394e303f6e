"""A working calendar from outside, into the council's own."""

"""How a paper of the council that is signed by itself goes out: day, number, who signs, to whom."""

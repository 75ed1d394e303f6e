"""What a council prints its papers with: its head, margins and symbols, who may sign, what is cited."""

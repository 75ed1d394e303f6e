"""One pledge, one delegate, one official through time: the register and the pledge page (reads only)."""

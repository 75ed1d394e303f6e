"""One box everywhere: words without diacritics, in any order, over all that is recorded."""

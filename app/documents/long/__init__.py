"""Long papers, made in the background: issued once, or printed for whoever asked."""

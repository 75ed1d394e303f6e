"""Before a sitting: who must report on what was promised, by which day, who did (Luật 87/2015/QH13, art. 60.7)."""

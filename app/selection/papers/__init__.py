"""The papers of the selection: the form on which opinions are asked for, and the notice of what was decided."""

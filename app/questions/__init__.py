"""Questions, follow-up questions, and answers."""

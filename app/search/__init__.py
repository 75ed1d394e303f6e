"""One box that finds pledges, questions, answers, people, agencies and papers."""

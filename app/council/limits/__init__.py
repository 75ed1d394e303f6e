"""Time limits set by law, each with the days on which it is in force and the article it rests on."""

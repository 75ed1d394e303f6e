"""The dossier: a pledge, or all those of an official, an agency or a topic, on paper before a session."""

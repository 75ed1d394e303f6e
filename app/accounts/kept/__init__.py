"""Nothing typed is lost, and nothing is done twice: drafts of forms, forms sent while signed out, forms sent a second time."""

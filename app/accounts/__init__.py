"""Users, their roles in each council, sign-in and sessions."""

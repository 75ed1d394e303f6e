"""The second factor: a code from an app on the person's phone, asked for after the password."""

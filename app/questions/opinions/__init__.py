"""Whether the delegates who asked agree with the answer."""

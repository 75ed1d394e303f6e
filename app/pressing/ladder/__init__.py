"""The ladder of steps by which a council presses, the steps taken for a pledge, and the one proposed next."""

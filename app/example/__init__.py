"""The example councils: pledges that were really made, each with its public source."""

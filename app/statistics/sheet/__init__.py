"""The statistics of a day on paper: the figures of the page, with the same bars."""

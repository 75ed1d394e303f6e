"""What becomes of agencies: renamed, merged, split, abolished, each with its day and its document."""

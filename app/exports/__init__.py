"""The register as xlsx, csv and json."""

"""The register sheet in: plan, preview, apply."""

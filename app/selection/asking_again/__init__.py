"""Questioning again about pledges that are due but slow or without effect (tái chất vấn)."""

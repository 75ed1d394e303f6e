"""The columns of the long tables: what they offer, what a council chose."""

from app.documents.columns.registry import Columns, PaperColumn, Register, offer, registers

__all__ = ["Columns", "PaperColumn", "Register", "offer", "registers"]

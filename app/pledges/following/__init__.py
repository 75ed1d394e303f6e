"""Decisions on following a pledge and links between pledges: their forms and pages."""

"""The report (báo cáo) on a monitoring round."""

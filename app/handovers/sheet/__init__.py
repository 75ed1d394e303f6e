"""The handover sheet as a paper (biên bản bàn giao, Nghị định 30/2020/NĐ-CP, Phụ lục III)."""

"""The sheet of one pledge (phiếu theo dõi cam kết)."""

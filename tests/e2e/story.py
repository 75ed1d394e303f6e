"""The people, offices and words of the journey. The council and everyone in it are made up."""

from dataclasses import dataclass

COUNCIL = "Hội đồng nhân dân tỉnh Sơn Thủy"
SLUG = "tinh-son-thuy"
HELD_ON = "10/07/2025"


@dataclass
class Account:
    """Someone who signs in; the first password is read from the page that makes it."""

    roles: tuple[str, ...]
    name: str
    password: str = ""

    @property
    def email(self) -> str:
        return f"{'-'.join(self.roles).replace('_', '-')}@sonthuy.example"


ADMINISTRATOR = Account(("administrator",), "Đỗ Quản Trị", "mưa rào tháng bảy")
CLERK = Account(("clerk",), "Hoàng Thị Thư Ký")
LEAD = Account(("lead",), "Phạm Văn Phòng")
MONITOR = Account(("monitor",), "Vũ Giám Sát")
DEPUTY = Account(("standing_committee", "monitor"), "Lý Kiêm Nhiệm")
STANDING = Account(("standing_committee",), "Trần Thường Trực")
DELEGATE = Account(("delegate",), "Nguyễn Thị Ánh Tuyết")
STAFF = (CLERK, LEAD, MONITOR, DEPUTY, STANDING, DELEGATE)

COMMITTEE = "Ban Văn hóa - Xã hội"
GROUP = "Tổ đại biểu huyện Đồng Bằng"
DELEGATES = (DELEGATE.name, "Lò Văn Ứng")
AGENCIES = (("Sở Giáo dục và Đào tạo", "SGDĐT"), ("Sở Tài chính", "STC"), ("Sở Xây dựng", "SXD"))
OFFICES = (
    ("Giám đốc Sở Giáo dục và Đào tạo", "Sở Giáo dục và Đào tạo", "Lương Đức Huấn"),
    ("Giám đốc Sở Tài chính", "Sở Tài chính", "Đặng Thị Kho Bạc"),
)
OFFICE_HOLDER = f"{OFFICES[0][2]} — {OFFICES[0][0]}"

TOPIC = "Phòng học và giáo viên"
ROOMS = "Xây xong và đưa vào sử dụng 45 phòng học tại huyện Đồng Bằng"
TEACHERS = "Khẩn trương rà soát, bổ sung giáo viên mầm non cho các xã vùng cao"
BOARDING = "Trình đề án trường bán trú để Ủy ban nhân dân tỉnh phê duyệt"
CONFIRMATION = "Thường trực thống nhất ban hành theo đúng lời đã phát biểu."
NUMBER = "05/NQ-HĐND"
REPORTS = {
    ROOMS: ("claims_done", "45/45 phòng", "312/BC-SGDĐT"),
    TEACHERS: ("in_progress", "120/400 giáo viên", "313/BC-SGDĐT"),
    BOARDING: ("not_reported", "", "314/BC-SGDĐT"),
}

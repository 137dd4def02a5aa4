# Tài khoản của tôi, tài khoản của cơ quan, phiếu và mã.

account-title = Tài khoản của tôi
sessions-title = Các phiên đăng nhập
sessions-line = Phiên nào không phải của ông, bà thì kết thúc ngay, rồi đổi mật khẩu.
session-device = Máy, trình duyệt
session-since = Bắt đầu
session-last = Dùng lần cuối
session-this = Phiên này
session-revoke = Kết thúc
password-new = Mật khẩu mới
password-title = Đổi mật khẩu
password-do = Đổi mật khẩu
password-refused = Chưa đổi được mật khẩu
grants-title = Vai trò
grants-none = Chưa có vai trò nào.

recovery-title = Mã khôi phục
recovery-line = In tờ này ra, cất nơi có khóa. Khi quên mật khẩu, mỗi mã đăng nhập lại được một lần.
recovery-of = Mã khôi phục của { $login }, cấp ngày { $day }
recovery-once = Các mã chỉ hiện lần này. Ai cầm tờ này đều đặt lại được mật khẩu.
recovery-kept = Tôi đã cất giữ
recovery-none = Chưa có mã khôi phục. Nên in và cất, phòng khi quên mật khẩu.
recovery-left = Còn { $count } mã, cấp ngày { $day }.
recovery-do = Cấp mã mới
recovery-replaces = Cấp mã mới thì các mã khôi phục cũ hết hiệu lực.

accounts-title = Tài khoản
accounts-refused = Chưa tạo được tài khoản
accounts-new = Tạo tài khoản
accounts-new-line = Người mới tự đặt mật khẩu bằng phiếu in ở bước sau.
accounts-new-do = Tạo và in phiếu
account-never = chưa đăng nhập
account-seen = đăng nhập lần cuối { $day }
grant-add = Thêm vai trò
grant-do = Giao vai trò
grant-refused = Chưa giao được vai trò
grant-revoke = Thu hồi
back-to-accounts = Về trang Tài khoản

slip-title = Phiếu đặt mật khẩu
slip-do = In phiếu đặt lại mật khẩu
slip-line-new = Tài khoản đã tạo. In phiếu này và đưa tận tay.
slip-line-reset = In phiếu này và đưa tận tay. Mật khẩu cũ còn dùng được cho tới khi mã được dùng.
slip-for = Phiếu đặt mật khẩu của { $person }
slip-address = Mở địa chỉ
slip-code = Mã
slip-until = Dùng trước
slip-once = Mã dùng được một lần. Dùng xong thì hủy phiếu.

said-signed-out = Đã đăng xuất.
said-password-set = Đã đặt mật khẩu mới. Mọi phiên cũ đã kết thúc; đăng nhập bằng mật khẩu mới.
said-password-changed = Đã đổi mật khẩu. Các phiên khác đã kết thúc.
said-session-ended = Đã kết thúc phiên đó.
said-role-granted = Đã giao vai trò.
said-role-revoked = Đã thu hồi vai trò. Từ nay tài khoản đó không còn làm được việc của vai trò này.

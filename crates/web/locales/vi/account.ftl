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

pin-title = Mã PIN
pin-none = Chưa có mã PIN.
pin-since = Đặt ngày { $day }.
pin-line = Trên máy đã đăng ký, chọn tên và gõ mã PIN là vào làm việc được tới hết ngày. Mã PIN cũng mở được màn hình đã khóa.
pin-do = Đặt mã PIN
pin-clear = Bỏ mã PIN
pin-refused = Chưa đặt được mã PIN

totp-title = Mã xác thực
totp-none = Chưa dùng mã xác thực.
totp-set-up = Cài mã xác thực
totp-change = Đổi sang điện thoại khác
totp-since = Dùng từ ngày { $day }
totp-refused = Chưa cài được mã xác thực
totp-led = Vai trò của ông, bà xem và quyết định được nhiều việc, nên cần thêm mã xác thực ngoài mật khẩu. Cài xong mới vào được các trang khác.
totp-why = Mỗi lần đăng nhập, ngoài mật khẩu còn hỏi mã sáu chữ số do ứng dụng trên điện thoại của ông, bà hiện ra. Ai biết mật khẩu mà không cầm điện thoại thì không vào được.
totp-need = Cần một ứng dụng xác thực trên điện thoại, loại nào cũng được. Điện thoại không cần có mạng.
totp-draw = Hiện mã QR
totp-draw-again = Hiện mã QR mới
totp-scan = Mở ứng dụng xác thực, chọn thêm tài khoản rồi quét mã QR này.
totp-secret = Không quét được thì gõ khóa này vào ứng dụng:
totp-secret-of = Tên tài khoản: { $login }. Mã QR và khóa chỉ hiện lần này.
totp-again = Gõ mã mà ứng dụng đang hiện. Chưa quét kịp thì lấy mã QR mới.
totp-confirm = Dùng mã xác thực
totp-replace = Cài lại trên điện thoại khác
totp-end = Thôi dùng mã xác thực
back-to-account = Về trang Tài khoản của tôi

devices-title = Máy đã đăng ký
devices-line = Trên máy đã đăng ký, người của cơ quan đổi chỗ cho nhau bằng mã PIN.
devices-none = Chưa có máy nào.
device-new = Đăng ký máy này
device-new-line = Ngồi tại máy cần đăng ký rồi bấm. Chỉ đăng ký máy của cơ quan, không đăng ký máy riêng.
device-new-do = Đăng ký
device-refused = Chưa đăng ký được máy
device-revoke = Thu hồi

said-pin-set = Đã đặt mã PIN.
said-pin-cleared = Đã bỏ mã PIN.
said-totp-set = Từ nay đăng nhập cần thêm mã xác thực. Các phiên khác đã kết thúc. Nếu chưa có mã khôi phục, in và cất ngay, phòng khi mất điện thoại.
said-totp-cleared = Đã thôi dùng mã xác thực.
said-device-registered = Đã đăng ký máy này. Ai đã đặt mã PIN đều đổi chỗ được tại đây.
said-device-revoked = Đã thu hồi máy đó. Các phiên mở bằng mã PIN trên máy đó đã kết thúc.

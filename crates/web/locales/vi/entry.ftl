# Đăng nhập, đặt lại mật khẩu, lần đầu mở.

sign-in-title = Đăng nhập
sign-in-do = Đăng nhập
sign-in-refused = Chưa đăng nhập được
sign-in-forgotten = Quên mật khẩu
sign-in-promise = Lời nói nào của Nhân dân cũng được ghi lại, có người trả lời, và theo được tới cùng.
sign-in-citizens = Trang này dành cho cán bộ. Người dân không cần tài khoản.
demo-accounts = Tài khoản để dùng thử
demo-accounts-line = Các tài khoản này chỉ có trong dữ liệu mô phỏng.
back-to-sign-in = Về trang đăng nhập

reset-title = Đặt lại mật khẩu
reset-line = Dùng mã trên phiếu do người quản trị in cho ông, bà, hoặc một mã khôi phục đã cất. Mỗi mã dùng được một lần.
reset-do = Đặt mật khẩu mới
reset-refused = Chưa đặt được mật khẩu mới
reset-no-slip = Chưa có phiếu?
reset-no-slip-line = Hỏi người quản trị của cơ quan. Người quản trị in phiếu tại trang Tài khoản và đưa tận tay.

first-run-eyebrow = Lần đầu mở
first-run-title = Ba việc để bắt đầu
first-run-refused = Chưa bắt đầu được
first-run-code = 1. Chứng tỏ ông, bà là người cài đặt
first-run-unit = 2. Đơn vị và cơ quan đầu tiên
first-run-account = 3. Tài khoản quản trị đầu tiên
first-run-account-line = Tài khoản này vừa ghi đối thoại, vừa tạo tài khoản cho người khác.
first-run-do = Bắt đầu
first-run-why-code = Vì sao cần mã?
first-run-why-code-line = Để không ai khác trong mạng tạo tài khoản đầu tiên trước ông, bà. Mã mất hiệu lực ngay khi dùng xong.
first-run-then = Sau bước này
first-run-then-codes = In mã khôi phục và cất nơi có khóa
first-run-then-dialogue = Mở cuộc đối thoại đầu tiên
first-run-then-invite = Tạo tài khoản cho Văn phòng, người ghi

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
first-run-unit = 2. Địa phương và các cơ quan
first-run-account = 3. Tài khoản quản trị đầu tiên
first-run-account-line = Tài khoản này vừa ghi đối thoại cho Đảng ủy và Ủy ban nhân dân, vừa tạo tài khoản cho người khác.
first-run-phone = Chuẩn bị sẵn một điện thoại có ứng dụng xác thực (tạo mã 6 chữ số theo thời gian): tài khoản quản trị phải đăng nhập thêm bằng mã trên điện thoại, ngay sau bước này.
first-run-do = Bắt đầu
first-run-why-code = Vì sao cần mã?
first-run-why-code-line = Để không ai khác trong mạng tạo tài khoản đầu tiên trước ông, bà. Mã mất hiệu lực ngay khi dùng xong.
first-run-then = Sau bước này
first-run-then-codes = In mã khôi phục và cất nơi có khóa
first-run-then-heads = Ghi tên những người đứng đầu
first-run-then-invite = Tạo tài khoản cho Văn phòng, người ghi
first-run-then-dialogue = Mở cuộc đối thoại đầu tiên
places-found = { $count ->
    [one] { $count } địa phương khớp. Chọn một.
   *[other] { $count } địa phương khớp. Chọn một; gõ thêm tên tỉnh sau dấu phẩy để tìm gần hơn.
}
places-none = Không có địa phương nào tên “{ $typed }”. Gõ vài chữ đầu của tên, có dấu hay không dấu đều được; tên cũ trước ngày 01/07/2025 cũng tìm được.
place-was = { $was } (cũ) nay thuộc { $now }
place-was-part = Một phần { $was } (cũ) nay thuộc { $now }
place-without-type = Đơn vị hành chính: tên chưa có loại đơn vị ở đầu. Ghi đủ loại và tên, ví dụ: Xã Sông Trầm, Phường Bến Sen, Tỉnh Thanh Giang.
place-choose = Chọn địa phương: chưa chọn. Tìm theo tên rồi chọn một dòng.
place-own = Không thấy địa phương trong danh sách?
place-own-line = Danh sách theo các đơn vị hành chính đã công bố. Địa phương mới lập sau đó, hoặc nơi tập huấn, thì ghi tên tại đây.
bodies-made = Sẽ lập { $count } cơ quan của { $unit }
bodies-made-line = Theo mẫu chung của cấp này. Đổi tên, thêm, bớt được sau khi bắt đầu.

seat-title = Vào bằng mã PIN
seat-line = { $machine }, máy đã đăng ký của { $body }
seat-none = Chưa ai của cơ quan này đặt mã PIN. Đăng nhập bằng mật khẩu rồi đặt tại trang Tài khoản của tôi.
seat-do = Vào làm việc
seat-or-password = Hoặc dùng mật khẩu

totp-ask-title = Nhập mã xác thực
totp-ask-line = { $person }: còn một bước nữa.
totp-ask-do = Tiếp tục
totp-lost = Mất điện thoại và không còn mã khôi phục: xin người quản trị phiếu đặt lại mật khẩu. Dùng phiếu xong thì mã xác thực cũ hết hiệu lực.

lock-do = Khóa
lock-failed = Chưa khóa được màn hình: không liên lạc được với máy chủ. Chờ có mạng rồi khóa lại, hoặc che màn hình.
locked-title = Màn hình đã khóa
locked-line = { $person } đang làm việc tại đây. Những gì đã ghi vẫn còn nguyên.
locked-other = Người khác vào làm việc
locked-other-line = Người khác vào thì phiên này kết thúc; những gì đang gõ dở trên trang này sẽ mất.
pin-or-password = Mã PIN hoặc mật khẩu
unlock-do = Mở khóa
unlock-refused = Chưa mở khóa được

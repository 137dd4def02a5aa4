# Tin báo cho từng tài khoản, và việc nền của phần mềm.

messages-title = Tin báo
messages-lead = Việc mới đến với ông, bà và cơ quan mình. Mở dòng nào thì tới đúng chỗ của việc ấy.
messages-none = Chưa có tin báo nào.
messages-unread = chưa đọc
messages-read = Đã đọc
messages-read-all = Đánh dấu tất cả là đã đọc
messages-refused = Chưa ghi được
messages-settings = Nhận tin báo thế nào
messages-settings-do = Ghi
field-mail-address = Hộp thư công vụ
hint-mail-address = Để trống nếu không nhận thư. Thư chỉ ghi mã vụ việc và ngày, không có tên hay lời của người nêu.
field-digest = Mỗi ngày làm việc gửi một thư, gộp các tin chưa đọc
field-kinds = Báo cho tôi khi
said-message-read = Đã đánh dấu là đã đọc.
said-messages-read = Đã đánh dấu tất cả là đã đọc.
said-messages-set = Đã ghi cách nhận tin báo.
told-unreadable-mail-address = { $label }: không phải địa chỉ thư điện tử.
    .why = Địa chỉ có dạng ten@coquan.vn, chỉ gồm chữ không dấu, chữ số và dấu . - _ +
    .remedy = Sửa lại địa chỉ, hoặc để trống nếu không nhận thư.

message-of-gathering = Đợt lấy ý kiến
message-by = { $body } ghi
message-due = hạn { $day }
message-contest-until = báo ghi chưa đúng được đến hết ngày { $day }
message-cooperates = Được giao phối hợp một vụ việc
message-assigned = Được giao một vụ việc
message-asked-back = Nơi được giao hỏi lại
message-ask-answered = Nơi giao đã trả lời câu hỏi lại
message-returned = Vụ việc bị trả lại
message-offered = Có nội dung chuyển đến
message-transfer-answered = Nơi nhận chuyển đã trả lời
message-reply-waits = Dự thảo trả lời chờ duyệt
message-reply-sent-back = Dự thảo trả lời bị trả lại
message-reply-approved = Dự thảo trả lời đã được duyệt, ban hành được
message-reply-issued = Đã có văn bản trả lời
message-extended = Vụ việc được gia hạn
message-urged = Bị đôn đốc
message-review-opened = Có yêu cầu xem xét lại kết quả
message-review-decided = Đã xem xét lại kết quả
message-reopened = Vụ việc được mở lại
message-recorded = Có việc được nhập hộ
message-contested = Việc đã nhập hộ bị báo ghi chưa đúng
message-contest-answered = Báo ghi chưa đúng đã được trả lời
message-excuse-questioned = Cấp trên hỏi thêm về lý do chưa đối thoại
message-due-tomorrow = Đến hạn trong ngày làm việc tới
message-finding = Mặt trận ghi việc chưa làm, hoặc mới làm một phần
message-notice-to-sign = Thông báo kết luận chờ ký
message-reply-to-sign = Văn bản trả lời đã duyệt, chờ ký
message-minutes-to-sign = Biên bản chờ ký
message-synthesis = Có bảng tổng hợp ý kiến trước đối thoại

digest-subject = Tin báo ngày { $day }: { $count } tin chưa đọc
digest-head = Các tin chưa đọc trong phần mềm đối thoại, ngày { $day }:
digest-more = … và các tin khác trong phần mềm.
digest-foot = Mở phần mềm, mục Tin báo, để xem từng việc. Thư này do phần mềm lập, không ai nhận thư gửi lại. Muốn thôi nhận thì bỏ dấu chọn ở cuối mục Tin báo.

jobs-title = Việc nền
jobs-lead = Những việc phần mềm tự làm: chuyển tin báo, nhắc hạn, gửi thư, sao lưu. Việc bị vướng thì được thử lại; quá số lần thì dừng lại và chờ người quản trị.
jobs-backup = Sao lưu hằng ngày
jobs-backup-line = Bản sao lưu được mở thử ngay sau khi ghi. Phần mềm giữ 14 bản gần nhất. Chọn thư mục bằng serve --backups.
jobs-failing = Việc đang vướng
jobs-none = Không có việc nào vướng.
job-stopped = dừng lại
job-again = sẽ thử lại
job-retry = Thử lại ngay
job-attempts = { $count ->
   *[other] Đã thử { $count } lần
}
job-attempts-again = { $count ->
   *[other] Đã thử { $count } lần, thử lại lúc { $at }
}
job-tell = Chuyển tin báo của một việc
job-posted = Ghi vào hồ sơ việc người dân đã được báo bằng thông báo đã niêm yết
job-due = Nhắc việc đến hạn
job-digests = Lập thư hằng ngày
job-digest = Gửi thư cho một tài khoản
job-backup = Sao lưu hằng ngày
job-recount = Tính lại hạn sau khi đổi quy định, lịch
job-fault-database = Không tới được cơ sở dữ liệu.
job-fault-folder = Không thấy thư mục.
job-fault-full = Đĩa đầy.
job-fault-denied = Không có quyền ghi vào thư mục.
job-fault-unopened = Tệp đã ghi nhưng mở lại không đúng.
job-fault-broken = Việc bị ngắt giữa chừng.
job-remedy-database = Xem cơ sở dữ liệu có chạy không; phần mềm tự thử lại.
job-remedy-folder = Cắm lại ổ đĩa hoặc tạo lại thư mục, rồi thử lại.
job-remedy-full = Dọn bớt tệp hoặc chọn ổ đĩa khác, rồi thử lại.
job-remedy-denied = Cho tài khoản chạy phần mềm quyền ghi vào thư mục, rồi thử lại.
job-remedy-unopened = Kiểm tra ổ đĩa, thay nếu hỏng, rồi thử lại.
job-remedy-broken = Thử lại; nếu vẫn vướng thì báo người cài đặt phần mềm.
backup-none = chưa có bản sao lưu
backup-taken = { $days ->
    [0] gần nhất lúc { $at }, mở được
   *[other] gần nhất lúc { $at }, đã { $days } ngày, mở được
}
backup-failed = Lần gần nhất, lúc { $at }, không sao lưu được. { $fault } { $remedy }
today-jobs = việc nền đang vướng
said-job-retried = Việc được thử lại ngay.

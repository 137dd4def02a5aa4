# Khung trang, lời dùng chung.

product = lắng nghe
product-line = Đối thoại và theo dõi ý kiến của Nhân dân
# Tên cơ quan trên đầu trang được viết tắt theo danh mục này, lập ngày 22/11/2026: tên đầy đủ = chữ viết tắt.
body-short = Ủy ban nhân dân = UBND; Hội đồng nhân dân = HĐND; Ủy ban Mặt trận Tổ quốc Việt Nam = MTTQ Việt Nam
language-name = Tiếng Việt
skip-to-main = Đi thẳng tới nội dung chính
menu = Mục lục
nav-main = Chính
nav-home = Việc hôm nay
nav-dialogues = Đối thoại
nav-cases = Vụ việc
nav-figures = Số liệu
nav-administration = Quản trị
nav-look-up = Tra cứu
nav-accounts = Tài khoản
sign-out = Đăng xuất
aside = Bên lề
breadcrumbs = Đường dẫn
simulated = Mô phỏng.
simulated-all = Đơn vị, người và việc ở đây không có thật.
simulated-partly = Mô phỏng một phần.
simulated-partly-line = Số tổng là số đã công bố; người và từng vụ việc phía sau mỗi số không có thật.
own-today = Hôm nay của dữ liệu: { $day }
read-at = Số liệu lúc { $time } ngày { $day }
printed-by = Người in: { $person }.
printed-read = Nội dung lúc { $time } ngày { $day }.
error-prefix = Lỗi:
undo = Hoàn tác
undo-seconds = còn { $seconds } giây
print = In
cancel = Thôi
choose = Chọn
any = Tất cả
next-page = Xem tiếp
first-page = Về đầu danh sách
back-to-home = Về trang Việc hôm nay
share = Tỷ lệ

# Danh sách tải về: dòng dưới danh sách, tên các cột
downloads = Tải về:
download-xlsx = Excel
download-csv = CSV
column-case = Mã vụ việc
column-words = Nội dung ý kiến
column-name = Nội dung hoặc tên gọi
column-accountable = Cơ quan chịu trách nhiệm
column-origin = Cơ quan nơi phát sinh
column-body = Cơ quan
column-place = Địa phương
column-field = Lĩnh vực
column-channel = Kênh nêu ý kiến
column-raised = Ngày nêu
column-received = Ngày nhận
column-day = Ngày
column-due = Thời hạn
column-why = Việc phải làm
column-outcome = Kết quả giải quyết
column-state = Trạng thái
column-book = Sổ
column-dialogue = Đối thoại
column-submissions = Số ý kiến
column-urged = Số lần đôn đốc
column-urged-on = Đôn đốc lần cuối
column-items = Số mục
column-signer = Người ký
column-still-owed = Chưa xong
column-way = Cách báo
column-kind = Loại
column-open = Chưa có nơi nhận
column-last-seen = Đăng nhập lần cuối
column-act = Việc
column-whose = Việc của
column-typed-by = Người nhập
column-typed-for = Cơ quan nhập
column-typed-on = Ngày nhập
column-written = Đã ghi

# Biểu mẫu không còn trên trang của việc
kept-refused = Chưa ghi được
kept-title = Biểu mẫu chưa được ghi
kept-line = Trang của việc này không còn biểu mẫu vừa gửi.
kept-beside = Những ô còn thiếu
kept-copy = Nội dung đã gõ còn nguyên dưới đây để chép lại.
kept-meanwhile = Việc vừa được ghi
kept-step = { $on } · { $by }, ghi lúc { $at }
kept-typed = Nội dung đã gõ
kept-row = { $label }, dòng { $number }
kept-chosen = đã chọn trong danh sách
kept-yes = Có
kept-back = Xem việc này bây giờ

# Đếm
submission-count = { $count } ý kiến
case-count = { $count } vụ việc
day-count = { $count } ngày
from-day = từ { $day }
until-day = đến { $day }
raised-on = nêu ngày { $day }

# Người nêu, khi không nêu tên hoặc tên được giữ kín
person-unnamed = Không nêu tên
person-kept = Tên được giữ kín

# Kết quả giải quyết theo kq-1
outcome-merged = Đã gộp
outcome-struck = Nhập nhầm
outcome-resolved = Đã giải quyết
outcome-resolved-cannot = Đã giải quyết: không làm được, có lý do
outcome-resolved-ended = Đã giải quyết: kết thúc theo quy định
outcome-in-progress = Đang giải quyết
outcome-in-progress-overdue = Đang giải quyết, quá hạn
outcome-not-taken-up = Chưa giải quyết

# Đánh dấu khi ghi biên bản
mark-answered = Trả lời tại chỗ
mark-answered-line = ghi ai trả lời, trả lời gì
mark-conclusion = Đưa vào kết luận
mark-conclusion-line = thành một điểm của thông báo
mark-beyond = Vượt thẩm quyền
mark-beyond-line = chuyển nơi có thẩm quyền
mark-none = Chưa phân loại
mark-later = Trả lời sau đối thoại
mark-clear = Bỏ đánh dấu
mark-struck = Nhập nhầm

# Kết quả của một ý trả lời
result-done = Đã làm xong
result-explained = Đã giải thích
result-promised = Cam kết làm
result-cannot-be-done = Không làm được, có lý do
result-beyond-competence = Vượt thẩm quyền

# Trạng thái cuộc đối thoại
dialogue-state-announced = Đã thông báo
dialogue-state-open = Đang diễn ra
dialogue-state-held = Đã tổ chức
dialogue-state-concluded = Đã kết thúc
dialogue-state-elsewhere = Ngoài đối thoại

# Loại ý kiến
kind-opinion = Ý kiến
kind-recommendation = Kiến nghị
kind-feedback = Phản ánh
kind-initiative = Hiến kế
kind-contribution = Hiến công
kind-complaint = Khiếu nại

# Vai trò
role-administrator = Quản trị
role-head = Người đứng đầu
role-office = Văn phòng
role-clerk = Người ghi
role-approver = Người duyệt trả lời
role-handler = Người giải quyết
role-front = Mặt trận và các tổ chức
role-supervisor = Giám sát
role-identity-keeper = Người giữ danh tính
role-checker = Kiểm tra
role-inspector = Thanh tra

# Thứ trong tuần
weekday-1 = Thứ Hai
weekday-2 = Thứ Ba
weekday-3 = Thứ Tư
weekday-4 = Thứ Năm
weekday-5 = Thứ Sáu
weekday-6 = Thứ Bảy
weekday-7 = Chủ nhật

# Chức vụ của người chủ trì, người trả lời
post-secretary = Bí thư
post-standing-deputy-secretary = Phó Bí thư Thường trực
post-deputy-secretary = Phó Bí thư
post-chairman = Chủ tịch
post-deputy = Phó Chủ tịch
post-head = Trưởng phòng
post-deputy-head = Phó Trưởng phòng

# Loại cơ quan
body-kind-party-committee = Cấp ủy Đảng
body-kind-party-office = Văn phòng cấp ủy
body-kind-party-board = Ban của cấp ủy
body-kind-party-check = Ủy ban Kiểm tra
body-kind-peoples-council = Hội đồng nhân dân
body-kind-peoples-committee = Ủy ban nhân dân
body-kind-front = Mặt trận Tổ quốc
body-kind-organisation = Tổ chức chính trị - xã hội
body-kind-office = Văn phòng
body-kind-division = Cơ quan chuyên môn
body-kind-service-centre = Trung tâm Phục vụ hành chính công
body-kind-school = Trường học
body-kind-military = Quân sự
body-kind-police = Công an
body-kind-outside = Cơ quan, đơn vị khác

# Cấp
level-commune = Xã, phường, đặc khu
level-district = Huyện
level-province = Tỉnh, thành phố
chair-level-commune = Cấp xã
chair-level-district = Cấp huyện
chair-level-province = Cấp tỉnh
chair-level-none = Ngoài đối thoại

# Việc vừa làm
said-raised = Đã ghi. Vụ việc đã mở; ghi tiếp được ngay.
said-undone = Đã hoàn tác. Ý kiến vẫn thấy trong danh sách, có gạch ngang.
said-revised = Đã ghi bản sửa. Bản trước vẫn được giữ.
said-struck = Đã ghi là nhập nhầm. Từ nay số liệu không tính nữa; vẫn xem lại được.
said-answered = Đã ghi trả lời. Vụ việc được tính theo kết quả vừa ghi.
said-corrected = Đã đính chính. Từ nay số liệu đọc theo ngày mới; ngày cũ vẫn xem lại được.

# Việc hôm nay, danh sách và thông báo đối thoại.

home-empty-title = Chưa có việc nào. Làm ba việc này là bắt đầu được.
home-step-bodies = 1. Các cơ quan
home-step-bodies-line = { $count ->
    [one] Mới có { $count } cơ quan: { $names }.
   *[other] Đã lập { $count } cơ quan theo mẫu: { $names }…
}
home-step-bodies-do = Xem, đổi tên
home-step-heads = 2. Những người đứng đầu
home-step-heads-line = Ghi tên Bí thư, Chủ tịch. Người chủ trì đối thoại được chọn trong số này.
home-no-head = Chưa ghi ai
home-step-dialogue = Mở một cuộc đối thoại
home-step-dialogue-line = Ghi tên, ngày, nơi tổ chức. Khoảng một phút; trang ghi biên bản mở ngay.
home-step-invite = 3. Mời người cùng làm
home-step-invite-line = Văn phòng, người ghi. Mỗi người tự đặt mật khẩu bằng phiếu in ra giấy.
home-step-codes = Cất mã khôi phục
home-step-codes-line = In ra, cất nơi có khóa, phòng khi quên mật khẩu.
home-step-import = Nhập bảng của kỳ trước
home-step-import-line = Chọn tệp Word, Excel hoặc dán bảng đã có: từng dòng được đọc thành cuộc đối thoại, ý kiến và ngày, xem trước rồi mới nhập.
home-will-stand = Chỗ này sẽ có gì
home-sample-title = Tên vụ việc
home-sample-why = Mã · vụ việc từ đâu tới
home-sample-body = Cơ quan chịu trách nhiệm
home-sample-due = còn mấy ngày
home-under-way = Đối thoại đang diễn ra, sắp tới
home-all-dialogues = Mọi cuộc đối thoại
home-no-dialogue = Không có cuộc đối thoại nào đang mở.
home-newest = Vụ việc mới nhất
home-all-cases = Mọi vụ việc
home-no-case = Chưa có vụ việc nào. Ý kiến ghi tại trang ghi biên bản đối thoại thì thành vụ việc ở đây.

dialogues-title = Đối thoại
dialogues-none = Chưa có cuộc đối thoại nào. Mở cuộc đầu tiên bằng nút ở trên.
dialogue-new-title = Mở cuộc đối thoại
dialogue-new-refused = Chưa mở được cuộc đối thoại
dialogue-new-do = Mở trang ghi biên bản
dialogue-new-then = Tiếp theo
dialogue-new-then-line = Trang ghi biên bản tại chỗ mở ngay. Mỗi ý kiến ghi vào thành một vụ việc, cơ quan tổ chức đối thoại chịu trách nhiệm cho tới khi giao nơi khác.

dialogues-filter = Lọc danh sách
dialogues-refused = Chưa lọc được
dialogues-from = Tổ chức từ ngày
dialogues-to = Tổ chức đến ngày
dialogues-none-filtered = Không có cuộc đối thoại nào như vậy. Bỏ bớt điều kiện lọc.

# Thông báo một cuộc đối thoại
announce-title = Thông báo cuộc đối thoại
announce-refused = Chưa thông báo được cuộc đối thoại
announce-do = Thông báo
announce-session = Buổi đầu tiên
announce-session-line = Cuộc có nhiều buổi, nhiều điểm thì thêm các buổi sau ở trang của cuộc đối thoại.
announce-then-line = Cuộc đối thoại nằm trong danh sách và trong kế hoạch. Tới ngày thì bắt đầu buổi và mở trang ghi biên bản.
announce-at-once = Đang đối thoại rồi? Mở trang ghi biên bản ngay
announced-on = Ngày thông báo
announce-month = { $month }/{ $year }
announce-elsewhere = Dòng này của { $body }: đổi cơ quan để thông báo.
conference-asked = Hội nghị trao đổi, đối thoại với Nhân dân ở cấp xã phải được thông báo trước ngày họp: { $number } ({ $source }).
conference-in-time = Chậm nhất ngày { $by }; đã thông báo ngày { $day } ({ $source }).
conference-late = Chậm nhất ngày { $by }; thông báo ngày { $day } là trễ ({ $source }).
conference-late-short = Thông báo sau hạn { $by }
dialogue-conference = Hạn thông báo hội nghị
members-of-none = Không riêng tổ chức nào
chair-none = Chưa rõ

# Trang của một cuộc đối thoại
dialogue-act-refused = Chưa ghi được
dialogue-projector = Màn chiếu
dialogue-facts = Thông tin cuộc đối thoại
dialogue-body = Cơ quan tổ chức
dialogue-announced-by = Cơ quan đã thông báo
dialogue-head = Người đứng đầu
dialogue-duties = Thực hiện
dialogue-audience = Đối thoại với
dialogue-audience-of = { $audience }: { $body }
dialogue-form = Hình thức
dialogue-plan = Kế hoạch
dialogue-in-plan = Kế hoạch năm { $year } của { $post }
dialogue-beside-plan = Ngoài kế hoạch
dialogue-steps = { $count } việc đã ghi, mới nhất trước
sittings-title = Các buổi
sitting-number = Buổi { $number }
sitting-state-announced = Sắp tới
sitting-state-open = Đang diễn ra
sitting-state-held = Đã kết thúc
sitting-chair = Chủ trì
sitting-came = Người dự
sitting-bodies = Cơ quan có mặt
sitting-begin = Bắt đầu buổi, mở trang ghi biên bản
sitting-begins-on = Bắt đầu được từ ngày { $day }.
sitting-desk = Ghi biên bản buổi này
sitting-set = Đổi ngày, nơi, người chủ trì
sitting-set-do = Ghi thay đổi
sitting-hold = Kết thúc buổi
sitting-hold-do = Ghi buổi đã kết thúc
sitting-ended-on = Ngày kết thúc buổi
sitting-attend = Ghi người dự, cơ quan có mặt
sitting-attend-again = Ghi lại người dự, cơ quan có mặt
sitting-attend-do = Ghi
sitting-add = Thêm một buổi
sitting-add-do = Thêm buổi
people-count = { $count } người
turn-count = { $count } lượt phát biểu
agenda-title = Chương trình, nội dung
agenda-none = Chưa ghi nội dung.
agenda-set = Ghi nội dung
agenda-set-again = Sửa nội dung
agenda-do = Ghi nội dung
policies-title = Chủ trương, chính sách được phổ biến
raised-title = Ý kiến đã nêu
raised-none = Chưa ghi ý kiến nào.
conclude-title = Kết thúc cuộc đối thoại
conclude-line = Mọi buổi đã kết thúc. Từ khi kết thúc cuộc đối thoại, trang ghi biên bản không nhận thêm ý kiến; nguyên văn được giữ như biên bản đã ký.
conclude-do = Kết thúc
concluded-on = Ngày kết thúc

# Thực hiện trách nhiệm nào
duty-secretary = Trách nhiệm của Bí thư cấp ủy
duty-chairman = Trách nhiệm của Chủ tịch Ủy ban nhân dân
duty-conference = Hội nghị trao đổi, đối thoại với Nhân dân ở cấp xã
duty-thematic = Đối thoại chuyên đề

# Đối thoại với ai
audience-residents = Nhân dân
audience-members = Đoàn viên, hội viên
audience-youth = Thanh niên
audience-workers = Công nhân, người lao động
audience-cadres = Cán bộ, đảng viên, công chức
audience-enterprises = Doanh nghiệp

# Hình thức
talk-form-conference = Hội nghị trực tiếp
talk-form-online = Trực tuyến
talk-form-ad-hoc = Đột xuất
talk-form-thematic = Theo chuyên đề
talk-form-specialised = Chuyên ngành
talk-form-elsewhere = Ngoài đối thoại: ý kiến nêu ở kênh khác, không tính là cuộc đối thoại

said-announced = Đã thông báo. Ghi nội dung, thêm buổi ở trang này; tới ngày thì bắt đầu buổi.
said-session-added = Đã thêm buổi.
said-session-set = Đã ghi thay đổi của buổi.
said-session-held = Đã ghi buổi kết thúc.
said-session-attended = Đã ghi người dự.
said-agenda-set = Đã ghi nội dung.
said-concluded = Đã kết thúc cuộc đối thoại. Các việc phải làm tiếp theo ghi ở dưới.

# Việc đã diễn ra với cuộc đối thoại
act-dialogue-announced = Thông báo cuộc đối thoại
act-dialogue-session-set = Ấn định một buổi
act-dialogue-opened = Bắt đầu một buổi
act-dialogue-held = Một buổi kết thúc
act-dialogue-concluded = Kết thúc cuộc đối thoại
act-dialogue-handed-over = Bàn giao
act-dialogue-described = Ghi trách nhiệm thực hiện
act-dialogue-planned-as = Gắn với kế hoạch
act-dialogue-session-chaired = Ghi người chủ trì một buổi
act-dialogue-attended = Ghi người dự
act-dialogue-arranged = Ghi hình thức
act-dialogue-bodies-present = Ghi cơ quan có mặt
act-dialogue-agenda-set = Ghi nội dung
act-dialogue-minutes-signed = Ký biên bản
act-dialogue-minutes-taken = Ghi vào biên bản một buổi
act-dialogue-session-minutes-signed = Ký biên bản một buổi
act-dialogue-session-without-minutes = Ghi một buổi không lập biên bản
act-dialogue-minutes-scanned = Thêm bản quét biên bản
act-dialogue-minutes-kept = Giữ nguyên nội dung biên bản đã ký
act-dialogue-scan-opened = Mở một bản quét biên bản
act-dialogue-speakers-read = Mở họ tên để in biên bản
act-dialogue-session-unchaired = Một buổi chưa rõ người chủ trì
act-dialogue-private-slip-given = Trao phiếu mời tiếp riêng
act-dialogue-slips-added = Thêm phiếu viết tay
act-dialogue-slip-set-aside = Để riêng một phiếu viết tay
act-dialogue-import-begun = Bắt đầu nhập từ bảng
act-dialogue-import-completed = Nhập xong từ bảng
act-dialogue-import-concluded = Nhập đủ ý kiến nêu ngoài đối thoại trong ngày
act-dialogue-import-undone = Hủy toàn bộ lần nhập từ bảng
act-dialogue-slip-taken-up = Lấy lại một phiếu viết tay

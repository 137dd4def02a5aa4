# Ghi biên bản tại chỗ.

desk-title = Ghi biên bản tại chỗ
desk-list = Ý kiến đã ghi
desk-list-empty = Chưa ghi ý kiến nào.
desk-filters = Lọc
desk-older = Ý kiến ghi trước đó
desk-recorded = Đã ghi { $count } ý kiến
desk-number = Ý kiến số { $number }
desk-revising = Sửa ý kiến số { $number }
desk-same-speaker = Cùng một người nêu
desk-speaker = Người trả lời khác (họ tên, chức vụ)
desk-mark-later = (có thể để sau)
desk-save = Ghi, sang ý kiến { $number }
desk-save-same = Ghi, thêm ý của người này
desk-save-revision = Ghi bản sửa
desk-revise-not = Thôi, về ý kiến mới
desk-sessions = Các buổi
desk-session = Buổi { $number } · { $day }
desk-before = Đã nêu trước đây
desk-before-none = Chưa có vụ việc nào trước đây cùng thôn, cùng lĩnh vực.
desk-near = Có thể cùng một việc
near-none = Chưa thấy vụ việc nào gần giống.
desk-near-line = Chỉ là gợi ý vì lời gần giống nhau. Gộp hay không do người phụ trách quyết định.
desk-closed = Ở đây chỉ xem: cuộc đối thoại không mở để ghi, hoặc việc ghi thuộc về người khác. Mở từng ý kiến trong danh sách để xem vụ việc.
desk-refused = Chưa ghi được ý kiến

keys = Phím tắt
key-save = ghi, sang mới
key-same = thêm ý cùng người
key-mark = đánh dấu
key-unnamed = không nêu tên
key-undo = ngoài ô gõ chữ: hoàn tác
key-list = về danh sách
key-in-list = trong danh sách: xuống, lên, mới, chọn, xử lý chung, màn chiếu

# Danh sách, lọc, chọn nhiều ý kiến
desk-list-none = Không có ý kiến nào thuộc mục này.
desk-filter-all = Tất cả { $count }
desk-filter-unmarked = Chưa phân loại { $count }
desk-filter-answered = Trả lời tại chỗ { $count }
desk-filter-conclusion = Đưa vào kết luận { $count }
desk-filter-beyond = Vượt thẩm quyền { $count }
desk-pick = Chọn ý kiến số { $number }
desk-together = Đánh dấu, trả lời các ý đã chọn
together-title = Nhiều ý kiến cùng lúc
together-refused = Chưa ghi được cho các ý kiến này
together-none = Chưa chọn ý kiến nào còn mở. Về trang ghi biên bản, đánh dấu vào ô trước các ý kiến rồi chọn lại.
together-left-out = { $count ->
    [one] { $count } ý kiến đã chọn không còn mở nên không có ở đây.
   *[other] { $count } ý kiến đã chọn không còn mở nên không có ở đây.
}
together-chosen = { $count ->
    [one] { $count } ý kiến đã chọn
   *[other] { $count } ý kiến đã chọn
}
together-answer = Một câu trả lời cho { $count } ý kiến
together-do = Ghi trả lời cho { $count } ý kiến
together-result = Kết quả của các ý này
together-day = Ngày trả lời
together-mark = Hoặc chỉ đánh dấu
back-to-desk = Về trang ghi biên bản
said-answered-together = Đã ghi trả lời. Mỗi vụ việc được tính theo kết quả vừa ghi.
said-marked = Đã đánh dấu.

# Nháp, mất mạng
desk-draft = Nháp lưu lúc { $time }
desk-draft-back = Đã mở lại bản nháp lưu lúc { $time }
desk-lost = Mất mạng · đã gõ { $kept } · đã gửi { $sent } · đừng đóng trang
desk-sending = Đang gửi · đã gõ { $kept } · đã gửi { $sent }
desk-here = trong trang này, chờ gửi
desk-unsent = Chưa gửi được. Giữ trang này mở; đăng nhập hoặc mở khóa ở thẻ khác thì tự gửi tiếp.
desk-reopen = Mở lại để sửa
desk-by-on = Xong ngày
desk-phone = Điện thoại
desk-ground = Lý do

# Nội dung tố cáo, nhạy cảm
desk-private = Nội dung giữ kín
desk-not-here = Không ghi tố cáo ở đây. Ai muốn tố cáo thì mời gặp riêng người tiếp công dân, hoặc gửi đơn đến cơ quan có thẩm quyền.
desk-undrafted = Nội dung có chữ “tố cáo” hoặc “tố giác”: không lưu nháp
desk-private-do = Tố cáo, nhạy cảm
desk-gone = Nội dung đã rời màn hình
key-private = tố cáo, nhạy cảm: cất khỏi màn hình
mark-private = Mời tiếp riêng
said-withheld = Nội dung đã rời trang ghi biên bản. In phiếu và trao tận tay người nêu.
private-slip-number = Phiếu mời tiếp riêng số { $number }
private-slip-line = Nội dung không còn trên màn hình, trong danh sách, trong bản nháp và khi tìm kiếm. In phiếu này, trao tận tay người nêu; phiếu không ghi tên và không ghi nội dung.
private-slip-given = Phiếu mời tiếp riêng số { $number }, ngày { $day }
private-slip-invite = Mời ông, bà đến nơi tiếp công dân để trình bày riêng. Ông, bà mang theo phiếu này; không cần nói lại nội dung trước hội trường.
private-slip-where = Nơi tiếp:
private-slip-when = Giờ, ngày:
private-slip-receiver = Người tiếp:
private-slip-promise = Danh tính và nội dung được giữ kín.
private-slip-case = Xem vụ việc
private-slip-strike = Cất nhầm?
private-slip-strike-do = Ghi là cất nhầm
private-slip-refused = Chưa ghi được
private-slip-struck = Phiếu này đã ghi là cất nhầm.
said-private-struck = Đã ghi là cất nhầm. Nội dung đã ghi trước đó hiện lại.

# Phiếu chụp ảnh
desk-slips = { $count ->
    [0] Phiếu viết tay
   *[other] Phiếu viết tay ({ $count })
}
slips-title = Phiếu viết tay
slips-waiting = { $count ->
    [0] Không còn phiếu chờ gõ
   *[other] { $count } phiếu chờ gõ
}
slips-none = Chụp các phiếu viết tay rồi đưa ảnh lên đây; mỗi phiếu chờ theo thứ tự tới khi gõ xong.
slips-type = Gõ từ phiếu số { $number }
slips-settled = Đã gõ, đã để riêng
slips-add = Đưa ảnh phiếu lên
slips-do = Đưa lên
slips-refused = Chưa nhận được ảnh
slips-progress = Đã nhận { $done }/{ $all } ảnh
slips-failed = Mất mạng: đã nhận { $done }/{ $all } ảnh. Chọn lại những ảnh còn thiếu.
slips-line = Thông tin kèm ảnh (nơi chụp, máy chụp, giờ chụp) được bỏ ngay khi nhận. Chỉ người ghi của cơ quan này xem được ảnh.
hint-photo = Ảnh JPEG, PNG hoặc WebP; tối đa { $most } ảnh mỗi lần, mỗi ảnh không quá { $megabytes } MB
hint-set-aside = Ví dụ: phiếu trắng, chụp trùng, không đọc được
slip-number = Phiếu số { $number }
slip-photo = Ảnh phiếu số { $number }
slip-later = Phiếu sau
slip-set-aside = Để riêng phiếu này
slip-aside = để riêng
slip-take-up = Gõ lại từ phiếu này
slip-typed = đã gõ
slip-private = đã mời tiếp riêng
said-slips-added = Đã nhận ảnh. Gõ lần lượt từ phiếu đầu.
said-slip-aside = Đã để riêng phiếu.

# Màn chiếu
desk-projector = Màn chiếu
desk-on-screen = trên màn chiếu
desk-release = Đưa lên màn chiếu
desk-withdraw = Cất khỏi màn chiếu
said-released = Đã đưa lên màn chiếu.
said-withdrawn = Đã cất khỏi màn chiếu.
projector-title = Màn chiếu
projector-number = Ý kiến số { $number }
projector-waiting = Mời ông, bà phát biểu
projector-agenda = Chương trình
projector-before = Đã nêu

# Tạm ngừng làm việc do bão, lũ
closures-title = Ngày tạm ngừng làm việc
closures-line = Khi cơ quan của một địa phương phải ngừng làm việc vì bão, lũ hoặc sự cố khác, các ngày đó không tính là ngày làm việc trong thời hạn của cơ quan thuộc địa phương ấy. Lịch chung không đổi.
closures-none = Chưa có ngày nào.
closures-days = Ngày
closures-lifted = đã bỏ
closures-above = theo cấp trên
closures-kept-by = Người quản trị của { $body } đặt ngày tạm ngừng làm việc cho địa phương này.
closures-close-title = Đặt ngày tạm ngừng làm việc
closures-close-line = Ghi đúng như văn bản. Trang sau cho xem hạn nào đổi trước khi áp dụng.
closures-close-refused = Chưa đặt được
closures-lift-title = Bỏ ngày đã đặt
closures-lift-line = Các ngày đó trở lại như lịch làm việc chung.
closures-lift-refused = Chưa bỏ được
field-closed-for = Lý do tạm ngừng làm việc
field-closure = Ngày đã đặt
hint-closed-for = Ví dụ: Bão số 10, toàn xã ngừng làm việc
said-place-closed = Đã đặt ngày tạm ngừng làm việc. Các hạn đang chạy được tính lại.
said-closure-lifted = Đã bỏ. Các hạn đang chạy được tính lại.

# Tính lại hạn sau khi đổi quy định, lịch
recount-of = Đang tính lại hạn theo nội dung mới: đã xét { $passed } trên { $total } hạn đang chạy, { $moved } hạn đổi ngày. Vụ việc được xử lý trong lúc này theo ngay nội dung mới.
recount-begun = Đang tính lại hạn theo nội dung mới: đã xét { $passed } hạn đang chạy, { $moved } hạn đổi ngày. Vụ việc được xử lý trong lúc này theo ngay nội dung mới.
today-recount = hạn đang chờ tính lại

# Xem trước khi áp dụng
preview-count-more = Ít nhất { $count } vụ việc đổi hạn; còn những hạn chưa xét tới
preview-overlaps = Trùng thời gian hiệu lực
preview-overlaps-line = Đã có bản { $number } ({ $days }). Bản có hiệu lực sau được áp dụng; cùng ngày thì bản xác nhận sau.
preview-back-dated = Hiệu lực lùi về trước
preview-back-dated-line = Áp dụng cả cho việc phát sinh từ { $day }, trước hôm nay.
preview-shift-later = { $count } hạn lùi { $days } ngày.
preview-shift-earlier = { $count } hạn sớm lên { $days } ngày.
preview-shift-none = { $count } hạn bắt đầu có ngày, hoặc không còn ngày.
preview-duties = { $count } việc phải làm sau đối thoại đổi hạn
preview-duties-more = Ít nhất { $count } việc phải làm sau đối thoại đổi hạn
preview-dialogue = Cuộc đối thoại
preview-duty = Việc phải làm
preview-other-dialogue = Cuộc đối thoại của cơ quan khác
preview-close = Tạm ngừng làm việc: { $days }
preview-lift = Bỏ ngày tạm ngừng làm việc: { $days }

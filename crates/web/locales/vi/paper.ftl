# Văn bản trên trang: bản xem trước và tệp Word. Lời của chính văn bản nằm trong dữ liệu của văn bản.
sheet-eyebrow = Bản xem trước
sheet-word = Tải tệp Word
sheet-draft = Bản dự thảo: số, ngày và chữ ký ghi trên bản giấy khi ban hành.
sheet-named = Bản in có họ tên. Việc mở họ tên đã được ghi lại; bản này không được lưu, in xong đóng trang.
sheet-names = In bản có họ tên
sheet-names-line = Họ tên chỉ được điền vào bản in này và không lưu lại. Việc mở họ tên được ghi vào lịch sử.
sheet-names-do = Mở họ tên và xem bản in

# Biên bản từng buổi
minutes-title = Biên bản
minutes-sessions = Các buổi
minutes-session = Buổi { $number }, ngày { $day }, { $place }
minutes-paper = Xem, in biên bản
minutes-waiting = Chờ ký biên bản
minutes-not-yet = Buổi chưa kết thúc
minutes-signed = Biên bản ký ngày { $day }
minutes-without = Không lập biên bản
minutes-fixed-since = Biên bản ký ngày { $day }. Từ ngày đó lời đã ghi được giữ nguyên; chỗ sai ghi đính chính bên cạnh.
minutes-fixed-after = Thời gian sửa lời đã ghi đã hết từ sau ngày { $day }. Chỗ sai ghi đính chính bên cạnh.
minutes-open-until = Lời đã ghi sửa được đến khi ký biên bản, chậm nhất hết ngày { $day }.
minutes-take = Nội dung ghi thêm vào biên bản
minutes-take-do = Ghi vào biên bản
minutes-said = Đã nêu tại buổi này: { $count }
minutes-turn = Lượt { $number }
minutes-answer = Trả lời tại chỗ ({ $who }): { $words }
minutes-words-erased = (Nội dung không còn lưu, theo quyết định của cấp có thẩm quyền)
minutes-sign = Ký biên bản
minutes-sign-line = In biên bản, đọc lại cho mọi người nghe, ký trên giấy, rồi ghi ngày ký ở đây. Sau khi ký, lời đã ghi không sửa nữa.
minutes-sign-do = Ghi đã ký
minutes-waive = Không lập biên bản
minutes-waive-do = Ghi không lập biên bản
minutes-not-held = Ghi buổi đã kết thúc ở trang cuộc đối thoại, rồi ký biên bản.
minutes-scans = Bản quét biên bản đã ký
minutes-scans-none = Chưa có bản quét.
minutes-scans-line = Bản quét có họ tên và chữ viết tay: mỗi lần mở đều được ghi lại.
minutes-scans-do = Thêm bản quét
minutes-scan = Bản quét { $number }
minutes-scan-line = { $kind }, { $size } KB, thêm ngày { $day }
minutes-scan-open = Mở
minutes-about-session = { $title } (buổi { $number })
minutes-supervised = Buổi không lập biên bản
minutes-link = Biên bản
said-minutes-taken = Đã ghi vào biên bản.
said-minutes-signed = Đã ghi ngày ký biên bản. Lời đã ghi của buổi này từ nay giữ nguyên.
said-minutes-waived = Đã ghi không lập biên bản, kèm lý do. Người giám sát thấy điều này.
said-minutes-scanned = Đã thêm bản quét.
said-noted = Đã ghi đính chính.
note-add = Ghi đính chính
note-do = Ghi đính chính
note-on = Đính chính ngày { $day }:
note-of-table = Bảng đã nhập ghi thêm, ngày { $day }:

# Bảng tổng hợp
synthesis-title = Bảng tổng hợp ý kiến, kiến nghị
synthesis-about = ý kiến, kiến nghị tại { $title }
synthesis-no-field = Chưa xếp lĩnh vực
synthesis-sent = Đã chuyển { $to } ngày { $day }, chưa có trả lời
synthesis-beyond = Ngoài thẩm quyền
synthesis-in-progress = Đang giải quyết
synthesis-open = Chưa trả lời

# Kết quả của cuộc đối thoại trước, trong biên bản
minutes-earlier = Cuộc đối thoại ngày { $day }: đã giải quyết { $done }/{ $all } nội dung.
minutes-earlier-line = { $matter }: { $result }.
minutes-earlier-due = { $matter }: { $result }, hạn { $day }.
minutes-earlier-resolved = đã giải quyết
minutes-earlier-resolved-cannot = đã trả lời là không làm được, có lý do
minutes-earlier-resolved-ended = đã kết thúc theo quy định
minutes-earlier-in-progress = đang giải quyết
minutes-earlier-in-progress-overdue = đang giải quyết, đã quá hạn
minutes-earlier-not-taken-up = chưa giải quyết

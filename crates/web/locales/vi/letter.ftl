# Đơn thư: danh sách và ghi một đơn.

letters-title = Đơn thư
letters-none = Chưa có đơn nào. Ghi đơn đầu tiên bằng nút ở trên.
letter-new-title = Ghi một đơn
letter-refused = Chưa ghi được đơn
letter-do = Ghi đơn
letter-number-label = Số đến
letter-number = Số { $number }
letter-numbered = Số { $number }, { $series }
letter-unnumbered = Không có số
letter-sender = Người gửi
letter-entered = Đã ghi đơn: { $number }. Vụ việc đã mở. Ghi tiếp được ngay.
letter-entered-twice = Đã ghi đơn: { $number }. Số này đã có một đơn khác trong cùng sổ, cùng năm; xem lại nếu ghi hai lần.
letter-open-case = Mở vụ việc
letter-then-line = Đơn thành một vụ việc của cơ quan nhận đơn, tính từ ngày nhận. Thời hạn báo cho người gửi biết có thụ lý hay không chạy từ ngày đó, nếu đã có quy định.
no-denunciation-hint = Chỉ nhắc đến tố cáo chứ không tố cáo ai. Việc xác nhận này được lưu trong lịch sử.
letter-near-do = Tìm vụ việc gần giống
letter-not-here = Đơn tố cáo
letter-not-here-line = Không ghi đơn tố cáo ở đây. Chuyển người tiếp công dân để vào sổ riêng, giữ kín người tố cáo.
hint-series = Tên sổ trên giấy, ví dụ: Sổ tiếp nhận đơn
hint-book-number = Số ghi trong sổ; để trống nếu chưa vào sổ
hint-letter-sender = Tên chỉ mở được bằng một thao tác có ghi lại
hint-letter-words = Ghi đúng như trong đơn; không ghi tên, số giấy tờ

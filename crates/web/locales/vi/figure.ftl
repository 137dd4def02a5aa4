# Số liệu.

figures-title = Số liệu vụ việc
figures-refused = Chưa tính được số liệu
figures-period = Nêu từ { $from } đến { $to }
figures-state = tính đến ngày { $day }
figures-as-of = theo dữ liệu đến { $day }
figures-change = Đổi kỳ, ngày tính
figures-do = Tính lại
figures-none = Trong kỳ này chưa có vụ việc nào. Đổi kỳ ở trên, hoặc mở bàn ghi đối thoại để ghi ý kiến đầu tiên.
figures-by-outcome = Vụ việc theo kết quả giải quyết
figures-chart-line = Mỗi thanh là một dòng của bảng bên dưới: đã giải quyết, đang giải quyết, chưa giải quyết.
figures-table = Bảng 1. Vụ việc nêu tại đối thoại và kết quả giải quyết
figures-held-by = Cấp chủ trì
figures-all = Vụ việc
figures-of-these = Số liệu kèm theo
figures-sentence = Câu dùng trong báo cáo
figures-function = Cách tính { $version }: xem định nghĩa trong tài liệu. Mỗi số mở đúng các vụ việc của nó.
figure-cases = vụ việc nêu tại đối thoại
figure-sum = Cộng
figure-dialogues = Cuộc đối thoại
figure-turns = Lượt phát biểu
figure-submissions = Ý kiến
figure-sentence = Tổng số { $total } vụ việc: { $parts }.
figure-sentence-part = { $outcome } { $fraction } vụ việc, chiếm { $share }
paper-cases = vụ việc
paper-share = chiếm
paper-adjusted = { $held } (điều chỉnh còn { $adjusted })

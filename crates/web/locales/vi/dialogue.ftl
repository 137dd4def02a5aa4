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
home-step-dialogue-line = Ghi tên, ngày, nơi tổ chức. Khoảng một phút; bàn ghi mở ngay.
home-step-invite = 3. Mời người cùng làm
home-step-invite-line = Văn phòng, người ghi. Mỗi người tự đặt mật khẩu bằng phiếu in ra giấy.
home-step-codes = Cất mã khôi phục
home-step-codes-line = In ra, cất nơi có khóa, phòng khi quên mật khẩu.
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
home-no-case = Chưa có vụ việc nào. Ý kiến ghi tại bàn ghi đối thoại thì thành vụ việc ở đây.

dialogues-title = Đối thoại
dialogues-none = Chưa có cuộc đối thoại nào. Mở cuộc đầu tiên bằng nút ở trên.
dialogue-new-title = Mở cuộc đối thoại
dialogue-new-refused = Chưa mở được cuộc đối thoại
dialogue-new-do = Mở bàn ghi
dialogue-new-then = Tiếp theo
dialogue-new-then-line = Bàn ghi mở ngay. Mỗi ý kiến ghi vào thành một vụ việc, cơ quan tổ chức đối thoại chịu trách nhiệm cho tới khi giao nơi khác.

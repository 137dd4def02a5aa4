# Những việc ghi vào vụ việc sau khi tiếp nhận, việc chờ hôm nay, và tìm kiếm.

# Nút và tên trang của từng việc
case-do-reply = Ghi trả lời
case-do-assign = Giao
case-do-accept = Nhận
case-do-progress = Báo tiến độ
case-do-keep-promise = Đã làm xong cam kết
case-do-send-on = Chuyển
case-do-extend = Gia hạn
case-do-suspend = Tạm dừng
case-do-resume = Giải quyết tiếp
case-do-assess = Ghi ý kiến của người nêu về kết quả
case-do-confirm = Mặt trận xác nhận kết quả
case-do-end = Kết thúc
case-do-reopen = Mở lại
case-do-merge = Gộp
case-do-unmerge = Tách lại
case-do-receive = Đã đến nơi nhận
case-do-answer-transfer = Nơi nhận trả lời
case-do-return = Nơi nhận trả lại

# Mỗi việc là gì, ghi xong thì sao
case-why-reply = Trả lời bằng văn bản, theo từng ý. Ý nào văn bản chưa nói tới thì để trống: ý đó vẫn chờ trả lời.
case-why-assign = Một cơ quan chủ trì, một hạn. Giao lần sau thì thay cho lần trước.
case-why-accept = Cơ quan chủ trì nhận việc được giao.
case-why-progress = Cơ quan chủ trì báo đã làm đến đâu.
case-why-keep-promise = Điều đã cam kết nay làm xong. Ý đó được tính là đã giải quyết từ ngày ghi dưới đây.
case-why-send-on = Chuyển ý ngoài thẩm quyền cho nơi có thẩm quyền. Nơi chuyển vẫn chịu trách nhiệm cho đến khi có trả lời.
case-why-extend = Dời hạn giải quyết, có lý do.
case-why-suspend = Việc tạm dừng thì hạn đứng lại; người dân vẫn chờ.
case-why-resume = Giải quyết tiếp từ ngày ghi dưới đây. Muốn đổi hạn thì gia hạn.
case-why-assess = Im lặng không phải là đồng ý. Chỉ ghi là không có ý kiến sau ba lần liên hệ vào ba ngày khác nhau, bằng ít nhất hai cách.
case-why-confirm = Mặt trận nơi phát sinh xác nhận kết quả có thật.
case-why-end = Kết thúc đúng luật mà không trả lời vào nội dung. Lý do được báo cho người nêu.
case-why-reopen = Phải giải quyết lại. Các trả lời trước đó không còn hiệu lực, nhưng vẫn xem được.
case-why-merge = Hai vụ việc cùng một việc, phát sinh ở cùng cơ quan. Từ ngày gộp, vụ việc này được tính trong vụ việc kia; không ý kiến nào mất đi.
case-why-unmerge = Vụ việc này lại đứng riêng, từ ngày ghi dưới đây.
case-why-receive = Nơi nhận đã có văn bản chuyển đến.
case-why-answer-transfer = Nơi nhận đã trả lời. Các ý được chuyển coi như đã được trả lời.
case-why-return = Nơi nhận trả lại, có lý do. Các ý đó lại do nơi chuyển giải quyết.

case-act-refused = Chưa ghi được
case-act-back = Không ghi, về trang vụ việc
case-record = Ghi việc khác

# Sau khi ghi
said-case-reply = Đã ghi trả lời. Hỏi người nêu về kết quả rồi ghi vào đây.
said-case-assign = Đã giao. Hạn chạy từ ngày giao.
said-case-accept = Đã ghi là cơ quan chủ trì nhận.
said-case-progress = Đã ghi tiến độ.
said-case-keep-promise = Đã ghi là làm xong cam kết.
said-case-send-on = Đã ghi là chuyển. Khi nơi nhận có văn bản thì ghi tiếp ở phần Đã chuyển.
said-case-extend = Đã gia hạn.
said-case-suspend = Đã tạm dừng. Hạn đứng lại.
said-case-resume = Giải quyết tiếp từ bây giờ. Hạn chạy lại.
said-case-assess = Đã ghi ý kiến của người nêu về kết quả.
said-case-confirm = Đã ghi xác nhận của Mặt trận.
said-case-end = Đã kết thúc. Khi có lý do thì vẫn mở lại được.
said-case-reopen = Đã mở lại. Việc tiếp theo: giao, hoặc trả lời.
said-case-merge = Đã gộp. Từ nay mọi việc ghi ở vụ việc kia.
said-case-unmerge = Đã tách lại. Vụ việc này lại có hạn của mình.
said-case-receive = Đã ghi là đến nơi nhận.
said-case-answer-transfer = Đã ghi trả lời của nơi nhận.
said-case-return = Đã ghi là trả lại. Các ý đó chờ cơ quan này giải quyết.

# Tên ô
field-q = Tìm
field-note = Nội dung
field-reach = Cần liên hệ người nêu: cơ quan chủ trì được xem tên và liên hệ, mỗi lần xem được ghi lại
field-told = Đã báo cho người nêu về hạn mới
field-end-ground = Kết thúc vì
field-assessment = Người nêu nói gì về kết quả
field-contact-on = Ngày liên hệ
field-contact-way = Cách liên hệ
field-picked = Vụ việc giống việc này
hint-due = Ngày cuối cùng phải xong, ghi như trên giấy giao; ví dụ 10/09/2026
hint-evidence = Ảnh, biên bản, văn bản; để trống nếu không yêu cầu
hint-progress = Đã làm gì, còn gì, vướng ở đâu
hint-kept = Đã làm gì; để trống nếu không có gì thêm
hint-confirm = Đã xem gì, ở đâu; để trống nếu không có gì thêm
hint-number = Số, ký hiệu trên văn bản; để trống nếu chưa có
hint-letter-number = Số, ký hiệu trên văn bản chuyển; phải có khi chuyển tới cơ quan bên ngoài
hint-proof = Phiếu gửi, dấu công văn đến, người nhận ký; chưa có thì ghi sau
hint-answer-by = Để trống nếu văn bản chuyển không định ngày
hint-end-reason = Lý do đã báo cho người nêu
hint-ground-code = Chữ và số của điều khoản, ví dụ TCD-18.1; để trống nếu không có
hint-root = Ví dụ VV-147; ghi vào đây nếu không thấy trong danh sách
hint-assessment = Nguyên văn; phải có khi chưa đồng ý
hint-on-paper = Ngày trên giấy hoặc ngày việc diễn ra; ví dụ 10/09/2026
contacts-hint = Mỗi lần một dòng; để trống nếu không phải liên hệ
merge-find = Tìm vụ việc để gộp vào
merge-find-hint = Gõ vài chữ của nội dung, có dấu hay không dấu đều được
merge-none = Không thấy vụ việc nào giống việc này ở cùng cơ quan.
extend-present = Hạn hiện nay: { $day }.
promise-until = cam kết làm xong vào { $day }
body-outside = bên ngoài, chuyển bằng văn bản

end-ground-withdrawn = Người nêu rút
end-ground-guided = Đã hướng dẫn đến nơi có thẩm quyền
end-ground-refused = Không thụ lý, nêu rõ căn cứ
assessment-agreed = Đồng ý
assessment-not-agreed = Chưa đồng ý
assessment-none = Không có ý kiến
contact-way-telephone = Điện thoại
contact-way-visit = Gặp trực tiếp
contact-way-letter = Gửi thư
contact-way-village = Qua trưởng thôn, tổ trưởng
contact-way-online = Qua mạng

# Trang vụ việc
answer-paper = văn bản { $number }
words-kept = Nội dung được giữ kín.
case-suspended = Tạm dừng
case-assessed-agreed = Người nêu: đồng ý
case-assessed-not-agreed = Người nêu: chưa đồng ý
case-assessed-none = Người nêu: không có ý kiến
case-confirmed = Mặt trận đã xác nhận
case-counts-in = Vụ việc này được tính trong
case-counts-here = Tính cả các vụ việc đã gộp:
case-assigned = Giao
case-assigned-line = ngày { $on }, hạn { $due }
case-assigned-times = (lần { $count })
case-cooperating = Phối hợp
assignment-state-open = Chưa nhận
assignment-state-accepted = Đã nhận
assignment-state-closed = Xong việc
transfers-title = Đã chuyển
transfer-mode-order = Giao xuống
transfer-mode-offer = Đề nghị
transfer-mode-letter = Văn bản
transfer-number = { $mode } số { $number }
transfer-sent-on = chuyển ngày { $day }
transfer-answer-by = phải trả lời trước { $day }
transfer-waits = đã chờ { $count } ngày
transfer-from = từ { $body }
transfer-to = gửi { $body }
transfer-state-sent = Chờ nhận
transfer-state-received = Chờ trả lời
transfer-state-answered = Đã trả lời
transfer-state-returned = Trả lại
transfer-state-struck = Nhập nhầm
step-assigned = { $body }, hạn { $day }
step-extended = Hạn mới: { $day }, chưa báo người nêu
step-extended-told = Hạn mới: { $day }, đã báo người nêu
step-contacts = Đã liên hệ { $count } lần
clock-kind-agency = Hạn của việc được giao
clock-kind-promise = Hạn của điều đã cam kết
clock-suspended = tạm dừng
clock-typed = Ngày này ghi theo giấy, không do quy định nào đặt.

# Danh sách và việc hôm nay
cases-parts = Cách xem vụ việc
cases-part-raised = Phát sinh tại đây
cases-part-borne = Đang chịu trách nhiệm
cases-still-open = Còn phải giải quyết
cases-none-borne = Không có vụ việc nào đang chờ. Vụ việc được giao hoặc bàn giao đến thì thấy ở đây.
case-came-from = phát sinh tại { $body }
home-transfers = Đã chuyển, chờ trả lời

# Tìm
search-title = Tìm
search-of = Tìm “{ $typed }”
search-label = Tìm vụ việc, đối thoại
search-short = Tìm (phím /)
search-hint = Gõ vài chữ của nội dung, có dấu hay không dấu; hoặc số vụ việc, ví dụ VV-147
search-do = Tìm
search-none = Không thấy gì. Thử ít chữ hơn, hoặc gõ không dấu.
search-order = đúng dấu trước, rồi mới nhất
search-more = Còn nữa: gõ thêm chữ để tìm sát hơn.

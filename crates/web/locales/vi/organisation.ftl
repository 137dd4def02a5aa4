# Cơ quan: cây theo từng hệ thống, tên và cấp trên theo thời gian, nhiệm kỳ, thôn; chọn cơ quan đang làm việc.

nav-organisations = Cơ quan
organisations-title = Cơ quan
organisations-how = Cách xếp
organisations-how-line = Mỗi cơ quan có chỗ của mình trong từng hệ thống: chính quyền, Đảng, Mặt trận. Đổi tên, sáp nhập, chia tách đều ghi ngày và căn cứ; tên cũ, người cũ vẫn xem lại được.
organisation-count = { $count } cơ quan đang hoạt động
organisation-refused = Chưa ghi được
organisation-changes = Thay đổi
organisation-ended = Đã kết thúc hoạt động từ ngày { $day }.
organisation-left = Việc bàn giao
organisation-left-line = Việc, cuộc đối thoại, tài khoản còn lại phải có nơi nhận.
handover-link = Danh mục bàn giao ngày { $day }
organisation-outside = Bên ngoài
organisation-over = Đã kết thúc hoạt động

line-authority = Hệ thống chính quyền
line-party = Hệ thống Đảng
line-front = Hệ thống Mặt trận và các tổ chức
group-authority = Chính quyền
group-party = Đảng
group-front = Mặt trận và các tổ chức
group-outside = Cơ quan bên ngoài

stationed-title = Cơ quan, đơn vị đứng chân trên địa bàn
outside-title = Cơ quan bên ngoài
outside-line = Không dùng phần mềm này, không có tài khoản. Vụ việc chuyển tới đó bằng công văn.
outside-choice = Không dùng phần mềm này, không có tài khoản
ended-title = Đã kết thúc hoạt động
ended-dissolved = Giải thể, không có cơ quan kế thừa.
ended-successors = Kế thừa:

found-title = Thêm cơ quan
found-under = Thêm cơ quan trực thuộc
found-do = Thêm cơ quan
found-refused = Chưa thêm được cơ quan

names-title = Tên qua các thời kỳ
superiors-title = Cấp trên
superiors-none = Không có cấp trên trong phần mềm này.
inferiors-title = Trực thuộc
inferiors-none = Chưa có cơ quan trực thuộc.
inferiors-all = Xem danh sách, kể cả cấp dưới nữa

terms-title = Người giữ chức vụ
terms-none = Chưa ghi ai.
terms-none-do = Ghi người đứng đầu trước.
terms-past = Những người giữ chức vụ trước đây
term-begin = Ghi người giữ chức vụ
term-begin-do = Ghi
term-end = Thôi giữ chức vụ
term-end-do = Ghi thôi giữ chức vụ
term-end-line = Đối thoại chưa kết thúc và vai trò của người này sẽ vào danh mục bàn giao.
person-new = Người mới
officials-more = Còn nữa: người của cơ quan khác thì ghi tại cơ quan đó
officials-then = { $name } (từ { $from } đến { $to })

villages-title = Thôn, ấp, tổ dân phố
villages-none = Chưa ghi thôn, ấp, tổ dân phố nào. Khi ghi biên bản cần tên thôn, ấp để biết ý kiến nêu từ đâu.
village-add = Thêm thôn, ấp, tổ dân phố
village-add-do = Thêm
schools-add = Thêm trường học
schools-add-do = Thêm

rename-title = Đổi tên
rename-do = Đổi tên
place-under-title = Đặt dưới cơ quan khác
place-under-do = Đặt
superior-none = Không đứng dưới cơ quan nào
end-title = Kết thúc, sáp nhập, chia tách
end-line = Không chọn cơ quan nào là giải thể; chọn một là sáp nhập; chọn từ hai trở lên là chia tách. Việc còn lại vào danh mục bàn giao.
end-no-same = Ở đây không có cơ quan nào khác cùng loại. Sáp nhập hay chia tách thì tìm cơ quan kế thừa theo tên.
end-no-candidate = Không có cơ quan nào khớp. Gõ tên khác rồi tìm lại.
end-do = Ghi kết thúc
find-successor = Tìm cơ quan kế thừa theo tên
find = Tìm

field-superior = Cơ quan cấp trên
field-line = Hệ thống
field-body-kind = Loại cơ quan
field-body-name = Tên cơ quan
field-new-name = Tên mới
field-outside = Cơ quan bên ngoài
field-basis = Căn cứ
field-ended-on = Kết thúc hoạt động từ ngày
field-left-on = Thôi giữ chức vụ từ ngày
field-successors = Cơ quan kế thừa
field-official = Người đã có trong danh sách
field-village-name = Tên thôn, ấp, tổ dân phố
field-school-name = Tên trường
hint-body-name = Ghi đủ như trên con dấu, ví dụ: Phòng Kinh tế xã Sông Trầm
hint-basis = Số, ngày của văn bản, ví dụ: Nghị quyết 12/NQ-HĐND ngày 20/06/2026
hint-new-person = Họ và tên người chưa có trong danh sách
hint-official = Chọn nếu người này đã giữ chức vụ khác hoặc có tài khoản
hint-village-name = Mỗi dòng một thôn, ấp, tổ dân phố. Ví dụ: Thôn Bến Sen; Tổ dân phố số 3
hint-village-from = Ngày các thôn, ấp này có; ý kiến nêu trước ngày đó không ghi được vào thôn, ấp
hint-school-name = Mỗi dòng một trường do xã quản lý. Ví dụ: Trường Tiểu học Bến Sen; Trường Mầm non Bến Sen
hint-successors = Cùng loại với cơ quan này; tìm theo tên để chọn cơ quan khác

work-for-title = Đang làm việc cho
work-for-line = Trang nào cũng theo cơ quan đang chọn. Chọn cơ quan khác khi làm việc cho cơ quan đó.
work-for-this = Đang chọn
work-for-do = Làm việc cho cơ quan này

said-founded = Đã thêm cơ quan.
said-renamed = Đã đổi tên. Tên cũ vẫn xem lại được.
said-placed = Đã ghi cấp trên mới.
said-ended = Đã ghi kết thúc hoạt động.
said-village-added = Đã thêm.
said-schools-added = Đã thêm trường.
said-term-begun = Đã ghi người giữ chức vụ.
said-term-ended = Đã ghi thôi giữ chức vụ.
said-working-for = Đã chuyển. Các trang từ giờ theo cơ quan vừa chọn.

# Tìm cơ quan khi có nhiều
finder-label = Tìm cơ quan theo tên
finder-more = Đang hiện { $count } cơ quan, và còn nữa: gõ một phần tên, có dấu hay không dấu đều được.
finder-all = Đang hiện cả { $count } cơ quan tìm thấy.
finder-none = Không có cơ quan nào như vậy. Gõ ngắn hơn, hoặc để trống rồi bấm Tìm để xem tất cả.

# Ai duyệt trả lời
approval-title = Duyệt trả lời
approval-other = Trả lời do người khác người soạn duyệt.
approval-own = Người soạn được tự duyệt trả lời của mình.
approval-do-own = Cho người soạn tự duyệt
approval-do-other = Không cho người soạn tự duyệt nữa
approval-do = Ghi
hint-approval = Chỉ khi cơ quan rất nhỏ. Ghi lý do và ai quyết định; điều này nằm trong diễn biến của cơ quan.
approval-settled = { $name } ghi, áp dụng từ ngày { $day }. Lý do: { $reason }
said-approval-settled = Đã ghi ai duyệt trả lời của cơ quan.
act-organisation-approval-settled = Quyết định người soạn có được tự duyệt hay không

# Tiếp công dân: các việc trong lịch sử.

field-reception-on = Ngày tiếp
field-receives = Người tiếp
field-announced-on = Ngày công khai lịch
field-representatives = Số người đại diện
field-visit-said = Nội dung hướng dẫn, giải thích
field-refusal-ground = Lý do không tiếp
on-behalf-reception = Ngày tiếp công dân
rule-per-visit = mỗi lượt tiếp
act-reception-scheduled = Đặt ngày tiếp công dân
act-reception-changed = Đổi ngày tiếp công dân
act-reception-cancelled = Hủy ngày tiếp công dân
act-reception-held = Tiếp công dân
act-reception-visited = Ghi lượt tiếp
act-reception-visit-bound = Ghi kết quả lượt tiếp
act-reception-visit-struck = Ghi một lượt tiếp là nhập nhầm
act-reception-concluded = Thông báo kết luận việc tiếp công dân
act-reception-names-opened = Mở xem tên người đến
act-reception-held-no-denunciation = Xác nhận nội dung lượt tiếp không phải tố cáo

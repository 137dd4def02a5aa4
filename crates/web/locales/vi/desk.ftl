# Bàn ghi đối thoại.

desk-title = Bàn ghi
desk-list = Ý kiến đã ghi
desk-list-empty = Chưa ghi ý kiến nào.
desk-filters = Lọc
desk-older = Ý kiến ghi trước đó
desk-recorded = Đã ghi { $count } ý kiến
desk-number = Ý kiến số { $number }
desk-revising = Sửa ý kiến số { $number }
desk-same-speaker = Cùng một người nêu
desk-mark-later = (có thể để sau)
desk-save = Ghi, sang ý kiến { $number }
desk-save-same = Ghi, thêm ý của người này
desk-save-revision = Ghi bản sửa
desk-before = Đã nêu trước đây
desk-before-none = Chưa có vụ việc nào trước đây cùng thôn, cùng lĩnh vực.
desk-closed = Ở đây chỉ xem: cuộc đối thoại không mở để ghi, hoặc việc ghi thuộc về người khác. Mở từng ý kiến trong danh sách để xem vụ việc.
desk-refused = Chưa ghi được ý kiến

keys = Phím tắt
key-save = ghi, sang mới
key-same = thêm ý cùng người
key-mark = đánh dấu
key-unnamed = không nêu tên
key-undo = ngoài ô gõ chữ: hoàn tác
key-list = về danh sách
key-in-list = trong danh sách: xuống, lên, mới

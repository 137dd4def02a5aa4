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
desk-before-none = Ghi thôn và lĩnh vực thì vụ việc cũ cùng nơi hiện ở đây.
desk-closed = Cuộc đối thoại này không mở để ghi. Danh sách bên trái vẫn xem được.
desk-refused = Chưa ghi được ý kiến

keys = Phím tắt
key-save = ghi, sang mới
key-same = thêm ý cùng người
key-mark = đánh dấu
key-unnamed = không nêu tên
key-list = về danh sách
key-in-list = trong danh sách: xuống, lên, mới

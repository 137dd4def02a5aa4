# Fields of work (lĩnh vực), by their code.

work-field-01 = Đất đai
work-field-01-01 = Cấp giấy chứng nhận quyền sử dụng đất
work-field-01-02 = Tranh chấp đất đai, ranh giới
work-field-01-03 = Bồi thường, giải phóng mặt bằng, tái định cư
work-field-02 = Môi trường
work-field-02-01 = Rác thải, vệ sinh môi trường
work-field-02-02 = Ô nhiễm từ chăn nuôi, sản xuất
work-field-03 = Giao thông
work-field-03-01 = An toàn giao thông
work-field-04 = Thủy lợi, đê điều
work-field-05 = Điện, nước sạch, viễn thông
work-field-06 = Chính sách người có công
work-field-07 = An sinh, bảo trợ xã hội, giảm nghèo
work-field-08 = Xây dựng nông thôn mới
work-field-09 = Nông nghiệp, sản xuất
work-field-10 = Trật tự xây dựng, quy hoạch
work-field-11 = Giáo dục
work-field-12 = Y tế, bảo hiểm
work-field-13 = Văn hóa, thể thao
work-field-14 = An ninh, trật tự
work-field-15 = Thủ tục hành chính, hộ tịch
work-field-16 = Cán bộ, công vụ
work-field-16-01 = Tài chính, thu chi ở cơ sở
work-field-17 = Công tác Đảng, mặt trận, đoàn thể
work-field-18 = Sắp xếp đơn vị hành chính
work-field-99 = Lĩnh vực khác

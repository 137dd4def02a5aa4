//! Minutes of a session: the hours that they name.

/// Minutes since midnight of an hour as people type it: `07:30`, `7h30`, `7.30`, `7 giờ 30`, `7h`. Nothing for what is none.
pub fn time(typed: &str) -> Option<i64> {
    let mut numbers = typed.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
    let hour: i64 = numbers.next()?.parse().ok()?;
    let minute: i64 = numbers.next().map_or(Ok(0), str::parse).ok()?;
    let whole = numbers.next().is_none() && typed.trim_start().starts_with(|c: char| c.is_ascii_digit());
    (whole && hour < 24 && minute < 60).then_some(hour * 60 + minute)
}

/// Such an hour as a form shows it: `07:30`.
pub fn hour(minutes: i64) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

#[cfg(test)]
mod tests {
    use super::{hour, time};

    #[test]
    fn an_hour_is_read_as_people_type_it() {
        for typed in ["07:30", "7h30", "7.30", "7 giờ 30", " 7:30 ", "7 giờ 30 phút"] {
            assert_eq!(time(typed), Some(450), "{typed}");
        }
        assert_eq!(time("7h"), Some(420));
        for typed in ["", "sáng", "24:00", "7:60", "-1", "7:30:10", "khoảng 7h"] {
            assert_eq!(time(typed), None, "{typed}");
        }
        assert_eq!(hour(450), "07:30");
    }
}

//! What a password has to be: long and not among those that many people use. Nothing is asked of its letters, and it
//! never has to be changed.

pub mod pin;

use unicode_normalization::UnicodeNormalization;

use crate::fold::fold;
use crate::refusal::Refusal;

/// Characters that a password has at least: nothing else stands beside it.
pub const LEAST: usize = 15;
/// Characters that it has at most, so that hashing one stays cheap to ask for.
pub const MOST: usize = 256;

/// Passwords of [`LEAST`] characters and more that come up again and again, folded and without blanks; a few digits or
/// signs after them change nothing.
const COMMON: &[&str] = &[
    "passwordpassword",
    "passwordpasswordpassword",
    "adminadminadmin",
    "administratoradministrator",
    "langnghelangnghe",
    "langnghelangnghelangnghe",
    "matkhaumatkhau",
    "matkhaumatkhaumatkhau",
    "khongcomatkhau",
    "matkhaucuatoi",
    "toiquenmatkhau",
    "quenmatkhauroi",
    "doimatkhaudi",
    "matkhauladay",
    "anhyeuemnhieulam",
    "emyeuanhnhieulam",
    "toiyeuvietnam",
    "iloveyouvietnam",
    "vietnamvodich",
    "vietnammuonnam",
    "conghoaxahoichunghiavietnam",
    "doclaptudohanhphuc",
    "uybannhandan",
    "uybannhandanxa",
    "hochiminhmuonnam",
    "bachohochiminh",
    "correcthorsebatterystaple",
    "iloveyouiloveyou",
    "letmeinletmein",
    "welcomewelcome",
    "welcometovietnam",
    "changemechangeme",
    "thisismypassword",
    "mypasswordismypassword",
    "whatismypassword",
    "nopasswordneeded",
    "trustnotrustno",
    "footballfootball",
    "princessprincess",
    "sunshinesunshine",
    "passphrase",
    "internetexplorer",
];

/// Rows of the keyboard, the digits and the alphabet, through which fingers run in either direction.
const RUNS: &[&str] = &[
    "12345678901234567890123456789012345678901234567890",
    "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz",
    "qwertyuiopasdfghjklzxcvbnm1234567890",
    "1234567890qwertyuiopasdfghjklzxcvbnm",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
    "qazwsxedcrfvtgbyhnujmikolp",
    "q1w2e3r4t5y6u7i8o9p0",
    "1q2w3e4r5t6y7u8i9o0p",
    "zxcvbnmasdfghjklqwertyuiop",
];

/// A password as it is hashed: composed (NFC), so that it is the same from every keyboard. Nothing is cut off.
pub fn composed(typed: &str) -> String {
    typed.nfc().collect()
}

/// Refused when it is too short, too long or one that many people use, the owner's login among them.
pub fn check(typed: &str, login: &str) -> Result<(), Refusal> {
    let password = composed(typed);
    let length = password.chars().count();
    if length < LEAST {
        return Err(Refusal::PasswordTooShort { least: LEAST });
    }
    if length > MOST {
        return Err(Refusal::TooLong { field: "password", most: MOST });
    }
    let plain: Vec<char> = fold(&password).chars().filter(|c| c.is_alphanumeric()).collect();
    let login: String = fold(login).chars().filter(|c| c.is_alphanumeric()).collect();
    if is_common(&plain) || is_repeated(&plain) || is_run(&plain) || is_made_of(&plain, &login) {
        return Err(Refusal::PasswordTooCommon);
    }
    Ok(())
}

/// One of [`COMMON`], with digits around it.
fn is_common(plain: &[char]) -> bool {
    let text: String = plain.iter().collect();
    let core = text.trim_matches(|c: char| c.is_ascii_digit());
    COMMON.contains(&core)
}

/// One to six characters again and again, the last time perhaps cut off; also no character that counts at all.
fn is_repeated(plain: &[char]) -> bool {
    (1..=6).any(|step| plain.iter().zip(plain.iter().skip(step)).all(|(one, next)| one == next))
}

/// A run along the keyboard, forwards or backwards.
fn is_run(plain: &[char]) -> bool {
    let text: String = plain.iter().collect();
    let back: String = plain.iter().rev().collect();
    RUNS.iter().any(|run| run.contains(&text) || run.contains(&back))
}

/// The login with hardly anything around it.
fn is_made_of(plain: &[char], login: &str) -> bool {
    let text: String = plain.iter().collect();
    let rest = text.replace(login, "");
    login.len() > 2 && rest.len() < text.len() && rest.chars().count() < 4
}

#[cfg(test)]
mod tests {
    use super::{check, composed};
    use crate::refusal::Refusal;

    #[test]
    fn length_is_counted_in_composed_characters() {
        assert_eq!(check("nước chảy đá mò", "van.thu"), Ok(()));
        assert_eq!(check("nước chảy đá m", "van.thu"), Err(Refusal::PasswordTooShort { least: 15 }));
        assert_eq!(composed("nu\u{31b}\u{301}c"), "n\u{1ee9}c");
        assert!(matches!(check(&"dài".repeat(100), "x"), Err(Refusal::TooLong { most: 256, .. })));
    }

    #[test]
    fn what_many_people_use_is_refused() {
        for typed in [
            "passwordpassword",
            "PasswordPassword2026!",
            "Mật khẩu mật khẩu 1",
            "123456789012345",
            "aaaaaaaaaaaaaaaaa",
            "abc123abc123abc1",
            "qwertyuiopasdfgh",
            "0987654321098765",
            "               ",
            "!!!!!!!!!!!!!!!!",
            "Cộng hòa xã hội chủ nghĩa Việt Nam",
            "nguyen.van.thuong.1",
            "nguyenvanthuong nguyenvanthuong",
        ] {
            assert_eq!(check(typed, "nguyen.van.thuong"), Err(Refusal::PasswordTooCommon), "{typed}");
        }
    }

    #[test]
    fn no_composition_is_asked_for() {
        for typed in ["con trâu đi trước cái cày", "mua nang dong lua chin", "bảy con vịt bơi qua ao"] {
            assert_eq!(check(typed, "lan"), Ok(()), "{typed}");
        }
    }
}

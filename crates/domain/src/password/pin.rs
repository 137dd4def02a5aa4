//! What a personal PIN has to be: six digits that are not the first which somebody would try. It opens nothing but at a
//! machine that an administrator registered, where guesses are slowed, and the screen that its owner locked.

use crate::refusal::Refusal;

/// Digits of a PIN.
pub const DIGITS: usize = 6;

const FIELD: &str = "pin";

/// PINs that come up again and again and follow none of the patterns below.
const COMMON: &[&str] = &[
    "101010", "102030", "112233", "123321", "123654", "131415", "134679", "142536", "147258", "147852", "159357",
    "159753", "192837", "223344", "246810", "258456", "321654", "332211", "369258", "445566", "456123", "520131",
    "654123", "696969", "741852", "753951", "778899", "789456", "852456", "963852", "987456",
];

/// The PIN as it is hashed; refused when it isn't six digits, or when it is one that many people use.
pub fn check(typed: &str) -> Result<&str, Refusal> {
    let pin = typed.trim();
    if pin.is_empty() {
        return Err(Refusal::Missing { field: FIELD });
    }
    if !is_pin(pin) {
        return Err(Refusal::Unreadable { field: FIELD });
    }
    if is_common(pin) { Err(Refusal::PinTooCommon) } else { Ok(pin) }
}

/// Whether it could be a PIN; a password never is one, being longer.
pub fn is_pin(typed: &str) -> bool {
    typed.len() == DIGITS && typed.bytes().all(|byte| byte.is_ascii_digit())
}

/// One to three digits again and again, the same digits back again, or steps of one size up or down.
fn is_common(pin: &str) -> bool {
    let digits: Vec<i16> = pin.bytes().map(|byte| i16::from(byte - b'0')).collect();
    let repeated = (1..=3).any(|step| digits.iter().zip(&digits[step..]).all(|(one, next)| one == next));
    let mirrored = digits.iter().eq(digits.iter().rev());
    let steps: Vec<i16> = digits.windows(2).map(|pair| (pair[1] - pair[0]).rem_euclid(10)).collect();
    let run = steps.iter().all(|step| *step == steps[0]);
    repeated || mirrored || run || COMMON.contains(&pin)
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::refusal::Refusal;

    #[test]
    fn what_many_people_use_is_refused() {
        for typed in [
            "000000", "111111", "123456", "654321", "567890", "901234", "098765", "135791", "121212", "123123",
            "123321", "112233", "789456", "159753", "250052",
        ] {
            assert_eq!(check(typed), Err(Refusal::PinTooCommon), "{typed}");
        }
    }

    #[test]
    fn six_digits_are_asked_for_and_nothing_else() {
        assert_eq!(check(" 407913 "), Ok("407913"));
        assert_eq!(check("  "), Err(Refusal::Missing { field: "pin" }));
        for typed in ["40791", "4079133", "40791a", "４０７９１３", "-40791"] {
            assert_eq!(check(typed), Err(Refusal::Unreadable { field: "pin" }), "{typed}");
        }
    }
}

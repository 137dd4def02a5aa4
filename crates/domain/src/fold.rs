//! Two forms of a text for search: [`fold`] without any mark, so that people may type without them, and [`marked`]
//! with them, so that exact hits come first. Both engines index these forms and nothing of their own. What somebody
//! typed is never rewritten.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

/// The marks of the five tones as Unicode combines them: grave, hook above, tilde, acute, dot below. This is their
/// order in dictionaries.
pub(crate) const TONES: [char; 5] = ['\u{300}', '\u{309}', '\u{303}', '\u{301}', '\u{323}'];

/// The letter d with stroke, small.
pub(crate) const D_STROKE: char = '\u{111}';

/// The text in small letters without marks, d with stroke as d, runs of spaces as one space.
///
/// A syllable of one of h, k, l, m, s, t and a final y is written with i, as both spellings are in use. The same for
/// composed and decomposed text, for both ways of placing a tone, and when done twice.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut word = 0;
    for letter in spaced(lowered(text).filter(|letter| !is_mark(*letter))) {
        if !letter.is_alphanumeric() {
            settle_final_y(&mut folded, word);
            word = folded.len() + letter.len_utf8();
        }
        folded.push(if letter == D_STROKE { 'd' } else { letter });
    }
    settle_final_y(&mut folded, word);
    folded
}

fn settle_final_y(folded: &mut String, word: usize) {
    if let [b'h' | b'k' | b'l' | b'm' | b's' | b't', b'y'] = folded.as_bytes()[word..] {
        folded.pop();
        folded.push('i');
    }
}

/// The text in small composed letters with its marks, runs of spaces as one space, and the tone of oa, oe and uy
/// always on the second letter, as both ways are in use.
pub fn marked(text: &str) -> String {
    let mut letters: Vec<char> = spaced(lowered(text)).collect();
    for start in 0..letters.len().saturating_sub(2) {
        let moves = matches!(
            letters[start..start + 3],
            ['o', tone, 'a' | 'e'] | ['u', tone, 'y'] if TONES.contains(&tone)
        );
        let mut marks = letters.iter().skip(start + 3).take_while(|letter| is_mark(**letter));
        if moves && !marks.any(|mark| TONES.contains(mark)) {
            letters.swap(start + 1, start + 2);
        }
    }
    letters.into_iter().nfc().collect()
}

/// The decomposed small letters of a text, without characters nobody sees.
pub(crate) fn lowered(text: &str) -> impl Iterator<Item = char> {
    text.nfd().filter(|letter| !is_invisible(*letter)).flat_map(char::to_lowercase)
}

/// Letters with their spaces and control characters as single spaces between words. A letter eth stands for the d with
/// stroke that it looks like.
pub(crate) fn spaced(letters: impl Iterator<Item = char>) -> impl Iterator<Item = char> {
    let mut begun = false;
    let mut space = false;
    letters.flat_map(move |letter| {
        let is_space = letter.is_whitespace() || letter.is_control();
        let before = (!is_space && space && begun).then_some(' ');
        begun |= !is_space;
        space = is_space;
        let letter = if letter == '\u{f0}' { D_STROKE } else { letter };
        before.into_iter().chain((!is_space).then_some(letter))
    })
}

/// Whether the character is a mark on the letter before it.
pub(crate) fn is_mark(letter: char) -> bool {
    canonical_combining_class(letter) != 0
}

/// Soft hyphen, zero-width characters and the byte-order mark, which come along when text is pasted.
fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::{fold, marked};
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    #[test]
    fn folded() {
        let check = |text: &str, expected: &str| assert_eq!(fold(text), expected, "{text}");
        check("Đường Nguyễn Trãi", "duong nguyen trai");
        check("ứng phó, ĐẤT ĐAI", "ung pho, dat dai");
        check("hòa hoà thúy thuý khỏe khoẻ", "hoa hoa thuy thuy khoe khoe");
        check("kỹ kĩ lý lí Mỹ sỹ tỷ hy", "ki ki li li mi si ti hi");
        check("quý huy tay thy y tế", "quy huy tay thy y te");
        check("Lý-Sơn (lý)", "li-son (li)");
        check("  hai\t\u{a0} dòng\r\nmới ", "hai dong moi");
        check("Ðà Nẵng", "da nang");
        check("xã\u{200b} hội", "xa hoi");
        check("\u{feff}\u{0}a", "a");
        check("", "");
        check(" \n ", "");
        check("ky", "ki");
        check("45/2020", "45/2020");
    }

    #[test]
    fn with_marks() {
        let check = |text: &str, expected: &str| assert_eq!(marked(text), expected, "{text}");
        check("Hòa hoà", "hoà hoà");
        check("khỏe thúy qúy quý", "khoẻ thuý quý quý");
        check("hòan tòan họăc hoặc", "hoàn toàn hoặc hoặc");
        check("của mùa lúa", "của mùa lúa");
        check("đọa ĐỌA", "đoạ đoạ");
        check("kỹ kĩ", "kỹ kĩ");
        check("Ðất   đai", "đất đai");
        check("tờ a", "tờ a");
    }

    const VIETNAMESE: &str = "[ a-yAÀẢÃÁẠĂẰẲẴẮẶÂẦẨẪẤẬĐEÈẺẼÉẸÊỀỂỄẾỆIÌỈĨÍỊOÒỎÕÓỌÔỒỔỖỐỘƠỜỞỠỚỢUÙỦŨÚỤƯỪỬỮỨỰYỲỶỸÝỴ\
        àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ.-]{0,40}";

    #[test]
    fn a_mark_that_stands_alone_leaves_no_space() {
        assert_eq!(fold("\u{113ce} ab"), "ab");
        assert_eq!(fold("a \u{301} b"), "a b");
    }

    proptest! {
        #[test]
        fn twice_is_once(text in any::<String>(), words in VIETNAMESE) {
            for text in [text, words] {
                prop_assert_eq!(fold(&fold(&text)), fold(&text));
                prop_assert_eq!(marked(&marked(&text)), marked(&text));
                prop_assert_eq!(fold(&marked(&text)), fold(&text));
            }
        }

        #[test]
        fn composed_or_not_is_the_same(text in any::<String>(), words in VIETNAMESE) {
            for text in [text, words] {
                let (composed, decomposed): (String, String) = (text.nfc().collect(), text.nfd().collect());
                prop_assert_eq!(fold(&composed), fold(&decomposed));
                prop_assert_eq!(marked(&composed), marked(&decomposed));
            }
        }

        #[test]
        fn of_vietnamese_only_plain_letters_remain(words in VIETNAMESE) {
            let folded = fold(&words);
            prop_assert!(folded.is_ascii());
            prop_assert!(!folded.contains("  ") && folded.trim() == folded);
        }
    }
}

//! What citizens and officials typed, made fit for paper: data, never markup and never template.

use unicode_normalization::UnicodeNormalization;

/// Words that may stand on a paper: precomposed letters (NFC, as TCVN 6909 asks), line breaks as `\n`, no control
/// characters, none that turn the direction of writing, nothing that XML could not hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Text(String);

impl Text {
    /// The words without what paper can't hold, and without blanks at either end.
    pub fn typed(words: &str) -> Self {
        let one_break = words.replace("\r\n", "\n");
        let clean: String = one_break.chars().filter_map(kept).nfc().collect();
        Self(clean.trim().to_owned())
    }

    /// The words of a form of ours, whose blanks at the ends have a meaning.
    pub(crate) fn form(words: &str) -> Self {
        Self(words.chars().filter_map(kept).nfc().collect())
    }

    /// The words.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// In capital letters, as the heads of papers are set.
    #[must_use]
    pub fn upper(&self) -> Self {
        Self(self.0.to_uppercase())
    }
}

impl From<&str> for Text {
    fn from(words: &str) -> Self {
        Self::typed(words)
    }
}

impl From<String> for Text {
    fn from(words: String) -> Self {
        Self::typed(&words)
    }
}

impl From<&String> for Text {
    fn from(words: &String) -> Self {
        Self::typed(words)
    }
}

/// The character as it is kept, if it is.
fn kept(c: char) -> Option<char> {
    match c {
        '\n' => Some(c),
        '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{b}' | '\u{c}' => Some('\n'),
        '\t' => Some(' '),
        // Marks that order or turn the direction of writing: a name must not read otherwise than it is spelled.
        '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
        // Blanks without width: two names that look the same would differ.
        | '\u{200b}' | '\u{2060}' | '\u{feff}'
        // No characters at all, as the last two of each plane.
        | '\u{fdd0}'..='\u{fdef}' => None,
        c if c.is_control() || u32::from(c) & 0xfffe == 0xfffe => None,
        c => Some(c),
    }
}

/// Appends the words as the content of an element or an attribute in double quotes.
pub(crate) fn escape(words: &str, into: &mut String) {
    for c in words.chars() {
        match c {
            '&' => into.push_str("&amp;"),
            '<' => into.push_str("&lt;"),
            '>' => into.push_str("&gt;"),
            '"' => into.push_str("&quot;"),
            c => into.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Text, escape};

    #[test]
    fn letters_are_precomposed_and_line_breaks_kept() {
        assert_eq!(Text::typed("Đu\u{031b}o\u{031b}\u{300}ng\r\nlàng\u{2028}xóm").as_str(), "Đường\nlàng\nxóm");
        assert_eq!(Text::typed(" \n một \n ").as_str(), "một");
    }

    #[test]
    fn control_characters_and_turns_of_direction_are_dropped() {
        assert_eq!(Text::typed("a\u{0}b\u{7}c\u{1b}d\u{9f}e\u{ffff}f\u{feff}g").as_str(), "abcdefg");
        assert_eq!(Text::typed("1\u{202e}2\u{2066}3\u{200f}4\u{1fffe}5").as_str(), "12345");
        assert_eq!(Text::typed("cột\tmột").as_str(), "cột một");
        assert_eq!(Text::typed("nhà 👨‍👩‍👧 tôi").as_str(), "nhà 👨‍👩‍👧 tôi");
    }

    #[test]
    fn nothing_typed_is_markup() {
        let mut into = String::new();
        escape("<w:p> & \"]]>\" {{ten}}", &mut into);
        assert_eq!(into, "&lt;w:p&gt; &amp; &quot;]]&gt;&quot; {{ten}}");
    }
}

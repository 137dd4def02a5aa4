//! Where a message can be sent.

/// Whether an address of a mailbox is one to which a message can be sent: `name@host`, plain letters, no room for a second
/// line of a head.
pub fn is_address(typed: &str) -> bool {
    let plain = |text: &str, more: &str| {
        !text.is_empty() && text.chars().all(|letter| letter.is_ascii_alphanumeric() || more.contains(letter))
    };
    let dots = |text: &str| !text.starts_with('.') && !text.ends_with('.') && !text.contains("..");
    typed.len() <= 254
        && typed.split_once('@').is_some_and(|(name, host)| {
            plain(name, ".-_+") && dots(name) && plain(host, ".-") && dots(host) && !host.starts_with('-')
        })
}

//! Whether a page shows what was typed into a form, as whoever reads the page would find it.

/// What a form carries and nobody types: which thing it is of, its version, which of its buttons was pressed.
const CARRIED: [&str; 26] = [
    "visit",
    "letter",
    "row",
    "duty",
    "event",
    "own_approval",
    "key",
    "version",
    "submission",
    "copied",
    "rule",
    "sitting",
    "transfer",
    "point",
    "lines",
    "turn",
    "slip",
    "then",
    "at",
    "change",
    "drafted",
    "group",
    "item",
    "more",
    "login",
    "do",
];

/// What is shown to nobody again.
const SECRET: [&str; 5] = ["password", "old_password", "pin", "totp", "code"];

/// Whether a value that was posted was typed or chosen, and may be shown again.
pub(super) fn is_typed(name: &str, value: &str) -> bool {
    // At the desk a session is carried by its id; where one is set, its day is typed.
    let by_id = name == "session" && value.bytes().all(|byte| byte.is_ascii_digit());
    !value.trim().is_empty() && !by_id && !CARRIED.contains(&name) && !SECRET.contains(&name)
}

/// Whether nothing of a form is lost by a page: each link of its summary leads to something, and one form of it holds all
/// that was typed.
pub(super) fn shows(html: &str, pairs: &[(String, String)]) -> bool {
    let typed: Vec<(&str, String)> = pairs
        .iter()
        .filter(|(name, value)| is_typed(name, value))
        .map(|(name, value)| (name.as_str(), lines(value)))
        .collect();
    let all = || {
        let mut forms = html.split("<form ").skip(1).map(|rest| rest.split("</form>").next().unwrap_or_default());
        forms.any(|form| {
            let controls = controls(form);
            typed.iter().all(|(name, value)| controls.iter().any(|control| control.holds(name, value)))
        })
    };
    leads(html) && (typed.is_empty() || all())
}

/// Whether each link of the summary of errors leads to something on the page.
fn leads(html: &str) -> bool {
    let Some((_, rest)) = html.split_once("govuk-error-summary\"") else { return true };
    let summary = rest.split("</div></div>").next().unwrap_or_default();
    let mut ways = summary.split("<a ").skip(1).filter_map(|part| attribute(tag(part), "href"));
    ways.all(|way| way.strip_prefix('#').is_some_and(|id| html.contains(&format!(" id=\"{id}\""))))
}

/// A control of a form: its name, and what stands in it where it is one to type into.
struct Control {
    name: String,
    typed: Option<String>,
}

impl Control {
    /// A choice is made again by whoever reads what is wrong with it; what was typed has to be there.
    fn holds(&self, name: &str, value: &str) -> bool {
        self.name == name && self.typed.as_ref().is_none_or(|typed| typed == value)
    }
}

fn controls(form: &str) -> Vec<Control> {
    let control = |part: &str| {
        let tag = tag(part);
        let name = attribute(tag, "name")?;
        let typed = match tag.split_whitespace().next()? {
            "textarea" => {
                let text = part.split_once('>').map_or("", |(_, text)| text);
                Some(lines(&plain(text.strip_prefix('\n').unwrap_or(text))))
            }
            "input" => match attribute(tag, "type").as_deref() {
                Some("radio" | "checkbox" | "password") => None,
                _ => Some(attribute(tag, "value").unwrap_or_default()),
            },
            "select" => None,
            _ => return None,
        };
        Some(Control { name, typed })
    };
    form.split('<').skip(1).filter_map(control).collect()
}

/// A text as a form posts it and as a page holds it: the ends of its lines differ.
fn lines(text: &str) -> String {
    text.replace("\r\n", "\n").trim().to_owned()
}

fn tag(html: &str) -> &str {
    html.split('>').next().unwrap_or_default()
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let sign = format!("{name}=\"");
    let rest = tag.strip_prefix(&sign).or_else(|| Some(tag.split_once(&format!(" {sign}"))?.1))?;
    rest.split('"').next().map(|value| plain(value).trim().to_owned())
}

/// The words of a page with the letters read that HTML writes otherwise.
fn plain(html: &str) -> String {
    let letters = [("&#60;", "<"), ("&#62;", ">"), ("&#34;", "\""), ("&#39;", "'"), ("&#38;", "&")];
    letters.iter().fold(html.to_owned(), |text, (written, letter)| text.replace(written, letter))
}

#[cfg(test)]
mod tests {
    use super::shows;

    fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn a_page_without_the_form_loses_what_was_typed() {
        let page = "<div class=\"govuk-error-summary\"><a href=\"#reason-3\">A reason</a></div></div>\
             <form method=\"post\" action=\"/a\"><input type=\"hidden\" name=\"key\" value=\"1\">\
             <textarea id=\"reason-3\" name=\"reason\">\nM&#38;N\nhai</textarea><select name=\"month\"></select></form>";
        let typed = pairs(&[("key", "1"), ("reason", "M&N\r\nhai"), ("month", "6"), ("password", "secret")]);
        assert!(shows(page, &typed));
        assert!(!shows(&page.replace("M&#38;N", ""), &typed), "the words are gone");
        assert!(!shows(&page.replace("name=\"month\"", "name=\"year\""), &typed), "the choice can't be made");
        assert!(!shows(&page.replace("id=\"reason-3\"", ""), &typed), "the summary leads nowhere");
        assert!(!shows("<h1>No</h1>", &typed));
        assert!(shows("<h1>No</h1>", &pairs(&[("key", "1"), ("version", "2"), ("session", "17")])), "nobody typed");
    }

    #[test]
    fn what_was_typed_into_one_form_is_not_found_in_two() {
        let page = "<form action=\"/a\"><input name=\"a\" value=\"1\"></form>\
             <form action=\"/b\"><input name=\"b\" value=\"2\"></form>";
        assert!(!shows(page, &pairs(&[("a", "1"), ("b", "2")])));
        assert!(shows(page, &pairs(&[("b", "2")])));
    }
}

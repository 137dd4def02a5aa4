//! What a browser reads in a page: its words, its links, and what its forms would post.

/// The words of a page with HTML's own letters read.
pub(crate) fn plain(html: &str) -> String {
    let letters = [
        ("&#60;", "<"),
        ("&#62;", ">"),
        ("&#34;", "\""),
        ("&#39;", "'"),
        ("&#38;", "&"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&amp;", "&"),
    ];
    letters.iter().fold(html.to_owned(), |text, (written, letter)| text.replace(written, letter))
}

/// The addresses of this site that a page leads to, each once, files left out.
pub(crate) fn links(html: &str) -> Vec<String> {
    let anchors = html.split("<a ").skip(1).filter_map(|rest| attribute(rest.split('>').next()?, "href"));
    let mut found: Vec<String> =
        anchors.filter(|address| address.starts_with('/') && !address.starts_with("/assets/")).collect();
    found.sort();
    found.dedup();
    found
}

/// What the form with that action posts when nobody touches it: every control with its value.
pub(crate) fn form(html: &str, action: &str) -> Vec<(String, String)> {
    let forms = html.split("<form ").skip(1);
    // Who asks without a query means the form whatever its query: that leads back to the page, and decides nothing.
    let to = |form: &&str| {
        attribute(tag(form), "action").is_some_and(|own| own == action || own.split('?').next() == Some(action))
    };
    let mut own = forms.filter(to);
    let form = own.next().unwrap_or_else(|| panic!("the page has no form that posts to {action}"));
    shown(form.split("</form>").next().expect("a part"))
}

/// What the controls of a piece of HTML hold: names and values, unchosen choices left out.
pub(crate) fn shown(html: &str) -> Vec<(String, String)> {
    let (mut found, mut select) = (Vec::new(), None::<(String, Option<String>)>);
    for part in html.split('<').skip(1) {
        let tag = tag(part);
        let value = || attribute(tag, "value").unwrap_or_default();
        let set = |word: &str| tag.split_whitespace().any(|own| own == word);
        match (tag.split_whitespace().next().unwrap_or_default(), attribute(tag, "name")) {
            ("input", Some(name)) => {
                let choice = matches!(attribute(tag, "type").as_deref(), Some("radio" | "checkbox"));
                if !choice || set("checked") {
                    found.push((name, value()));
                }
            }
            ("textarea", Some(name)) => {
                let text = part.split_once('>').expect("the tag ends").1;
                found.push((name, plain(text.strip_prefix('\n').unwrap_or(text))));
            }
            ("select", Some(name)) => select = Some((name, None)),
            ("option", _) => {
                if let Some((_, taken)) = &mut select
                    && (taken.is_none() || set("selected"))
                {
                    *taken = Some(value());
                }
            }
            ("/select", _) => found.extend(select.take().map(|(name, taken)| (name, taken.unwrap_or_default()))),
            _ => {}
        }
    }
    found
}

/// The words of the error at a control, by the control's id. The summary above the form leads to it.
pub(crate) fn error(html: &str, control: &str) -> String {
    assert!(html.contains(&format!("<a href=\"#{control}\">")), "the summary leads to {control}");
    assert!(html.contains(&format!(" id=\"{control}\"")), "there is a {control}");
    let begin = format!("id=\"{control}-error\">");
    let (_, rest) = html.split_once(&begin).unwrap_or_else(|| panic!("nothing stands at {control}"));
    let text = rest.split("</p>").next().expect("a part");
    plain(text.split_once("</span>").map_or(text, |(_, after)| after).trim())
}

/// The inside of the tag that a piece of HTML begins with.
pub(crate) fn tag(html: &str) -> &str {
    html.split('>').next().expect("a part")
}

/// The value of an attribute of a tag.
pub(crate) fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, rest) = tag.split_once(&format!("{name}=\""))?;
    rest.split('"').next().map(plain)
}

#[test]
fn a_form_is_read_as_a_browser_would_post_it() {
    let page = "<form method=\"post\" action=\"/a\"><input name=\"x\"></form><form action=\"/b?c=1&#38;d\">\
        <input type=\"hidden\" name=\"key\" value=\"1&#34;2\"><input type=\"radio\" name=\"r\" value=\"a\">\
        <input type=\"radio\" name=\"r\" value=\"b\" checked><textarea name=\"t\">\ntwo\nlines</textarea>\
        <select name=\"s\"><option value=\"\">-</option><option value=\"2\" selected>two</option></select>\
        <select name=\"u\"><option value=\"1\">one</option></select></form>";
    let own = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let expected = [own("key", "1\"2"), own("r", "b"), own("t", "two\nlines"), own("s", "2"), own("u", "1")];
    assert_eq!(form(page, "/b?c=1&d"), expected);
}

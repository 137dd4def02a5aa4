//! Every page in both languages: sound, within the content security policy, light. The pages are also written to
//! `target/pages`, to be looked at in a browser and to be read by the accessibility checks.

use std::collections::BTreeSet;
use std::io::Write as _;

use axum::http::HeaderValue;
use web::fault_page;
use web::lang::{CHOSEN, Lang};
use web::look::assets;
use web::shell::{Asked, Fault};

use super::here;
use super::html::{Tag, read};
use super::samples::{Page, pages};

/// What a staff page may weigh, compressed and without fonts.
const MOST_BYTES: usize = 120 * 1024;

fn all() -> Vec<Page> {
    Lang::ALL.into_iter().flat_map(pages).collect()
}

fn with<'a>(tags: &'a [Tag], attribute: &str) -> Vec<&'a str> {
    tags.iter().filter_map(|tag| tag.get(attribute)).collect()
}

#[test]
fn every_page_is_sound() {
    let mut wrong = Vec::new();
    for page in all() {
        let mut say = |what: String| wrong.push(format!("{}-{}: {what}", page.name, page.lang));
        let (tags, nesting) = read(&page.html);
        nesting.into_iter().for_each(&mut say);
        if page.html.contains('⟦') || page.html.contains("{$") {
            let at = page.html.find('⟦').or_else(|| page.html.find("{$")).unwrap_or_default();
            say(format!("a sentence is missing: {}", page.html[at..].chars().take(60).collect::<String>()));
        }
        for (name, count) in [("h1", 1), ("main", 1), ("title", 1)] {
            let found = tags.iter().filter(|tag| tag.name == name && !tag.around.contains(&"svg".to_owned())).count();
            if found != count {
                say(format!("{found} <{name}>"));
            }
        }
        if tags[0].get("lang") != Some(page.lang.code()) {
            say("the language is not named".to_owned());
        }
        for tag in &tags {
            if let Some(what) = refused_by_policy(tag) {
                say(format!("<{}> {what}", tag.name));
            }
            if tag.name == "form" && tag.around.contains(&"form".to_owned()) {
                say("a form within a form".to_owned());
            }
        }
        ids(&tags).into_iter().for_each(&mut say);
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// What the content security policy would not let through.
fn refused_by_policy(tag: &Tag) -> Option<&'static str> {
    let inline = tag.attributes.iter().any(|(name, _)| name == "style" || name.starts_with("on"));
    if inline || tag.name == "style" {
        return Some("holds inline style or script");
    }
    (tag.name == "script" && tag.get("src").is_none()).then_some("is an inline script")
}

/// Ids that stand twice, and references that lead nowhere.
fn ids(tags: &[Tag]) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut known = BTreeSet::new();
    for id in with(tags, "id") {
        if !known.insert(id) {
            wrong.push(format!("id {id} stands twice"));
        }
    }
    let mut wanted: Vec<&str> = with(tags, "for");
    wanted.extend(with(tags, "list"));
    wanted.extend(with(tags, "href").into_iter().filter_map(|href| href.strip_prefix('#')));
    for attribute in ["aria-describedby", "aria-labelledby"] {
        wanted.extend(with(tags, attribute).into_iter().flat_map(str::split_whitespace));
    }
    wrong.extend(wanted.into_iter().filter(|id| !known.contains(id)).map(|id| format!("nothing has the id {id}")));
    wrong
}

#[test]
fn every_form_that_posts_has_a_key_of_its_own() {
    for page in all() {
        let mut keys = BTreeSet::new();
        let mut rest = page.html.as_str();
        while let Some((_, after)) = rest.split_once("<form ") {
            let (form, behind) = after.split_once("</form>").expect("a form is closed");
            rest = behind;
            let language = form.contains("action=\"/language/");
            if !form.contains("method=\"post\"") || language {
                continue;
            }
            let key = form.split_once("name=\"key\" value=\"").and_then(|(_, value)| value.split_once('"'));
            let Some((key, _)) = key else { panic!("{}: a form without a key: {form}", page.name) };
            assert!(key.len() > 36 && key.len() <= 80, "{}: {key}", page.name);
            let again = !keys.insert(key.to_owned());
            assert!(!again || key.ends_with(".sign-out"), "{}: {key} stands twice", page.name);
        }
    }
}

#[test]
fn every_control_has_a_label_and_every_file_is_there() {
    for page in all() {
        let (tags, _) = read(&page.html);
        let labels: BTreeSet<&str> = with(&tags, "for").into_iter().collect();
        for tag in tags.iter().filter(|tag| ["input", "select", "textarea"].contains(&tag.name.as_str())) {
            let named = tag.get("id").is_some_and(|id| labels.contains(id)) || tag.around.contains(&"label".to_owned());
            let hidden = tag.get("type") == Some("hidden") || tag.get("hidden").is_some();
            assert!(named || hidden, "{}: {tag:?}", page.name);
        }
        for address in files_of(&tags) {
            let path = address.strip_prefix(&format!("/assets/{}/", assets::digest()));
            let path = path.unwrap_or_else(|| panic!("{}: {address} is none of our files", page.name));
            assert!(assets::find(path).is_some(), "{}: {path} is not embedded", page.name);
        }
    }
}

/// The files that a page loads.
fn files_of(tags: &[Tag]) -> BTreeSet<String> {
    tags.iter()
        .filter(|tag| ["link", "script", "use", "img"].contains(&tag.name.as_str()))
        .filter_map(|tag| tag.get("href").or_else(|| tag.get("src")))
        .map(|address| address.split('#').next().unwrap_or_default().to_owned())
        // A photographed slip is read from the database.
        .filter(|address| !address.is_empty() && !address.starts_with("/dialogues/"))
        .collect()
}

#[test]
fn what_somebody_typed_is_never_markup() {
    let hostile = "<b onclick=x>\"&'</b>";
    let mut form = web::look::FormState::posted([("login", hostile), ("code", hostile)]);
    form.refuse(Lang::Vi, "not-a-date", Some("code"), &[("typed", hostile.to_owned())]);
    let view = web::look::sign_in::Reset { shell: web::look::Shell::default(), form, least: 12 };
    let page = askama::Template::render(&view).expect("a page is rendered");
    assert!(!page.contains("<b onclick") && page.contains("&#60;b onclick"), "{page}");
}

#[test]
fn a_page_of_the_staff_is_light() {
    for page in all() {
        let (tags, _) = read(&page.html);
        let mut bytes = brotli(page.html.as_bytes());
        for address in files_of(&tags) {
            let asset = assets::find(address.splitn(4, '/').nth(3).unwrap_or_default()).expect("a file of ours");
            bytes += asset.brotli().map_or(0, <[u8]>::len);
        }
        assert!(bytes <= MOST_BYTES, "{}: {bytes} bytes", page.name);
    }
}

/// What a public page may weigh, compressed and without fonts.
const MOST_PUBLIC_BYTES: usize = 50 * 1024;

#[test]
fn a_public_page_is_light_and_needs_no_script() {
    let mut seen = 0;
    for page in all().iter().filter(|page| page.html.contains("ln-public")) {
        let (tags, _) = read(&page.html);
        assert!(!tags.iter().any(|tag| tag.name == "script"), "{}: a script", page.name);
        let mut bytes = brotli(page.html.as_bytes());
        for address in files_of(&tags) {
            let asset = assets::find(address.splitn(4, '/').nth(3).unwrap_or_default()).expect("a file of ours");
            bytes += asset.brotli().map_or(0, <[u8]>::len);
        }
        assert!(bytes <= MOST_PUBLIC_BYTES, "{}: {bytes} bytes", page.name);
        seen += 1;
    }
    assert!(seen >= 10, "{seen} public pages");
}

fn brotli(text: &[u8]) -> usize {
    let mut out = Vec::new();
    let mut writer = ::brotli::CompressorWriter::new(&mut out, 4096, 5, 22);
    writer.write_all(text).and_then(|()| writer.flush()).expect("memory takes everything");
    drop(writer);
    out.len()
}

#[test]
fn what_is_packed_unpacks_to_the_same() {
    for asset in assets::all() {
        let Some(packed) = asset.brotli() else { continue };
        let mut out = Vec::new();
        ::brotli::BrotliDecompress(&mut &packed[..], &mut out).expect("what we packed can be unpacked");
        assert!(out == asset.bytes(), "{}", asset.path);
    }
}

#[test]
fn pages_are_written_to_be_looked_at() {
    let folder = here().join("../../target/pages");
    std::fs::create_dir_all(&folder).expect("the folder of builds can be written");
    for page in all() {
        let path = folder.join(format!("{}-{}.html", page.name, page.lang));
        std::fs::write(path, page.html).expect("the folder of builds can be written");
    }
    for asset in assets::all() {
        let path = folder.join("assets").join(assets::digest()).join(asset.path);
        std::fs::create_dir_all(path.parent().expect("a file has a folder")).expect("a folder can be made");
        std::fs::write(path, asset.bytes()).expect("the folder of builds can be written");
    }
}

#[test]
fn the_page_of_a_failure_says_its_reference_in_both_languages() {
    let asked = |lang: Lang| {
        let cookie = format!("langnghe-lang={lang}");
        Asked { cookie: Some(HeaderValue::from_str(&cookie).expect("a cookie")) }
    };
    for lang in Lang::ALL {
        for fault in Fault::ALL {
            let page = fault_page(fault, &asked(lang), "7K3M-9QX2-0ABD").replace("&#39;", "'");
            assert!(page.contains(&lang.fault(fault.code()).what), "{fault:?} in {lang}");
            assert!(!page.contains('⟦'), "{fault:?} in {lang}");
            let told = page.contains("7K3M-9QX2-0ABD") && page.contains(&lang.t("fault-reference"));
            assert_eq!(told, fault.status().is_server_error(), "{fault:?} in {lang}: what is not ours is in no log");
        }
    }
}

#[test]
fn the_summary_of_errors_stands_before_the_heading() {
    let mut seen = 0;
    for page in all() {
        let Some(at) = page.html.find("govuk-error-summary\"") else { continue };
        let heading = page.html.find("<h1").expect("a heading");
        assert!(at < heading, "{}-{}", page.name, page.lang);
        seen += 1;
    }
    assert!(seen > 20, "{seen} pages with errors");
}

#[test]
fn what_is_chosen_from_a_list_is_said_to_be_chosen() {
    let (mut chosen, mut typed) = (BTreeSet::new(), BTreeSet::new());
    for page in all() {
        let (tags, _) = read(&page.html);
        let fields = tags.iter().filter(|tag| tag.name == "input" && tag.get("type").is_none_or(|kind| kind == "text"));
        typed.extend(fields.filter_map(|tag| tag.get("name")).map(str::to_owned));
        let lists = tags.iter().filter(|tag| tag.name == "select" || tag.get("type") == Some("radio"));
        chosen.extend(lists.filter_map(|tag| tag.get("name")).map(str::to_owned));
    }
    // A line of a plan has the number of the line in its name; what is typed elsewhere is told as typed.
    chosen.retain(|name| !name.contains('-') && !typed.contains(name));
    let known: BTreeSet<String> = CHOSEN.iter().map(|name| (*name).to_owned()).collect();
    assert_eq!(known, chosen, "CHOSEN of lang.rs says which fields are chosen");
    let told = Lang::Vi.told("missing", Some("audience"), &[]);
    assert!(told.what.contains("chưa chọn"), "{told}");
    assert!(Lang::Vi.told("missing", Some("title"), &[]).what.contains("chưa ghi"));
}

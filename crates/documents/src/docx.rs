//! The Word file: its XML in a zip, written by ourselves (decision 0021). The same paper gives the same bytes.

mod body;
mod styles;
mod zip;

use std::fmt::Write as _;

use crate::pages::{List, Pages};
use crate::profile::{Measure, Word};
use crate::typed::escape;

const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
const R: &str = "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const KINDS: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// Numbers of relations that the body names.
const NUMBERED_HEADER: &str = "rId4";
const EMPTY_HEADER: &str = "rId5";

/// Lists of a section, in the order of their numbers.
const LISTS: [List; 3] = [List::Roman, List::Arabic, List::Dash];

/// The paper as a Word file (`.docx`): styles, numbering, repeated heads of tables, the page number from page 2 on. Its
/// properties hold kind and number, and nobody's name; it carries no time of its own.
pub fn docx(pages: &Pages) -> Vec<u8> {
    let parts = [
        ("[Content_Types].xml", content_types()),
        (
            "_rels/.rels",
            relations(&[("officeDocument", "word/document.xml"), ("extended-properties", "docProps/app.xml")], true),
        ),
        ("docProps/app.xml", app()),
        ("docProps/core.xml", core(pages)),
        ("word/_rels/document.xml.rels", document_relations()),
        ("word/document.xml", body::document(pages)),
        ("word/header1.xml", header(true, pages)),
        ("word/header2.xml", header(false, pages)),
        ("word/numbering.xml", numbering(pages)),
        ("word/settings.xml", settings()),
        ("word/styles.xml", styles::styles(&pages.profile)),
    ];
    zip::zip(parts.iter().map(|(name, text)| (*name, text.as_bytes())))
}

/// The number of a list in a section.
pub(crate) fn list_number(section: usize, list: List) -> usize {
    let place = LISTS.iter().position(|one| *one == list).unwrap_or_default();
    section * LISTS.len() + place + 1
}

fn content_types() -> String {
    let mut out = format!("{XML}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">");
    out.push_str(
        "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>",
    );
    out.push_str("<Default Extension=\"xml\" ContentType=\"application/xml\"/>");
    for (part, kind) in [
        ("/word/document.xml", "document.main"),
        ("/word/header1.xml", "header"),
        ("/word/header2.xml", "header"),
        ("/word/numbering.xml", "numbering"),
        ("/word/settings.xml", "settings"),
        ("/word/styles.xml", "styles"),
    ] {
        let _ = write!(out, "<Override PartName=\"{part}\" ContentType=\"{KINDS}.{kind}+xml\"/>");
    }
    out.push_str("<Override PartName=\"/docProps/app.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.extended-properties+xml\"/>");
    out.push_str("<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>");
    out.push_str("</Types>");
    out
}

fn relations(parts: &[(&str, &str)], with_core: bool) -> String {
    let mut out = format!("{XML}<Relationships xmlns=\"{RELATIONS}\">");
    for (index, (kind, target)) in parts.iter().enumerate() {
        let _ = write!(out, "<Relationship Id=\"rId{}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>", index + 1);
    }
    if with_core {
        let kind = format!("{RELATIONS}/metadata/core-properties");
        let _ = write!(out, "<Relationship Id=\"rId9\" Type=\"{kind}\" Target=\"docProps/core.xml\"/>");
    }
    out.push_str("</Relationships>");
    out
}

fn document_relations() -> String {
    let parts = [
        ("styles", "styles.xml"),
        ("numbering", "numbering.xml"),
        ("settings", "settings.xml"),
        ("header", "header1.xml"),
        ("header", "header2.xml"),
    ];
    relations(&parts, false)
}

fn app() -> String {
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties";
    format!("{XML}<Properties xmlns=\"{kind}\"><Application>langnghe</Application></Properties>")
}

fn core(pages: &Pages) -> String {
    let core = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
    let mut out =
        format!("{XML}<cp:coreProperties xmlns:cp=\"{core}\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>");
    escape(pages.title.as_str(), &mut out);
    out.push_str("</dc:title><dc:language>vi-VN</dc:language></cp:coreProperties>");
    out
}

/// The head of a page: its number, or nothing on the first.
fn header(numbered: bool, pages: &Pages) -> String {
    let field = if numbered {
        "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> PAGE </w:instrText></w:r>\
         <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>2</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
    } else {
        ""
    };
    let mut mark = String::new();
    if !pages.mark.is_empty() {
        mark.push_str("<w:p><w:pPr><w:pStyle w:val=\"Header\"/></w:pPr><w:r><w:t>");
        escape(pages.mark.as_str(), &mut mark);
        mark.push_str("</w:t></w:r></w:p>");
    }
    format!("{XML}<w:hdr {W}><w:p><w:pPr><w:pStyle w:val=\"Header\"/></w:pPr>{field}</w:p>{mark}</w:hdr>")
}

fn settings() -> String {
    format!(
        "{XML}<w:settings {W}><w:removePersonalInformation/><w:defaultTabStop w:val=\"567\"/>\
         <w:characterSpacingControl w:val=\"doNotCompress\"/><w:compat><w:compatSetting w:name=\"compatibilityMode\" \
         w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>\
         <w:themeFontLang w:val=\"vi-VN\"/></w:settings>"
    )
}

/// The lists, and one instance of each for every section, so that an annex counts from the beginning.
fn numbering(pages: &Pages) -> String {
    let first_line = crate::pages::twips(pages.profile.number(Measure::FirstLine));
    let mut roman = String::from("%1");
    escape(pages.profile.word(Word::RomanEnd), &mut roman);
    let levels: [&[(&str, &str)]; 3] = [
        &[("upperRoman", &roman), ("decimal", "%2.")],
        &[("decimal", "%1."), ("decimal", "%1.%2.")],
        &[("bullet", "-")],
    ];
    let mut out = format!("{XML}<w:numbering {W}>");
    for (index, levels) in levels.iter().enumerate() {
        let kind = if levels.len() > 1 { "multilevel" } else { "singleLevel" };
        let _ = write!(out, "<w:abstractNum w:abstractNumId=\"{index}\"><w:multiLevelType w:val=\"{kind}\"/>");
        for (level, (format, text)) in levels.iter().enumerate() {
            let _ = write!(
                out,
                "<w:lvl w:ilvl=\"{level}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:suff w:val=\"space\"/>\
                 <w:lvlText w:val=\"{text}\"/><w:lvlJc w:val=\"left\"/>\
                 <w:pPr><w:ind w:left=\"0\" w:firstLine=\"{first_line}\"/></w:pPr></w:lvl>"
            );
        }
        out.push_str("</w:abstractNum>");
    }
    for section in 0..pages.sections.len() {
        for (index, list) in LISTS.iter().enumerate() {
            let number = list_number(section, *list);
            let _ = write!(out, "<w:num w:numId=\"{number}\"><w:abstractNumId w:val=\"{index}\"/>");
            for level in 0..levels[index].len() {
                let _ = write!(out, "<w:lvlOverride w:ilvl=\"{level}\"><w:startOverride w:val=\"1\"/></w:lvlOverride>");
            }
            out.push_str("</w:num>");
        }
    }
    out.push_str("</w:numbering>");
    out
}

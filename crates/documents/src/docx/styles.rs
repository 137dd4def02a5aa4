//! The styles of a Word file: one for each part of a paper, so that whoever edits it changes a style and not a hundred lines.

use std::fmt::Write as _;

use super::{W, XML};
use crate::pages::twips;
use crate::profile::{Face, Measure, Part, Profile};

/// The font that decree 30 names.
const FONT: &str = "Times New Roman";

/// Room at either side of a cell of a table with lines, in twips.
pub(super) const TABLE_MARGIN: u32 = 80;

/// Id and name of a part's style: those that Word knows, where it knows one.
pub(super) fn style(part: Part) -> (&'static str, &'static str) {
    match part {
        Part::TypeName => ("Title", "Title"),
        Part::Abstract => ("Subtitle", "Subtitle"),
        Part::Body => ("BodyText", "Body Text"),
        Part::Heading => ("Heading1", "heading 1"),
        Part::SubHeading => ("Heading2", "heading 2"),
        Part::Signer => ("Signature", "Signature"),
        Part::PageNumber => ("Header", "header"),
        Part::NationalTitle => ("PaperNationalTitle", "Paper National Title"),
        Part::Motto => ("PaperMotto", "Paper Motto"),
        Part::Superior => ("PaperSuperior", "Paper Superior"),
        Part::Issuer => ("PaperIssuer", "Paper Issuer"),
        Part::Divider => ("PaperDivider", "Paper Divider"),
        Part::Number => ("PaperNumber", "Paper Number"),
        Part::PlaceDate => ("PaperPlaceDate", "Paper Place and Date"),
        Part::AbstractEnd => ("PaperAbstractEnd", "Paper Abstract End"),
        Part::Reference => ("PaperReference", "Paper Reference"),
        Part::Authority => ("PaperAuthority", "Paper Authority"),
        Part::Post => ("PaperPost", "Paper Post"),
        Part::RecipientsLabel => ("PaperRecipientsLabel", "Paper Recipients Label"),
        Part::Recipient => ("PaperRecipient", "Paper Recipient"),
        Part::AnnexLabel => ("PaperAnnexLabel", "Paper Annex Label"),
        Part::AnnexTitle => ("PaperAnnexTitle", "Paper Annex Title"),
        Part::TableHead => ("PaperTableHead", "Paper Table Head"),
        Part::TableCell => ("PaperTableCell", "Paper Table Cell"),
    }
}

pub(super) fn styles(profile: &Profile) -> String {
    let size = profile.face(Part::Body).size * 2;
    let mut out = format!(
        "{XML}<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr>\
         <w:rFonts w:ascii=\"{FONT}\" w:hAnsi=\"{FONT}\" w:eastAsia=\"{FONT}\" w:cs=\"{FONT}\"/>\
         <w:color w:val=\"000000\"/><w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/>\
         <w:lang w:val=\"vi-VN\" w:eastAsia=\"vi-VN\" w:bidi=\"vi-VN\"/></w:rPr></w:rPrDefault>\
         <w:pPrDefault><w:pPr><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/></w:pPr>\
         </w:pPrDefault></w:docDefaults>\
         <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/></w:style>"
    );
    for part in Part::ALL {
        paragraph(*part, profile, &mut out);
    }
    out.push_str(
        "<w:style w:type=\"paragraph\" w:customStyle=\"1\" w:styleId=\"PaperRule\"><w:name w:val=\"Paper Rule\"/>\
         <w:basedOn w:val=\"Normal\"/><w:pPr><w:spacing w:before=\"70\" w:after=\"0\" w:line=\"40\" w:lineRule=\"exact\"/>\
         </w:pPr><w:rPr><w:sz w:val=\"2\"/><w:szCs w:val=\"2\"/></w:rPr></w:style>",
    );
    table("TableNormal", "Normal Table", "", 0, "w:default=\"1\"", &mut out);
    let line = |side: &str| format!("<w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>");
    let lines: String = ["top", "left", "bottom", "right", "insideH", "insideV"].into_iter().map(line).collect();
    let borders = format!("<w:tblBorders>{lines}</w:tblBorders>");
    table("PaperTable", "Paper Table", &borders, TABLE_MARGIN, "w:customStyle=\"1\"", &mut out);
    table("PaperFrame", "Paper Frame", "", 0, "w:customStyle=\"1\"", &mut out);
    out.push_str("</w:styles>");
    out
}

fn table(id: &str, name: &str, borders: &str, margin: u32, kind: &str, out: &mut String) {
    let based = if id == "TableNormal" { "" } else { "<w:basedOn w:val=\"TableNormal\"/>" };
    let _ = write!(
        out,
        "<w:style w:type=\"table\" {kind} w:styleId=\"{id}\"><w:name w:val=\"{name}\"/>{based}<w:tblPr>{borders}<w:tblCellMar>\
         <w:top w:w=\"0\" w:type=\"dxa\"/><w:left w:w=\"{margin}\" w:type=\"dxa\"/><w:bottom w:w=\"0\" w:type=\"dxa\"/>\
         <w:right w:w=\"{margin}\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>"
    );
}

fn paragraph(part: Part, profile: &Profile, out: &mut String) {
    let (id, name) = style(part);
    let custom = if id.starts_with("Paper") { " w:customStyle=\"1\"" } else { "" };
    let _ = write!(
        out,
        "<w:style w:type=\"paragraph\"{custom} w:styleId=\"{id}\"><w:name w:val=\"{name}\"/><w:basedOn w:val=\"Normal\"/>"
    );
    if matches!(part, Part::Heading | Part::SubHeading) {
        out.push_str("<w:next w:val=\"BodyText\"/>");
    }
    out.push_str("<w:qFormat/><w:pPr>");
    if matches!(part, Part::Heading | Part::SubHeading) {
        out.push_str("<w:keepNext/>");
    }
    out.push_str("<w:widowControl/>");
    out.push_str(&spacing(part, profile));
    let first_line = twips(profile.number(Measure::FirstLine));
    let align = match part {
        Part::Body | Part::Heading | Part::SubHeading => {
            let _ = write!(out, "<w:ind w:firstLine=\"{first_line}\"/>");
            "both"
        }
        Part::RecipientsLabel | Part::Recipient | Part::TableCell => "left",
        _ => "center",
    };
    let _ = write!(out, "<w:jc w:val=\"{align}\"/>");
    match part {
        Part::Heading | Part::AnnexTitle => out.push_str("<w:outlineLvl w:val=\"0\"/>"),
        Part::SubHeading => out.push_str("<w:outlineLvl w:val=\"1\"/>"),
        _ => {}
    }
    out.push_str("</w:pPr>");
    letters(profile.face(part), out);
    out.push_str("</w:style>");
}

fn letters(face: &Face, out: &mut String) {
    out.push_str("<w:rPr>");
    if face.bold {
        out.push_str("<w:b/><w:bCs/>");
    }
    if face.italic {
        out.push_str("<w:i/><w:iCs/>");
    }
    let size = face.size * 2;
    let _ = write!(out, "<w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/>");
    if face.underline {
        out.push_str("<w:u w:val=\"single\"/>");
    }
    out.push_str("</w:rPr>");
}

/// The room around and between the lines of a part, in twips.
fn spacing(part: Part, profile: &Profile) -> String {
    let gap = profile.number(Measure::ParagraphGap) * 20;
    let (before, after) = match part {
        Part::Body | Part::Heading | Part::SubHeading => (0, gap),
        Part::TypeName => (320, 0),
        Part::AbstractEnd => (0, 240),
        Part::PlaceDate => (100, 0),
        Part::Number => (100, 120),
        Part::Reference | Part::AnnexTitle => (0, 120),
        Part::Signer => (twips(profile.number(Measure::SignatureSpace)), 0),
        Part::TableHead | Part::TableCell => (20, 20),
        _ => (0, 0),
    };
    let line = match part {
        Part::Body | Part::Heading | Part::SubHeading => line_distance(profile),
        _ => " w:line=\"240\" w:lineRule=\"auto\"".to_owned(),
    };
    format!("<w:spacing w:before=\"{before}\" w:after=\"{after}\"{line}/>")
}

fn line_distance(profile: &Profile) -> String {
    match profile.number(Measure::LineExact) {
        0 => {
            let line = 240 * profile.number(Measure::LinePercent) / 100;
            format!(" w:line=\"{line}\" w:lineRule=\"auto\"")
        }
        points => format!(" w:line=\"{}\" w:lineRule=\"exact\"", points * 20),
    }
}

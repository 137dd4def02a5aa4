//! The preview: a fragment of HTML with our classes, without any style of its own.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::pages::{Align, Grid, GridCell, GridKind, Item, Line, Pages, Section, Slot};
use crate::profile::Part;
use crate::typed::escape;

/// Every class that a preview may have; `paper-nd30` and its like come from the names of the profiles.
pub const CLASSES: &[&str] = &[
    "paper",
    "paper-page",
    "paper-mark",
    "paper-landscape",
    "paper-head",
    "paper-head-row",
    "paper-head-issuer",
    "paper-head-title",
    "paper-head-number",
    "paper-head-place",
    "paper-closing",
    "paper-closing-row",
    "paper-recipients",
    "paper-signature",
    "paper-table",
    "paper-col-number",
    "paper-col-short",
    "paper-col-medium",
    "paper-col-wide",
    "paper-scroll",
    "paper-rule",
    "paper-label",
    "paper-blank",
    "paper-bold",
    "paper-italic",
    "paper-center",
    "paper-left",
    "paper-both",
    "paper-national-title",
    "paper-motto",
    "paper-superior",
    "paper-issuer",
    "paper-divider",
    "paper-number",
    "paper-place-date",
    "paper-type-name",
    "paper-abstract",
    "paper-abstract-end",
    "paper-reference",
    "paper-body",
    "paper-heading",
    "paper-sub-heading",
    "paper-authority",
    "paper-post",
    "paper-signer",
    "paper-recipients-label",
    "paper-recipient",
    "paper-annex-label",
    "paper-annex-title",
    "paper-table-head",
    "paper-table-cell",
];

impl Part {
    /// Its class in the preview.
    pub fn class(self) -> &'static str {
        match self {
            Self::NationalTitle => "paper-national-title",
            Self::Motto => "paper-motto",
            Self::Superior => "paper-superior",
            Self::Issuer => "paper-issuer",
            Self::Divider => "paper-divider",
            Self::Number => "paper-number",
            Self::PlaceDate => "paper-place-date",
            Self::TypeName => "paper-type-name",
            Self::Abstract => "paper-abstract",
            Self::AbstractEnd => "paper-abstract-end",
            Self::Reference => "paper-reference",
            Self::Body => "paper-body",
            Self::Heading => "paper-heading",
            Self::SubHeading => "paper-sub-heading",
            Self::Authority => "paper-authority",
            Self::Post => "paper-post",
            Self::Signer => "paper-signer",
            Self::RecipientsLabel => "paper-recipients-label",
            Self::Recipient => "paper-recipient",
            Self::AnnexLabel => "paper-annex-label",
            Self::AnnexTitle => "paper-annex-title",
            Self::TableHead => "paper-table-head",
            Self::TableCell => "paper-table-cell",
            Self::PageNumber => "paper-page-number",
        }
    }

    /// The element it is in the preview: headings begin below that of the page around it.
    fn element(self) -> &'static str {
        match self {
            Self::TypeName => "h2",
            Self::Heading | Self::AnnexTitle => "h3",
            Self::SubHeading => "h4",
            _ => "p",
        }
    }
}

/// The paper as a fragment for a page: `<article class="paper …">`. Everything typed is escaped.
pub fn html(pages: &Pages) -> String {
    let mut out = String::with_capacity(16 * 1024);
    out.push_str("<article class=\"paper paper-");
    escape(&pages.profile.id, &mut out);
    out.push_str("\" lang=\"vi\">\n");
    if !pages.mark.is_empty() {
        out.push_str("<p class=\"paper-mark\">");
        escape(pages.mark.as_str(), &mut out);
        out.push_str("</p>\n");
    }
    for section in &pages.sections {
        write_section(section, &mut out);
    }
    out.push_str("</article>\n");
    out
}

/// The classes that stand in a fragment, for a test of the style sheet.
pub fn classes(fragment: &str) -> BTreeSet<&str> {
    fragment
        .split("class=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .flat_map(str::split_whitespace)
        .collect()
}

fn write_section(section: &Section, out: &mut String) {
    let landscape = if section.landscape { " paper-landscape" } else { "" };
    let _ = writeln!(out, "<section class=\"paper-page{landscape}\">");
    for item in &section.items {
        match item {
            Item::Line(line) => write_line(line, out),
            Item::Grid(grid) if grid.kind == GridKind::Table => write_table(grid, out),
            Item::Grid(grid) => write_frame(grid, out),
        }
    }
    out.push_str("</section>\n");
}

/// Head and closing are no tables to who hears them: boxes in order.
fn write_frame(grid: &Grid, out: &mut String) {
    let name = if grid.kind == GridKind::Head { "paper-head" } else { "paper-closing" };
    let _ = writeln!(out, "<div class=\"{name}\">");
    for row in &grid.rows {
        let _ = writeln!(out, "<div class=\"{name}-row\">");
        for slot in &row.slots {
            if let Slot::Begins(cell) = slot {
                let _ = writeln!(out, "<div class=\"{}\">", cell.class);
                cell.lines.iter().for_each(|line| write_line(line, out));
                out.push_str("</div>\n");
            }
        }
        out.push_str("</div>\n");
    }
    out.push_str("</div>\n");
}

fn write_table(grid: &Grid, out: &mut String) {
    out.push_str("<div class=\"paper-scroll\" tabindex=\"0\"><table class=\"paper-table\">\n<colgroup>");
    for class in &grid.classes {
        let _ = write!(out, "<col class=\"{class}\">");
    }
    out.push_str("</colgroup>\n");
    for (index, row) in grid.rows.iter().enumerate() {
        if index == 0 && grid.head > 0 {
            out.push_str("<thead>\n");
        } else if index == grid.head {
            out.push_str("<tbody>\n");
        }
        out.push_str("<tr>");
        for slot in &row.slots {
            if let Slot::Begins(cell) = slot {
                write_cell(cell, index < grid.head, out);
            }
        }
        out.push_str("</tr>\n");
        if index + 1 == grid.head {
            out.push_str("</thead>\n");
        }
    }
    if grid.rows.len() > grid.head {
        out.push_str("</tbody>\n");
    }
    out.push_str("</table></div>\n");
}

fn write_cell(cell: &GridCell, head: bool, out: &mut String) {
    let element = if head { "th" } else { "td" };
    out.push('<');
    out.push_str(element);
    if head {
        out.push_str(if cell.across > 1 { " scope=\"colgroup\"" } else { " scope=\"col\"" });
    }
    if cell.across > 1 {
        let _ = write!(out, " colspan=\"{}\"", cell.across);
    }
    if cell.down > 1 {
        let _ = write!(out, " rowspan=\"{}\"", cell.down);
    }
    out.push('>');
    cell.lines.iter().for_each(|line| write_line(line, out));
    let _ = write!(out, "</{element}>");
}

fn write_line(line: &Line, out: &mut String) {
    if line.rule.is_some() {
        out.push_str("<div class=\"paper-rule\" aria-hidden=\"true\"></div>\n");
        return;
    }
    let align = match line.align {
        Align::Left => "paper-left",
        Align::Center => "paper-center",
        Align::Both => "paper-both",
    };
    let bold = if line.bold { " paper-bold" } else { "" };
    let element = line.part.element();
    let _ = write!(out, "<{element} class=\"{} {align}{bold}\">", line.part.class());
    if let Some(label) = &line.label {
        out.push_str("<span class=\"paper-label\">");
        escape(&label.text, out);
        out.push_str("</span> ");
    }
    for piece in &line.runs {
        let open = match (piece.blank, piece.bold, piece.italic) {
            (Some(number), ..) => format!("<span class=\"paper-blank\" data-blank=\"{number}\">"),
            (None, true, _) => "<span class=\"paper-bold\">".to_owned(),
            (None, _, true) => "<span class=\"paper-italic\">".to_owned(),
            _ => String::new(),
        };
        out.push_str(&open);
        for (index, words) in piece.words.as_str().split('\n').enumerate() {
            if index > 0 {
                out.push_str("<br>");
            }
            escape(words, out);
        }
        if !open.is_empty() {
            out.push_str("</span>");
        }
    }
    let _ = writeln!(out, "</{element}>");
}

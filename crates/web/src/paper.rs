//! Papers on the site: from a body and a day to the frame of a paper, and from a paper to its preview and its Word file.
//!
//! Whoever makes a paper asks for the [`Issuer`] of its day, fills what it knows into the plain data of `documents`
//! (`notice::Notice`, `minutes::Minutes`, …) with [`Issuer::frame`], and answers with [`sheet`] on the page and with [`word`] on
//! the route of the file:
//!
//! ```text
//! let issuer = paper::issuer(&mut read, organisation, day).await?;
//! let frame = issuer.frame(Issued::Draft(day), about);                  // number, signatures, recipients are still empty
//! let frame = Paper { signatures: vec![issuer.signature("chairman", Some(&name))], recipients, ..frame };
//! let document = notice(&Notice { paper: frame, … }).map_err(paper::failed)?;
//! paper::sheet(Sheet { shell, title, crumbs, word: href, ..Sheet::default() }, &document)
//! paper::word(&shell, &document, "thong-bao ket luan")                  // thong-bao-ket-luan.docx
//! ```
//!
//! No name of a citizen has a way into a kept paper: a turn prints a numbered blank. [`sheet_with_names`] writes names into the
//! blanks of one print; it may only answer the act that opened them and wrote that down.

use std::collections::BTreeMap;

use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use documents::issuer::{self, Body, Head};
use documents::model::{Document, Issued, Signature};
use documents::pages::Pages;
use documents::paper::Paper;
use documents::profile::Profile;
use documents::typed::Text;
use domain::day::Day;
use store::Reader;
use store::paper::{IssuerRow, issuer_on, superior_on};

use crate::look::Simulated;
use crate::look::paper::{LANG, Sheet};
use crate::look::shell::Shell;
use crate::page::{Halt, draw};
use crate::shell::{self, Fault};

/// What a Word file is.
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// A body as its papers of a day name it.
#[derive(Clone, Debug)]
pub(crate) struct Issuer {
    row: IssuerRow,
    head: Head,
}

/// A body as its papers of that day name it, with what stood above it on that day.
pub(crate) async fn issuer(read: &mut Reader<'_>, organisation: i64, on: Day) -> Result<Issuer, Halt> {
    let row = issuer_on(read, organisation, on).await?.ok_or(Fault::NotThere)?;
    let over = superior_on(read, organisation, issuer::line(&row.kind), on).await?;
    Ok(issuer_of(&row, over.as_ref()))
}

/// A body as a kept paper names it, with what stood above it.
pub(crate) fn issuer_of(row: &IssuerRow, over: Option<&IssuerRow>) -> Issuer {
    let head = issuer::head(body(row), over.map(body));
    Issuer { row: row.clone(), head }
}

/// By which channels it was raised what is kept under a dialogue that was none, in words; empty where it was one.
pub(crate) async fn channels(read: &mut Reader<'_>, dialogue: i64) -> Result<String, store::Error> {
    Ok(channels_said(&store::dialogue::channels(read, dialogue).await?))
}

/// Channels in words, as a kept paper names them.
pub(crate) fn channels_said(channels: &[String]) -> String {
    let words: Vec<String> = channels.iter().map(|channel| LANG.of("channel-said", channel)).collect();
    words.join("; ")
}

/// What a paper of a dialogue is about: the first sentence names a dialogue, the second the channels where it was none.
pub(crate) fn about((one, none): (&str, &str), channels: &str, title: &str) -> String {
    if channels.is_empty() {
        return LANG.ta(one, &[("dialogue", &documents::conference(title))]);
    }
    LANG.ta(none, &[("dialogue", &title), ("channels", &channels)])
}

fn body(row: &IssuerRow) -> Body<'_> {
    Body { kind: &row.kind, level: &row.level, name: &row.name, place: &row.place }
}

impl Issuer {
    /// The frame of a paper of the body: head, place, day, subject. The layout follows from the kind of body and the day.
    /// Number, signatures and recipients are for whoever knows them.
    pub(crate) fn frame(&self, day: Issued, about: String) -> Paper {
        Paper {
            issuer: self.head.issuer.clone(),
            number: None,
            sign: self.head.sign.clone(),
            place: self.head.place.clone(),
            day,
            about,
            signatures: Vec::new(),
            recipients: None,
        }
    }

    /// How the holder of a post signs a paper of the body; `post` is its word, such as `chairman`.
    pub(crate) fn signature(&self, post: &str, name: Option<&str>) -> Signature {
        issuer::signature(body(&self.row), post, name)
    }

    /// The body itself.
    pub(crate) fn row(&self) -> &IssuerRow {
        &self.row
    }
}

/// A paper that can't be made is a fault of ours: what people type wrong is refused before.
#[expect(clippy::needless_pass_by_value, reason = "it is called by `map_err`")]
pub(crate) fn failed(error: documents::Error) -> Halt {
    Halt::Answer(Box::new(shell::failed(&error)))
}

/// The paper laid out by the profile of who issues it on its day; one of invented data says so on each page.
fn laid_out(shell: &Shell, document: &Document) -> Result<Pages, Halt> {
    let profile = Profile::of(document.issuer.system, document.day.day()).map_err(failed)?;
    let pages = documents::compose(document, profile).map_err(failed)?;
    Ok(match shell.simulated {
        Simulated::No => pages,
        Simulated::All | Simulated::Partly => {
            pages.marked(Text::typed(&format!("{} {}", LANG.t("simulated"), LANG.t("simulated-all"))))
        }
    })
}

/// The page with the preview of a paper; what stands around it is in `around`.
pub(crate) fn sheet(around: Sheet, document: &Document) -> Result<Response, Halt> {
    let paper = documents::html(&laid_out(&around.shell, document)?);
    Ok(draw(&Sheet { paper, ..around }))
}

/// The same with names in the blanks, for one print: the answer to the act that opened them. No Word file is offered, and no
/// browser keeps it.
pub(crate) fn sheet_with_names(
    around: Sheet,
    document: &Document,
    names: &BTreeMap<u32, Text>,
) -> Result<Response, Halt> {
    let pages = laid_out(&around.shell, document)?.named(names);
    let page = Sheet { paper: documents::html(&pages), named: true, word: String::new(), ..around };
    Ok(([(CACHE_CONTROL, "no-store")], draw(&page)).into_response())
}

/// The paper as a Word file, called by some words that need not be a file name: marks go, what is no letter becomes a hyphen.
pub(crate) fn word(shell: &Shell, document: &Document, called: &str) -> Result<Response, Halt> {
    let bytes = documents::docx(&laid_out(shell, document)?);
    let disposition = format!("attachment; filename=\"{}.docx\"", file_name(called));
    Ok(([(CONTENT_TYPE, WORD.to_owned()), (CONTENT_DISPOSITION, disposition)], bytes).into_response())
}

/// Words as the name of a file that every system takes.
pub(crate) fn file_name(words: &str) -> String {
    let plain = domain::fold::fold(words);
    let parts: Vec<&str> = plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let mut name = parts.join("-");
    name.truncate(80);
    if name.is_empty() { "van-ban".to_owned() } else { name }
}

/// Where something was held, within a sentence: the hall and the village or commune.
pub(crate) fn place(hall: &str, place: &str) -> String {
    let (hall, place) = (documents::in_sentence(hall.trim()), documents::in_sentence(place));
    // A hall often has the name of its village.
    if hall.is_empty() {
        place
    } else if hall.to_lowercase().contains(&place.to_lowercase()) {
        hall
    } else {
        format!("{hall}, {place}")
    }
}

#[cfg(test)]
mod tests {
    use super::file_name;

    #[test]
    fn a_file_is_called_by_letters_that_every_system_takes() {
        assert_eq!(file_name("Biên bản buổi 2 - Đối thoại/thôn Gò Mây"), "bien-ban-buoi-2-doi-thoai-thon-go-may");
        assert_eq!(file_name("\"../\r\n"), "van-ban");
    }
}

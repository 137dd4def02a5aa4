//! The synthesis of a round as a paper of the body that gathers: by theme, those without one last.

use std::sync::Arc;

use axum::extract::{OriginalUri, Path, State};
use axum::response::Response;
use documents::gathering::{Gathering, Opinion, Theme, gathering as paper_of};
use documents::model::{Document, Issued};
use documents::typed::Text;
use domain::permission::Act;
use store::gathering::opinion::{self, OpinionRow};
use store::gathering::{self, RoundRow};
use store::grant::{Of, may};
use store::{Read, gathering as rounds};

use super::{href, title};
use crate::app::App;
use crate::look::paper::{LANG, Sheet};
use crate::look::{Link, Nav, Shell};
use crate::page::{Halt, frame, halt};
use crate::paper as papers;
use crate::session::{SignedIn, Visitor};
use crate::shell::Fault;

async fn tabled(app: &App, visitor: &Visitor, uri: &OriginalUri, id: i64) -> Result<(Shell, RoundRow, Document), Halt> {
    let shell = frame(app, visitor, uri, Nav::Dialogues);
    let mut read = app.office.store().reader().await?;
    may(&mut read, visitor.by, Act::GatheringRead, Of::Gathering(id)).await.map_err(halt(shell.clone()))?;
    let row = gathering::find(&mut read, id).await?.ok_or(Fault::NotThere)?;
    let today = read.today();
    let on = row.sent_on.unwrap_or(today);
    let issuer = papers::issuer(&mut read, row.gatherer.0, on).await?;
    let all = opinion::of_round(&mut read, id, today).await?;
    let standing: Vec<&OpinionRow> = all.iter().filter(|it| !it.struck).collect();
    let about =
        LANG.ta("gathering-paper-about", &[("title", &documents::conference(&title(&vietnamese(&shell), &row)))]);
    let day = if row.sent_on.is_some() { Issued::On(on) } else { Issued::Draft(on) };
    let mut frame = issuer.frame(day, about);
    frame.number = row.document.as_ref().map(|number| Text::typed(number));
    let head = domain::organisation::posts_of(&issuer.row().kind).first().copied().unwrap_or("head");
    frame.signatures = vec![issuer.signature(head, row.signer.as_deref())];
    let under = |theme: Option<i64>| {
        let mut opinions: Vec<Opinion> = standing.iter().filter(|it| it.theme == theme).map(|it| said(it)).collect();
        opinions.sort_by_key(|opinion| !opinion.pressing);
        opinions
    };
    let mut themes: Vec<Theme> = rounds::themes(&mut read, id)
        .await?
        .into_iter()
        .map(|it| Theme { name: it.title.unwrap_or_default(), loose: false, opinions: under(Some(it.id)) })
        .filter(|theme| !theme.opinions.is_empty())
        .collect();
    let loose = under(None);
    if !loose.is_empty() {
        themes.push(Theme { name: LANG.t("gathering-paper-loose"), loose: true, opinions: loose });
    }
    let survey = crate::survey::appended(&mut read, &vietnamese(&shell), id).await?;
    let document = paper_of(&Gathering { paper: frame, themes, survey });
    Ok((shell, row, document))
}

/// Papers are in Vietnamese whatever the reader chose.
fn vietnamese(shell: &Shell) -> Shell {
    Shell { lang: LANG, ..shell.clone() }
}

fn said(it: &OpinionRow) -> Opinion {
    let kind = if it.noted { LANG.t("field-noted") } else { LANG.of("kind", &it.kind) };
    Opinion {
        words: it.words.clone().unwrap_or_else(|| LANG.t("minutes-words-erased")),
        from: it.place.1.clone(),
        brought: it.brought.clone().unwrap_or_default(),
        people: it.people.map(|people| u32::try_from(people).unwrap_or(u32::MAX)),
        kind,
        pressing: it.pressing,
    }
}

/// `GET /gatherings/{id}/paper`.
pub(crate) async fn paper(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    let (shell, row, document) = tabled(&app, &visitor, &uri, id).await?;
    let around = Sheet {
        title: shell.t("gathering-paper"),
        crumbs: vec![Link::new("/gatherings", shell.t("gatherings-title")), Link::new(href(id), title(&shell, &row))],
        word: format!("/gatherings/{id}/word"),
        shell,
        ..Sheet::default()
    };
    papers::sheet(around, &document)
}

/// `GET /gatherings/{id}/word`.
pub(crate) async fn word(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    let (shell, row, document) = tabled(&app, &visitor, &uri, id).await?;
    let day = row.sent_on.or(row.opened_on).map(domain::day::Day::to_iso).unwrap_or_default();
    papers::word(&shell, &document, &format!("{} {day}", LANG.t("gathering-paper")))
}

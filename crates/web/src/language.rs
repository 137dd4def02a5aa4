//! The reader's language: a cookie they choose, else what the browser asks for.

use axum::extract::{Form, Path};
use axum::http::header::{LOCATION, SET_COOKIE};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::lang::Lang;
use crate::session::own_path;
use crate::shell::Fault;

const COOKIE: &str = "langnghe-lang";

/// The language of a request, from its cookies and `Accept-Language`.
pub(crate) fn chosen(cookies: Option<&str>, accept: Option<&str>) -> Lang {
    let own = cookies.unwrap_or_default().split(';').find_map(|pair| {
        let (name, value) = pair.trim().split_once('=')?;
        (name == COOKIE).then(|| Lang::parse(value)).flatten()
    });
    own.unwrap_or_else(|| Lang::accepted(accept.unwrap_or_default()))
}

/// The language of a request, by its headers.
pub(crate) fn of(headers: &header::HeaderMap) -> Lang {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    chosen(text(header::COOKIE), text(header::ACCEPT_LANGUAGE))
}

/// The cookie that remembers a choice for a year.
pub(crate) fn cookie(lang: Lang) -> String {
    format!("{COOKIE}={lang}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly")
}

/// Where to go back to.
#[derive(Deserialize)]
pub(crate) struct Back {
    #[serde(default)]
    back: String,
}

/// `POST /language/{code}`: remembers the choice for a year and goes back.
pub(crate) async fn choose(Path(code): Path<String>, Form(form): Form<Back>) -> Response {
    let Some(lang) = Lang::parse(&code) else {
        return Fault::NotThere.into_response();
    };
    (StatusCode::SEE_OTHER, [(SET_COOKIE, cookie(lang)), (LOCATION, own_path(&form.back).to_owned())]).into_response()
}

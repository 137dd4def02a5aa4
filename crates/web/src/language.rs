//! The reader's language: Vietnamese, or the one that they chose; whatever the browser asks for, which on many machines is what it
//! was delivered with.

use axum::extract::{Form, Path};
use axum::http::header::{LOCATION, SET_COOKIE};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::lang::Lang;
use crate::session::own_path;
use crate::shell::Fault;

const COOKIE: &str = "langnghe-lang";

/// The language of a request, from its cookies.
pub(crate) fn chosen(cookies: Option<&str>) -> Lang {
    let own = cookies.unwrap_or_default().split(';').find_map(|pair| {
        let (name, value) = pair.trim().split_once('=')?;
        (name == COOKIE).then(|| Lang::parse(value)).flatten()
    });
    own.unwrap_or_default()
}

/// The language of a request, by its headers.
pub(crate) fn of(headers: &header::HeaderMap) -> Lang {
    chosen(headers.get(header::COOKIE).and_then(|value| value.to_str().ok()))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_vietnamese_until_somebody_chooses_english() {
        let mut headers = header::HeaderMap::new();
        headers.insert(header::ACCEPT_LANGUAGE, header::HeaderValue::from_static("en-GB,en;q=0.9,vi;q=0.8"));
        assert_eq!(of(&headers), Lang::Vi);
        headers.insert(header::COOKIE, header::HeaderValue::from_static("langnghe=1; langnghe-lang=en"));
        assert_eq!(of(&headers), Lang::En);
        headers.insert(header::COOKIE, header::HeaderValue::from_static("langnghe-lang=xx"));
        assert_eq!(of(&headers), Lang::Vi);
    }
}

//! What people see of their own matter by code and PIN, without an account, and the slip that bears both. In [`matter`]: the
//! page of the matter.

mod matter;

use std::net::IpAddr;
use std::sync::Arc;

use acts::case::ReadIdentity;
use acts::follow::{AssessByCode, GiveCode, SUBMITTER, Typed, code_of, open as opened};
use axum::extract::{Form, OriginalUri, Path, State};
use axum::http::header::{HOST, HeaderMap, SET_COOKIE};
use axum::response::{IntoResponse, Response};
use domain::day::Day;
use domain::event::{Assessment, Channel};
use domain::permission::Act;
use domain::refusal::Refusal;
use store::grant::Of;
use store::{Stop, case, follow, letter, organisation, submission};

use crate::account::{AtDoor, outside, square};
use crate::app::App;
use crate::dialogue::choice;
use crate::lang::Lang;
use crate::language;
use crate::look::follow::{Ask, FollowSlip};
use crate::look::form::FormState;
use crate::look::shell::Notice;
use crate::look::{Nav, Shell};
use crate::page::{Halt, draw, frame, granted, halt, key_of, query, redraw, refuse};
use crate::session::SignedIn;

/// What a person can choose to say of a result, by the words under which it is kept. Silence is said by nobody.
const VALUES: [(&str, Assessment); 2] = [("agreed", Assessment::Agreed), ("not_agreed", Assessment::NotAgreed)];

/// `GET /follow`: the form; `code=` is taken from the square code of a slip.
pub(crate) async fn ask(State(app): State<Arc<App>>, headers: HeaderMap, uri: OriginalUri) -> Result<Response, Halt> {
    let form = match query(&uri, "code") {
        Some(code) if code.len() <= 40 => FormState::default().with("code", code),
        _ => FormState::default(),
    };
    Ok(draw(&Ask { shell: public(&app, &headers, &uri), form }))
}

/// `POST /follow`: the matter behind code and PIN. It is drawn at once: the page knows nobody, and keeps nothing.
pub(crate) async fn open(
    State(app): State<Arc<App>>,
    AtDoor(visit): AtDoor,
    headers: HeaderMap,
    uri: OriginalUri,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Halt> {
    let form = FormState::posted(pairs);
    let typed = typed(&form);
    let mut shell = public(&app, &headers, &uri);
    // The page of a matter stands at no address: its language is switched by asking for it again.
    let switched = Lang::parse(form.value("lang"));
    shell.lang = switched.unwrap_or(shell.lang);
    let page = match opened(&app.office, &app.secrets, &typed, &visit).await {
        Ok(found) => draw(&matter::page(&app, shell, (&found, &typed), FormState::default()).await?),
        Err(stop) => wrong(shell, form, stop)?,
    };
    Ok(match switched {
        Some(lang) => ([(SET_COOKIE, language::cookie(lang))], page).into_response(),
        None => page,
    })
}

/// `POST /follow/assess`: what the person says of the result.
pub(crate) async fn assess(
    State(app): State<Arc<App>>,
    AtDoor(visit): AtDoor,
    headers: HeaderMap,
    uri: OriginalUri,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Halt> {
    let mut form = FormState::posted(pairs);
    let key = key_of(&form)?.to_owned();
    let typed = typed(&form);
    let shell = public(&app, &headers, &uri);
    let found = match opened(&app.office, &app.secrets, &typed, &visit).await {
        Ok(found) => found,
        Err(stop) => return wrong(shell, form, stop),
    };
    let act = async {
        let case = matter::counting(&app, found.case).await?;
        let value = VALUES.into_iter().find(|(word, _)| *word == form.value("assessment")).map(|(_, value)| value);
        let act = AssessByCode {
            submission: found.submission,
            case,
            version: choice("version", &form)?.ok_or(Refusal::Unreadable { field: "version" })?,
            value: value.ok_or(Refusal::Missing { field: "assessment" })?,
            words: form.value("assess_words").to_owned(),
            no_denunciation: form.chosen("no_denunciation", "yes"),
        };
        let value = act.value;
        app.office.act(SUBMITTER, &format!("{}-{key}", found.submission), act).await?;
        Ok(value)
    };
    match act.await {
        Ok(value) => {
            let text = shell.of("follow-said", value.as_str());
            let shell = Shell { notice: Some(Notice { text, undo: None }), ..shell };
            Ok(draw(&matter::page(&app, shell, (&found, &typed), FormState::default()).await?))
        }
        Err(Stop::Refused(Refusal::NotThere)) => wrong(shell, form, Refusal::FollowWrong.into()),
        Err(Stop::Refused(refusal)) => {
            match refusal {
                // The person is told how to make one, in words of this page: nobody else is asked to come.
                Refusal::LooksLikeDenunciation { field } => {
                    form.refuse_called(shell.lang, &refusal, field, "follow_words");
                }
                Refusal::Missing { field: field @ "assessment" } => {
                    form.refuse_called(shell.lang, &refusal, field, "follow_value");
                }
                _ => refuse(&mut form, shell.lang, &refusal),
            }
            crate::case::renew(&mut form, &refusal);
            Ok(redraw(&refusal, &matter::page(&app, shell, (&found, &typed), form).await?))
        }
        Err(Stop::Failed(error)) => Err(error.into()),
    }
}

fn typed(form: &FormState) -> Typed {
    Typed { code: form.value("code").to_owned(), pin: form.value("pin").to_owned() }
}

/// The form again: whatever was wrong, and whatever is behind the code, it says the same.
fn wrong(shell: Shell, mut form: FormState, stop: Stop) -> Result<Response, Halt> {
    let refusal = match stop {
        Stop::Refused(refusal) => refusal,
        Stop::Failed(error) => return Err(error.into()),
    };
    let code = form.value("code").chars().take(40).collect::<String>();
    form.values.clear();
    let mut form = form.with("code", code);
    refuse(&mut form, shell.lang, &refusal);
    Ok(redraw(&refusal, &Ask { shell, form }))
}

/// The frame of a public page: it knows neither a reader nor a body.
fn public(app: &App, headers: &HeaderMap, uri: &OriginalUri) -> Shell {
    Shell { path: "/follow".to_owned(), ..outside(app, headers, uri) }
}

/// `POST /submissions/{id}/slip`: the slip with code and PIN. That it was given stands in the history of the case.
pub(crate) async fn slip(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    headers: HeaderMap,
    uri: OriginalUri,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Halt> {
    let form = FormState::posted(pairs);
    let key = key_of(&form)?.to_owned();
    let shell = frame(&app, &visitor, &uri, Nav::Cases);
    app.office.act(visitor.by, &key, GiveCode { submission: id }).await.map_err(halt(shell.clone()))?;
    let mut read = app.office.store().reader().await?;
    let found = follow::find(&mut read, id).await?.ok_or(crate::shell::Fault::NotThere)?;
    let row = case::find(&mut read, found.case).await?.ok_or(crate::shell::Fault::NotThere)?;
    let body = organisation::find(&mut read, found.origin).await?.map(|row| row.name).unwrap_or_default();
    let own = code_of(&app.secrets, id);
    let shell = Shell { path: format!("/cases/{}", found.case), ..shell };
    let address = match &app.public {
        Some(site) => format!("{site}/follow"),
        None => address(&headers, app.secure_cookies),
    };
    let (raised_on, due) = (found.raised_on.vn(), row.due_on.map(Day::vn).unwrap_or_default());
    let mut text = shell.ta("follow-slip-text", &[("body", &body), ("day", &raised_on)]);
    text = format!("{text}\n{}: {}\nPIN: {}", shell.t("follow-slip-code"), own.code, own.pin);
    let or_ask = shell.ta("follow-slip-ask", &[("body", &body)]);
    text = if address.is_empty() {
        format!("{text}\n{or_ask}")
    } else {
        format!("{text}\n{}: {address}", shell.t("slip-address"))
    };
    let square = if address.is_empty() { String::new() } else { square(&format!("{address}?code={}", own.code)) };
    let receipt = match letter::of_submission(&mut read, id).await? {
        Some(letter) => {
            // The name reaches paper only by an opening that is written down.
            let named = granted(&mut read, visitor.by, Act::CaseReadIdentity, Of::Submission(id)).await?;
            let sender = match named {
                Some(grant) => submission::sender(&mut read, &grant, id).await?,
                None => None,
            };
            drop(read);
            if sender.is_some() {
                let opened = ReadIdentity { case: found.case };
                app.office.act(visitor.by, &format!("{key}-name"), opened).await.map_err(halt(shell.clone()))?;
            }
            let mut read = app.office.store().reader().await?;
            crate::letter::receipt(&mut read, &shell, letter, sender).await?
        }
        None => Vec::new(),
    };
    Ok(draw(&FollowSlip {
        receipt,
        case: found.case,
        body,
        raised_on,
        due,
        code: own.code,
        pin: own.pin,
        address,
        square,
        text,
        shell,
    }))
}

/// The address of the page as people reach it; empty where this program is reached from its own machine alone.
fn address(headers: &HeaderMap, secure: bool) -> String {
    let host = headers.get(HOST).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let name = host.rsplit_once(':').map_or(host, |(name, port)| if port.parse::<u16>().is_ok() { name } else { host });
    let name = name.trim_matches(['[', ']']);
    let own = name == "localhost" || name.parse::<IpAddr>().is_ok_and(|address| address.is_loopback());
    if own || name.is_empty() {
        return String::new();
    }
    format!("{}://{host}/follow", if secure { "https" } else { "http" })
}

/// Where and when it was raised, as the channel has it.
fn raised(shell: &Shell, found: &follow::Followed) -> String {
    let (body, day) = (&found.origin_name, found.raised_on.vn());
    let key = match Channel::parse(&found.channel) {
        Some(channel) if channel.is_of_dialogue() => "follow-raised-dialogue",
        Some(Channel::Letter) => "follow-raised-letter",
        _ => "follow-raised-elsewhere",
    };
    let channel = shell.of("channel", &found.channel);
    shell.ta(key, &[("body", body), ("day", &day), ("channel", &channel)])
}

#[cfg(test)]
mod tests {
    use axum::http::header::{HOST, HeaderMap, HeaderValue};

    use super::address;

    #[test]
    fn an_address_that_only_this_machine_reaches_is_on_no_slip() {
        let of = |host: &'static str, secure| {
            let mut headers = HeaderMap::new();
            headers.insert(HOST, HeaderValue::from_static(host));
            address(&headers, secure)
        };
        for own in ["127.0.0.1:8080", "localhost", "localhost:80", "[::1]:8080", ""] {
            assert_eq!(of(own, false), "", "{own}");
        }
        assert_eq!(of("xa.example", true), "https://xa.example/follow");
        assert_eq!(of("192.0.2.7:8080", false), "http://192.0.2.7:8080/follow");
    }
}

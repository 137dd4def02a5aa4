//! A form that somebody who is signed in sent, with all that its answer needs.

use std::sync::Arc;

use axum::extract::{FromRequest, FromRequestParts, OriginalUri, Request};
use axum::response::{IntoResponse, Response};
use domain::permission::Act;
use domain::refusal::Refusal;
use store::Stop;
use store::grant::Of;

use super::{Halt, Posted, Reading, attempt, frame, read, refuse, refused};
use crate::app::App;
use crate::look::form::FormState;
use crate::look::{Nav, Shell};
use crate::session::{SignedIn, Visitor};

/// A form, who sent it and where to.
pub(crate) struct Sent {
    /// The state of the site.
    pub(crate) app: Arc<App>,
    /// Who sent it.
    pub(crate) visitor: Visitor,
    /// Where it was sent.
    pub(crate) uri: OriginalUri,
    /// What was typed.
    pub(crate) form: FormState,
    /// The key under which its act is recorded once.
    pub(crate) key: String,
}

impl FromRequest<Arc<App>> for Sent {
    type Rejection = Response;

    async fn from_request(request: Request, app: &Arc<App>) -> Result<Self, Response> {
        let (mut parts, body) = request.into_parts();
        let SignedIn(visitor) = SignedIn::from_request_parts(&mut parts, app).await?;
        let uri = OriginalUri::from_request_parts(&mut parts, app).await.map_err(IntoResponse::into_response)?;
        let Posted { form, key } = Posted::from_request(Request::from_parts(parts, body), app).await?;
        Ok(Self { app: Arc::clone(app), visitor, uri, form, key })
    }
}

impl Sent {
    /// The body that the form names, else that of whoever sent it.
    pub(crate) fn body(&self) -> i64 {
        self.form.value("organisation").parse().unwrap_or(self.visitor.organisation)
    }

    /// Does the act as which the form is read. What is wrong with one that can't be read is told to whoever may do the act.
    pub(crate) async fn act<A: acts::Act>(
        &mut self,
        asked: (Act, Of),
        typed: impl FnOnce(&mut Reading<'_>) -> A,
    ) -> Result<A::Answer, Stop> {
        let act = read(&mut self.form, typed);
        attempt(&self.app, self.visitor.by, &self.key, asked, act).await
    }

    /// The frame of the page that answers.
    pub(crate) fn frame(&self, nav: Nav) -> Shell {
        frame(&self.app, &self.visitor, &self.uri, nav)
    }

    /// A refusal for the form of a page; what may not be known of or done is a page of its own, of the entry `nav`.
    pub(crate) fn refused(&self, nav: Nav, stop: Stop) -> Result<Refusal, Halt> {
        refused(&self.app, &self.visitor, &self.uri, nav, stop)
    }

    /// The same, taken into the form.
    pub(crate) fn refuse(&mut self, nav: Nav, stop: Stop) -> Result<Refusal, Halt> {
        let refusal = self.refused(nav, stop)?;
        refuse(&mut self.form, self.visitor.lang, &refusal);
        Ok(refusal)
    }
}

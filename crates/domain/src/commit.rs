//! The salted commitment of an event: it binds every fact of the event and shows none of them.

use minicbor::Encoder;
use uuid::Uuid;

use crate::day::{Day, Instant};
use crate::event::Subject;
use crate::text::authenticated;

const DOMAIN: &[u8] = b"langnghe/v1/commit";
const SCHEMA: i64 = 1;

/// The facts of one event, in the order in which they are committed to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Statement<'a> {
    /// The public id of the event.
    pub public_id: Uuid,
    /// What kind of thing it happened to.
    pub subject: Subject,
    /// Which one.
    pub subject_id: i64,
    /// Its place in the history of that one, counted from 1.
    pub seq: i64,
    /// The name of the act.
    pub act: &'a str,
    /// The version of the form of `data`.
    pub version: i64,
    /// Whose act it was; none for the program itself.
    pub actor: Option<i64>,
    /// Who typed it.
    pub typist: Option<i64>,
    /// On behalf of which body.
    pub organisation: Option<i64>,
    /// When it happened.
    pub happened_on: Day,
    /// When it was recorded.
    pub recorded_at: Instant,
    /// The particulars, exactly as kept.
    pub data: &'a str,
}

/// HMAC-SHA256 of the statement under the salt of the event.
///
/// The message is `langnghe/v1/commit`, a zero byte and deterministic CBOR (RFC 8949, 4.2.1): one array of
/// definite length of the schema (1) and the fields in their order, the public id as 16 bytes, the day as ISO
/// text, the instant in milliseconds, absence as null.
pub fn commitment(salt: &[u8; 32], m: &Statement<'_>) -> [u8; 32] {
    authenticated(salt, DOMAIN, &encoded(m))
}

fn encoded(m: &Statement<'_>) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(128 + m.data.len());
    write(&mut Encoder::new(&mut bytes), m).expect("a vector takes every byte");
    bytes
}

type Written = Result<(), minicbor::encode::Error<std::convert::Infallible>>;

fn write(to: &mut Encoder<&mut Vec<u8>>, m: &Statement<'_>) -> Written {
    to.array(13)?.i64(SCHEMA)?.bytes(m.public_id.as_bytes())?;
    to.str(m.subject.as_str())?.i64(m.subject_id)?.i64(m.seq)?;
    to.str(m.act)?.i64(m.version)?;
    for id in [m.actor, m.typist, m.organisation] {
        match id {
            Some(id) => to.i64(id)?,
            None => to.null()?,
        };
    }
    to.str(&m.happened_on.to_iso())?.i64(m.recorded_at.ms())?.str(m.data)?;
    Ok(())
}

//! How events are written and read: one declaration gives the enum, the name of each act, its version and both
//! directions of its JSON.

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::Corrupt;

/// Declares the events of one subject: `"name of the act" version => Variant { field: Type }`.
///
/// A new field or a new meaning is a new version, read beside the old one; an act once kept stays readable.
macro_rules! acts {
    (
        $(#[$about:meta])*
        $visible:vis enum $name:ident {
            $(
                $(#[$doc:meta])*
                $act:literal $version:literal => $variant:ident
                $({ $( $(#[$field_doc:meta])* $field:ident : $kind:ty ),* $(,)? })?
            ),* $(,)?
        }
    ) => {
        $(#[$about])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        $visible enum $name {
            $( $(#[$doc])* $variant $({ $( $(#[$field_doc])* $field: $kind ),* })? ),*
        }

        impl $name {
            /// The names of these acts.
            pub(crate) const ACTS: &[&str] = &[$($act),*];

            /// The name of the act.
            pub fn act(&self) -> &'static str {
                match self { $( Self::$variant { .. } => $act ),* }
            }

            /// The version of the form of the data.
            pub fn version(&self) -> i64 {
                match self { $( Self::$variant { .. } => $version ),* }
            }

            /// The particulars as one JSON object.
            pub(crate) fn data(&self) -> String {
                let mut object = $crate::event::json::Object::new();
                match self {
                    $( Self::$variant { $( $( $field ),* )? } => {
                        $( $( object.put(stringify!($field), $field); )* )?
                    } ),*
                }
                object.end()
            }

            pub(crate) fn parse(
                act: &str,
                version: i64,
                data: &str,
            ) -> Result<Self, $crate::event::Corrupt> {
                match (act, version) {
                    $( ($act, $version) => {
                        #[derive(serde::Deserialize)]
                        #[serde(deny_unknown_fields)]
                        struct Data { $( $( $field: $kind ),* )? }
                        let Data { $( $( $field ),* )? } = $crate::event::json::read(act, data)?;
                        Ok(Self::$variant { $( $( $field ),* )? })
                    } )*
                    _ => Err($crate::event::json::unknown(Self::ACTS, act, version)),
                }
            }
        }
    };
}

pub(crate) use acts;

/// A JSON object that is being written, its keys in the order in which they are put.
pub(crate) struct Object(Vec<u8>);

impl Object {
    pub(crate) fn new() -> Self {
        Self(Vec::from(b"{"))
    }

    pub(crate) fn put(&mut self, key: &'static str, value: &impl Serialize) {
        if self.0.len() > 1 {
            self.0.push(b',');
        }
        self.0.push(b'"');
        self.0.extend_from_slice(key.as_bytes());
        self.0.extend_from_slice(b"\":");
        serde_json::to_writer(&mut self.0, value).expect("the fields of events are plain values");
    }

    pub(crate) fn end(mut self) -> String {
        self.0.push(b'}');
        String::from_utf8(self.0).expect("JSON is written as UTF-8")
    }
}

pub(crate) fn read<T: DeserializeOwned>(act: &str, data: &str) -> Result<T, Corrupt> {
    serde_json::from_str(data).map_err(|error| Corrupt::Data { act: act.to_owned(), problem: error.to_string() })
}

pub(crate) fn unknown(acts: &[&str], act: &str, version: i64) -> Corrupt {
    if acts.contains(&act) { Corrupt::Version { act: act.to_owned(), version } } else { Corrupt::Act(act.to_owned()) }
}

//! Files that are zips of XML: looked over before anything of them is unpacked.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;

use crate::limits;
use crate::read::Unread;

/// The parts of a file.
pub(crate) type Parts<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// Opens a zip whose parts, by what it says of them, are neither too many nor too large; what it says may be a lie, so each
/// part is also counted while it is unpacked.
pub(crate) fn open(bytes: &[u8]) -> Result<Parts<'_>, Unread> {
    let mut parts = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unread::Broken)?;
    if parts.len() > limits::PARTS {
        return Err(Unread::too_large("parts"));
    }
    let mut sum = 0_u64;
    for at in 0..parts.len() {
        let part = parts.by_index_raw(at).map_err(|_| Unread::Broken)?;
        if part.encrypted() {
            return Err(Unread::Locked);
        }
        sum = sum.saturating_add(part.size());
        if sum > limits::UNPACKED {
            return Err(Unread::too_large("unpacked"));
        }
    }
    Ok(parts)
}

/// Unpacks every part without keeping it, so that a part that says it is small is found out.
pub(crate) fn weigh(parts: &mut Parts<'_>) -> Result<(), Unread> {
    let mut sum = 0_u64;
    let mut bytes = vec![0_u8; 64 * 1024];
    for at in 0..parts.len() {
        let mut part = parts.by_index(at).map_err(|_| Unread::Broken)?;
        loop {
            let read = part.read(&mut bytes).map_err(|_| Unread::Broken)?;
            if read == 0 {
                break;
            }
            sum += read as u64;
            if sum > limits::UNPACKED {
                return Err(Unread::too_large("unpacked"));
            }
        }
    }
    Ok(())
}

/// The text of one part; nothing where there is no such part.
pub(crate) fn part(parts: &mut Parts<'_>, name: &str) -> Result<Option<String>, Unread> {
    let Ok(part) = parts.by_name(name) else { return Ok(None) };
    let mut bytes = Vec::new();
    part.take(limits::UNPACKED + 1).read_to_end(&mut bytes).map_err(|_| Unread::Broken)?;
    if bytes.len() as u64 > limits::UNPACKED {
        return Err(Unread::too_large("unpacked"));
    }
    String::from_utf8(bytes).map(Some).map_err(|_| Unread::Broken)
}

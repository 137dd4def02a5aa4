//! A zip file of a few parts: compressed, in the order given, with one fixed time, so that the same parts give the same bytes.

use std::io::Write as _;

use flate2::write::DeflateEncoder;
use flate2::{Compression, Crc};

/// 01/01/1980, the first day that a zip file can name.
const DAY: u16 = 0x21;
const TIME: u16 = 0;
/// Version 2.0: compressed by deflate.
const VERSION: u16 = 20;
/// Names are UTF-8.
const FLAGS: u16 = 1 << 11;
const DEFLATED: u16 = 8;

struct Entry {
    name: &'static str,
    crc: u32,
    packed: u32,
    whole: u32,
    at: u32,
}

/// The parts as a zip file.
pub(super) fn zip<'a>(parts: impl Iterator<Item = (&'static str, &'a [u8])>) -> Vec<u8> {
    let mut out = Vec::with_capacity(16 * 1024);
    let mut entries = Vec::new();
    for (name, bytes) in parts {
        let mut crc = Crc::new();
        crc.update(bytes);
        let mut encoder = DeflateEncoder::new(Vec::with_capacity(bytes.len() / 4), Compression::default());
        encoder.write_all(bytes).expect("memory takes every byte");
        let packed = encoder.finish().expect("memory takes every byte");
        let entry =
            Entry { name, crc: crc.sum(), packed: size(packed.len()), whole: size(bytes.len()), at: size(out.len()) };
        out.extend_from_slice(b"PK\x03\x04");
        common(&entry, &mut out);
        out.extend_from_slice(name.as_bytes());
        out.extend_from_slice(&packed);
        entries.push(entry);
    }
    let begin = size(out.len());
    for entry in &entries {
        out.extend_from_slice(b"PK\x01\x02");
        two(VERSION, &mut out);
        common(entry, &mut out);
        // No comment, first disk, no attributes.
        out.extend_from_slice(&[0; 10]);
        four(entry.at, &mut out);
        out.extend_from_slice(entry.name.as_bytes());
    }
    let length = size(out.len()) - begin;
    let number = u16::try_from(entries.len()).expect("a paper has few parts");
    out.extend_from_slice(b"PK\x05\x06\0\0\0\0");
    two(number, &mut out);
    two(number, &mut out);
    four(length, &mut out);
    four(begin, &mut out);
    two(0, &mut out);
    out
}

/// What the header of an entry and its line in the directory have in common, up to the lengths of name and extra field.
fn common(entry: &Entry, out: &mut Vec<u8>) {
    for value in [VERSION, FLAGS, DEFLATED, TIME, DAY] {
        two(value, out);
    }
    for value in [entry.crc, entry.packed, entry.whole] {
        four(value, out);
    }
    two(u16::try_from(entry.name.len()).expect("a part has a short name"), out);
    two(0, out);
}

fn two(value: u16, out: &mut Vec<u8>) {
    out.extend_from_slice(&value.to_le_bytes());
}

fn four(value: u32, out: &mut Vec<u8>) {
    out.extend_from_slice(&value.to_le_bytes());
}

fn size(bytes: usize) -> u32 {
    u32::try_from(bytes).expect("a paper is smaller than four gigabytes")
}

//! A picture as it is kept: what it shows, and nothing that tells where, when, with what or by whom it was taken.
//!
//! JPEG, PNG and WebP by their first bytes, whatever the file is called. Only parts that are needed to draw the picture stay;
//! everything after its end goes. How it has to be turned is read before that is removed.

use std::fmt::Write as _;
use std::io::Cursor;

use domain::refusal::Refusal;
use exif::{In, Tag};
use img_parts::Bytes;
use img_parts::png::Png;
use img_parts::riff::RiffContent;
use img_parts::webp::WebP;
use serde::Serialize;
use sha2::{Digest, Sha256};

/// Bytes of one picture, at most.
pub const MOST_BYTES: usize = 20 * 1024 * 1024;

/// The field of the form.
const FIELD: &str = "photos";

/// Chunks of a PNG that draw it.
const PNG_PARTS: [[u8; 4]; 8] = [*b"IHDR", *b"PLTE", *b"tRNS", *b"gAMA", *b"sRGB", *b"pHYs", *b"IDAT", *b"IEND"];
/// Chunks of a WebP that draw it.
const WEBP_PARTS: [[u8; 4]; 4] = [*b"VP8X", *b"ALPH", *b"VP8 ", *b"VP8L"];

/// A picture without what stood beside it.
#[derive(Clone, Debug, Serialize)]
pub struct Picture {
    /// SHA-256 of the bytes.
    pub sha256: [u8; 32],
    /// `image/jpeg`, `image/png` or `image/webp`.
    pub kind: &'static str,
    /// Degrees clockwise by which it is turned to stand upright: 0, 90, 180 or 270.
    pub rotation: i64,
    /// The bytes that are kept.
    #[serde(skip)]
    pub bytes: Vec<u8>,
}

impl Picture {
    /// Cleans a file. Refused when it is larger than [`MOST_BYTES`], of another type, or broken.
    pub fn clean(file: &[u8]) -> Result<Self, Refusal> {
        if file.len() > MOST_BYTES {
            return Err(Refusal::TooLarge { field: FIELD, most: 20 });
        }
        let rotation = rotation(file);
        let cleaned = match file {
            [0xff, 0xd8, 0xff, ..] => jpeg(file).map(|bytes| ("image/jpeg", bytes)),
            [0x89, b'P', b'N', b'G', ..] => png(file).map(|bytes| ("image/png", bytes)),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => {
                webp(file).map(|bytes| ("image/webp", bytes))
            }
            _ => None,
        };
        let (kind, bytes) = cleaned.ok_or(Refusal::NotAPicture { field: FIELD })?;
        Ok(Self { sha256: Sha256::digest(&bytes).into(), kind, rotation, bytes })
    }

    /// The hash in hexadecimal.
    pub(super) fn name(&self) -> String {
        self.sha256.iter().fold(String::with_capacity(64), |mut name, byte| {
            write!(name, "{byte:02x}").expect("writing to a string does not fail");
            name
        })
    }
}

/// By how much the picture has to be turned, as the camera noted it; one that is mirrored is only turned.
fn rotation(file: &[u8]) -> i64 {
    let noted = exif::Reader::new().read_from_container(&mut Cursor::new(file)).ok();
    let orientation = noted
        .as_ref()
        .and_then(|noted| noted.get_field(Tag::Orientation, In::PRIMARY))
        .and_then(|field| field.value.get_uint(0));
    match orientation {
        Some(3 | 4) => 180,
        Some(5 | 6) => 90,
        Some(7 | 8) => 270,
        _ => 0,
    }
}

/// Walks from marker to marker: tables, frames and scans stay, of the application's segments only the head of JFIF and the
/// colours of Adobe. Ends with the end of the picture; nothing without a frame and a scan.
fn jpeg(file: &[u8]) -> Option<Vec<u8>> {
    const END: [u8; 2] = [0xff, 0xd9];
    let mut kept = vec![0xff, 0xd8];
    let (mut at, mut frame, mut scan) = (2, false, false);
    loop {
        // Any number of fill bytes may stand before a marker.
        while *file.get(at)? == 0xff && *file.get(at + 1)? == 0xff {
            at += 1;
        }
        if *file.get(at)? != 0xff {
            return None;
        }
        let marker = *file.get(at + 1)?;
        at += 2;
        match marker {
            0xd9 => {
                kept.extend(END);
                return (frame && scan).then_some(kept);
            }
            // Without a length, and not before a scan.
            0x01 | 0xd0..=0xd8 => continue,
            _ => {}
        }
        let length = usize::from(u16::from_be_bytes([*file.get(at)?, *file.get(at + 1)?]));
        let content = file.get(at + 2..at + length.max(2))?;
        at += length.max(2);
        match marker {
            0xe0 if content.starts_with(b"JFIF\0") && content.len() >= 14 => {
                kept.extend([0xff, 0xe0, 0, 16]);
                kept.extend(&content[..12]);
                // The picture that may stand in it is not kept.
                kept.extend([0, 0]);
            }
            0xee if content.starts_with(b"Adobe") && content.len() == 12 => keep(&mut kept, marker, content),
            0xe0..=0xef | 0xfe => {}
            0xc0..=0xcf | 0xda..=0xdd => {
                frame |= !matches!(marker, 0xc4 | 0xc8 | 0xcc | 0xda..=0xdd);
                keep(&mut kept, marker, content);
                if marker == 0xda {
                    scan = true;
                    at = entropy(file, at, &mut kept)?;
                }
            }
            _ => return None,
        }
    }
}

fn keep(kept: &mut Vec<u8>, marker: u8, content: &[u8]) {
    let length = u16::try_from(content.len() + 2).expect("it was read with a length of two bytes");
    kept.extend([0xff, marker]);
    kept.extend(length.to_be_bytes());
    kept.extend(content);
}

/// Copies the data of a scan and says where the next marker stands.
fn entropy(file: &[u8], from: usize, kept: &mut Vec<u8>) -> Option<usize> {
    let mut at = from;
    loop {
        at += file.get(at..)?.iter().position(|byte| *byte == 0xff)?;
        match *file.get(at + 1)? {
            // A byte of the data, or a restart within it.
            0x00 | 0xd0..=0xd7 => at += 2,
            0xff => at += 1,
            _ => break,
        }
    }
    kept.extend(file.get(from..at)?);
    Some(at)
}

fn png(file: &[u8]) -> Option<Vec<u8>> {
    let mut png = Png::from_bytes(Bytes::copy_from_slice(file)).ok()?;
    png.chunks_mut().retain(|chunk| PNG_PARTS.contains(&chunk.kind()));
    let has = |kind: &[u8; 4]| png.chunk_by_type(*kind).is_some();
    if png.dimensions().is_none() || !has(b"IDAT") || !has(b"IEND") {
        return None;
    }
    Some(png.encoder().bytes().to_vec())
}

/// A still picture; one that moves is no slip.
fn webp(file: &[u8]) -> Option<Vec<u8>> {
    let mut webp = WebP::from_bytes(Bytes::copy_from_slice(file)).ok()?;
    webp.chunks_mut().retain(|chunk| WEBP_PARTS.contains(&chunk.id()));
    webp.dimensions()?;
    if !webp.has_chunk(*b"VP8 ") && !webp.has_chunk(*b"VP8L") {
        return None;
    }
    for chunk in webp.chunks_mut() {
        if chunk.id() == *b"VP8X"
            && let RiffContent::Data(data) = chunk.content_mut()
        {
            // Of its flags only that it can be seen through stays.
            let mut flags = data.to_vec();
            *flags.first_mut()? &= 0b0001_0000;
            *data = Bytes::from(flags);
        }
    }
    Some(webp.encoder().bytes().to_vec())
}

#[cfg(test)]
mod tests {
    use domain::refusal::Refusal;

    use super::Picture;

    /// A picture of one grey block, with what cameras and people write beside it.
    fn photographed(orientation: u8) -> Vec<u8> {
        let mut file = vec![0xff, 0xd8];
        let mut put = |marker: u8, content: &[u8]| super::keep(&mut file, marker, content);
        put(0xe0, b"JFIF\0\x01\x01\0\0\x01\0\x01\x01\x01THUMB");
        let mut exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x02".to_vec();
        exif.extend([0x01, 0x0f, 0, 2, 0, 0, 0, 4, b'C', b'a', b'm', 0]);
        exif.extend([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0]);
        put(0xe1, &exif);
        put(0xe1, b"http://ns.adobe.com/xap/1.0/\0<x>GPS</x>");
        put(0xed, b"Photoshop 3.0\x008BIM caption");
        put(0xfe, b"a comment");
        put(0xdb, &[0; 65]);
        put(0xc0, &[8, 0, 8, 0, 8, 1, 1, 0x11, 0]);
        put(0xda, &[1, 1, 0, 0, 63, 0]);
        file.extend([0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56]);
        // Between two scans, and after the end.
        super::keep(&mut file, 0xfe, b"another comment");
        super::keep(&mut file, 0xda, &[1, 1, 0, 0, 63, 0]);
        file.extend([0x78, 0xff, 0xd9]);
        file.extend(b"a second picture with GPS");
        file
    }

    fn holds(bytes: &[u8], word: &[u8]) -> bool {
        bytes.windows(word.len()).any(|part| part == word)
    }

    #[test]
    fn a_photograph_keeps_what_it_shows_and_how_it_is_turned() {
        for (orientation, rotation) in [(1, 0), (3, 180), (6, 90), (8, 270), (0, 0)] {
            let picture = Picture::clean(&photographed(orientation)).expect("a photograph");
            assert_eq!((picture.kind, picture.rotation), ("image/jpeg", rotation));
            for gone in [&b"Exif"[..], b"Cam", b"GPS", b"8BIM", b"comment", b"THUMB", b"second"] {
                assert!(!holds(&picture.bytes, gone), "{gone:?}");
            }
            assert!(holds(&picture.bytes, &[0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56, 0xff, 0xda]));
            assert!(picture.bytes.ends_with(&[0x78, 0xff, 0xd9]));
            // Done twice it is the same, so the same photograph is kept once.
            assert_eq!(Picture::clean(&picture.bytes).expect("still one").sha256, picture.sha256);
        }
    }

    fn png(with: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
        let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
        for (kind, content) in with {
            let chunk = img_parts::png::PngChunk::new(**kind, img_parts::Bytes::copy_from_slice(content));
            file.extend(chunk.encoder().bytes());
        }
        file
    }

    #[test]
    fn a_picture_of_a_screen_keeps_no_text() {
        let ihdr = [0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0];
        let mut file = png(&[(b"IHDR", &ihdr), (b"tEXt", b"Author\0Somebody"), (b"IDAT", b"data"), (b"IEND", b"")]);
        file.extend(b"trailing");
        let picture = Picture::clean(&file).expect("a picture");
        assert_eq!(picture.kind, "image/png");
        assert!(!holds(&picture.bytes, b"Somebody") && !holds(&picture.bytes, b"trailing"));
        assert!(holds(&picture.bytes, b"data"));
    }

    #[test]
    fn a_web_picture_keeps_no_metadata() {
        let mut riff = b"WEBPVP8X\x0a\0\0\0".to_vec();
        riff.extend([0b0010_1100, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        riff.extend(b"VP8L\x06\0\0\0\x2f\0\0\0\0\0EXIF\x04\0\0\0GPS!XMP \x04\0\0\0GPS!");
        let mut file = b"RIFF".to_vec();
        file.extend(u32::try_from(riff.len()).expect("short").to_le_bytes());
        file.extend(&riff);
        let picture = Picture::clean(&file).expect("a picture");
        assert_eq!(picture.kind, "image/webp");
        assert!(!holds(&picture.bytes, b"GPS!") && !holds(&picture.bytes, b"EXIF"));
        assert!(holds(&picture.bytes, b"VP8X\x0a\0\0\0\0"));
    }

    #[test]
    fn what_is_no_picture_is_refused() {
        let refused = |file: &[u8]| Picture::clean(file).expect_err("no picture");
        for file in
            [&b""[..], b"%PDF-1.7", b"GIF89a", b"<svg/>", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF\x04\0\0\0WEBP"]
        {
            assert_eq!(refused(file), Refusal::NotAPicture { field: "photos" }, "{file:?}");
        }
        let whole = photographed(1);
        for end in 3..whole.len() - 30 {
            // Cut anywhere it is refused, and nothing breaks off.
            let _ = Picture::clean(&whole[..end]);
        }
        assert_eq!(refused(&vec![0; super::MOST_BYTES + 1]), Refusal::TooLarge { field: "photos", most: 20 });
    }
}

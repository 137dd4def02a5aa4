//! The files that pages load: style sheets, one script, fonts, the mark. All are embedded in the program.
//!
//! The address of a file holds one digest over all of them, `/assets/<digest>/<path>`, so that a browser may keep it for
//! ever, and so that the addresses inside the style sheets stay relative. The vendored files stay as they were shipped;
//! their style sheets are served without the typeface they name, which is licensed for gov.uk alone.

use std::fmt::Write as _;
use std::io::Write as _;
use std::sync::{LazyLock, OnceLock};

use sha2::{Digest, Sha256};

/// A file that is served as it is.
pub struct Asset {
    /// Its path below `/assets/<digest>/`, for example `vendor/govuk-frontend.min.css`.
    pub path: &'static str,
    /// The value of `Content-Type`.
    pub content_type: &'static str,
    shipped: &'static [u8],
    without_typeface: fn() -> &'static OnceLock<Vec<u8>>,
    brotli: fn() -> &'static OnceLock<Vec<u8>>,
}

macro_rules! assets {
    ($($path:literal as $content_type:literal),* $(,)?) => {
        &[$(Asset {
            path: $path,
            content_type: $content_type,
            shipped: include_bytes!(concat!("../../assets/", $path)),
            without_typeface: || {
                static BARE: OnceLock<Vec<u8>> = OnceLock::new();
                &BARE
            },
            brotli: || {
                static PACKED: OnceLock<Vec<u8>> = OnceLock::new();
                &PACKED
            },
        }),*]
    };
}

static ASSETS: &[Asset] = assets![
    "langnghe.css" as "text/css; charset=utf-8",
    "rule.css" as "text/css; charset=utf-8",
    "case.css" as "text/css; charset=utf-8",
    "desk.css" as "text/css; charset=utf-8",
    "dialogue.css" as "text/css; charset=utf-8",
    "notice.css" as "text/css; charset=utf-8",
    "figure.css" as "text/css; charset=utf-8",
    "plan.css" as "text/css; charset=utf-8",
    "organisation.css" as "text/css; charset=utf-8",
    "paper.css" as "text/css; charset=utf-8",
    "public.css" as "text/css; charset=utf-8",
    "print.css" as "text/css; charset=utf-8",
    "tokens.css" as "text/css; charset=utf-8",
    "fonts.css" as "text/css; charset=utf-8",
    "projector.css" as "text/css; charset=utf-8",
    "projector.js" as "text/javascript; charset=utf-8",
    "desk-form.js" as "text/javascript; charset=utf-8",
    "desk-net.js" as "text/javascript; charset=utf-8",
    "slips.js" as "text/javascript; charset=utf-8",
    "survey.js" as "text/javascript; charset=utf-8",
    "desk.js" as "text/javascript; charset=utf-8",
    "first-run.js" as "text/javascript; charset=utf-8",
    "lock.js" as "text/javascript; charset=utf-8",
    "page.js" as "text/javascript; charset=utf-8",
    "sprite.svg" as "image/svg+xml",
    "favicon.svg" as "image/svg+xml",
    "mark.svg" as "image/svg+xml",
    "fonts/ln-figures-400.woff2" as "font/woff2",
    "fonts/ln-figures-600.woff2" as "font/woff2",
    "fonts/ln-figures-700.woff2" as "font/woff2",
    "vendor/govuk-frontend.min.css" as "text/css; charset=utf-8",
    "vendor/moj-frontend.min.css" as "text/css; charset=utf-8",
    "vendor/be-vietnam-pro-latin-400-normal.woff2" as "font/woff2",
    "vendor/be-vietnam-pro-latin-600-normal.woff2" as "font/woff2",
    "vendor/be-vietnam-pro-latin-700-normal.woff2" as "font/woff2",
    "vendor/be-vietnam-pro-vietnamese-400-normal.woff2" as "font/woff2",
    "vendor/be-vietnam-pro-vietnamese-600-normal.woff2" as "font/woff2",
    "vendor/be-vietnam-pro-vietnamese-700-normal.woff2" as "font/woff2",
];

/// Every file that is served.
pub fn all() -> &'static [Asset] {
    ASSETS
}

/// The file of a path; nothing where there is none.
pub fn find(path: &str) -> Option<&'static Asset> {
    ASSETS.iter().find(|asset| asset.path == path)
}

/// The digest of all files together: 16 hex letters, the second part of every address.
pub fn digest() -> &'static str {
    static DIGEST: LazyLock<String> = LazyLock::new(|| {
        let mut hash = Sha256::new();
        for asset in ASSETS {
            hash.update((asset.path.len() as u64).to_be_bytes());
            hash.update(asset.path);
            hash.update((asset.bytes().len() as u64).to_be_bytes());
            hash.update(asset.bytes());
        }
        hash.finalize().iter().take(8).fold(String::new(), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        })
    });
    &DIGEST
}

/// The address of a file. The path must be one of [`all`]; a test walks the rendered pages.
pub fn url(path: &str) -> String {
    format!("/assets/{}/{path}", digest())
}

impl Asset {
    /// Its bytes as they are served. A browser that lays out a page before our style sheet has come would ask for the
    /// kits' typeface, which is neither ours to serve nor there: the rules that name it are left out.
    pub fn bytes(&'static self) -> &'static [u8] {
        if self.path.starts_with("vendor/") && self.content_type.starts_with("text/css") {
            (self.without_typeface)().get_or_init(|| without_typeface(self.shipped))
        } else {
            self.shipped
        }
    }

    /// The file compressed with Brotli, made once and kept; nothing for fonts, which are compressed already.
    pub fn brotli(&'static self) -> Option<&'static [u8]> {
        if self.content_type.starts_with("font/") {
            return None;
        }
        let packed = (self.brotli)().get_or_init(|| {
            let mut out = Vec::with_capacity(self.bytes().len() / 4);
            let mut writer = brotli::CompressorWriter::new(&mut out, 4096, 9, 22);
            // Writing into memory can't fail; what is not whole would be seen by the test of this function.
            let _ = writer.write_all(self.bytes()).and_then(|()| writer.flush());
            drop(writer);
            out
        });
        Some(packed)
    }
}

/// A style sheet without its `@font-face` rules, which hold no braces inside.
fn without_typeface(sheet: &[u8]) -> Vec<u8> {
    const RULE: &[u8] = b"@font-face";
    let mut out = Vec::with_capacity(sheet.len());
    let mut rest = sheet;
    while let Some(at) = rest.windows(RULE.len()).position(|window| window == RULE) {
        out.extend_from_slice(&rest[..at]);
        let end = rest[at..].iter().position(|byte| *byte == b'}').map_or(rest.len(), |end| at + end + 1);
        rest = &rest[end..];
    }
    out.extend_from_slice(rest);
    out
}

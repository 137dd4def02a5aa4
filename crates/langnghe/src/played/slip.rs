//! The picture of a written slip, drawn here: invented handwriting needs no photograph of anybody's.

/// Width and height in points.
const WIDTH: usize = 800;
const HEIGHT: usize = 600;

/// Points of the side of a letter's dot.
const DOT: usize = 5;

/// Capital letters, five dots wide and seven high, the highest row first.
const LETTERS: [(char, [u8; 7]); 24] = [
    ('A', [0b01110, 0b10001, 0b10001, 0b11111, 0b10001, 0b10001, 0b10001]),
    ('B', [0b11110, 0b10001, 0b10001, 0b11110, 0b10001, 0b10001, 0b11110]),
    ('C', [0b01111, 0b10000, 0b10000, 0b10000, 0b10000, 0b10000, 0b01111]),
    ('D', [0b11110, 0b10001, 0b10001, 0b10001, 0b10001, 0b10001, 0b11110]),
    ('E', [0b11111, 0b10000, 0b10000, 0b11110, 0b10000, 0b10000, 0b11111]),
    ('G', [0b01111, 0b10000, 0b10000, 0b10011, 0b10001, 0b10001, 0b01111]),
    ('H', [0b10001, 0b10001, 0b10001, 0b11111, 0b10001, 0b10001, 0b10001]),
    ('I', [0b01110, 0b00100, 0b00100, 0b00100, 0b00100, 0b00100, 0b01110]),
    ('K', [0b10001, 0b10010, 0b10100, 0b11000, 0b10100, 0b10010, 0b10001]),
    ('L', [0b10000, 0b10000, 0b10000, 0b10000, 0b10000, 0b10000, 0b11111]),
    ('M', [0b10001, 0b11011, 0b10101, 0b10101, 0b10001, 0b10001, 0b10001]),
    ('N', [0b10001, 0b11001, 0b10101, 0b10101, 0b10011, 0b10001, 0b10001]),
    ('O', [0b01110, 0b10001, 0b10001, 0b10001, 0b10001, 0b10001, 0b01110]),
    ('P', [0b11110, 0b10001, 0b10001, 0b11110, 0b10000, 0b10000, 0b10000]),
    ('Q', [0b01110, 0b10001, 0b10001, 0b10001, 0b10101, 0b10010, 0b01101]),
    ('R', [0b11110, 0b10001, 0b10001, 0b11110, 0b10100, 0b10010, 0b10001]),
    ('S', [0b01111, 0b10000, 0b10000, 0b01110, 0b00001, 0b00001, 0b11110]),
    ('T', [0b11111, 0b00100, 0b00100, 0b00100, 0b00100, 0b00100, 0b00100]),
    ('U', [0b10001, 0b10001, 0b10001, 0b10001, 0b10001, 0b10001, 0b01110]),
    ('V', [0b10001, 0b10001, 0b10001, 0b10001, 0b10001, 0b01010, 0b00100]),
    ('X', [0b10001, 0b10001, 0b01010, 0b00100, 0b01010, 0b10001, 0b10001]),
    ('Y', [0b10001, 0b10001, 0b01010, 0b00100, 0b00100, 0b00100, 0b00100]),
    ('.', [0b00000, 0b00000, 0b00000, 0b00000, 0b00000, 0b01100, 0b01100]),
    (',', [0b00000, 0b00000, 0b00000, 0b00000, 0b00110, 0b00100, 0b01000]),
];

/// A slip with these lines in capital letters, as a PNG of shades of grey. What has no letter here is left blank.
pub(super) fn picture(lines: &[String]) -> Vec<u8> {
    let mut sheet = vec![244_u8; WIDTH * HEIGHT];
    for (line, text) in lines.iter().enumerate() {
        let top = 60 + line * 12 * DOT;
        // The ruled line below, a little aslant as under a camera.
        for x in 30..WIDTH - 30 {
            dot(&mut sheet, x, top + 9 * DOT + x / 100, 1, 205);
        }
        for (at, letter) in text.chars().enumerate() {
            let Some((_, rows)) = LETTERS.iter().find(|(known, _)| *known == letter) else { continue };
            // No two letters of a hand stand alike.
            let (left, up) = (40 + at * 6 * DOT, top + (at * 7 + line * 3) % 4 + at * 6 * DOT / 100);
            for (y, row) in rows.iter().enumerate() {
                for x in (0..5).filter(|x| row >> (4 - x) & 1 == 1) {
                    dot(&mut sheet, left + x * DOT, up + y * DOT, DOT, 70);
                }
            }
        }
    }
    png(&sheet)
}

fn dot(sheet: &mut [u8], left: usize, top: usize, side: usize, shade: u8) {
    for y in top..(top + side).min(HEIGHT) {
        for x in left..(left + side).min(WIDTH) {
            sheet[y * WIDTH + x] = shade;
        }
    }
}

/// A PNG of eight bits a point. Its data are stored as they are: four grey levels of a demo need no compression.
fn png(sheet: &[u8]) -> Vec<u8> {
    let mut rows = Vec::with_capacity(sheet.len() + HEIGHT);
    for row in sheet.chunks(WIDTH) {
        rows.push(0);
        rows.extend_from_slice(row);
    }
    let mut packed = vec![0x78, 0x01];
    let mut blocks = rows.chunks(65_535).peekable();
    while let Some(block) = blocks.next() {
        let length = u16::try_from(block.len()).unwrap_or(u16::MAX);
        packed.push(u8::from(blocks.peek().is_none()));
        packed.extend_from_slice(&length.to_le_bytes());
        packed.extend_from_slice(&(!length).to_le_bytes());
        packed.extend_from_slice(block);
    }
    let (mut low, mut high) = (1_u32, 0_u32);
    for byte in &rows {
        low = (low + u32::from(*byte)) % 65_521;
        high = (high + low) % 65_521;
    }
    packed.extend_from_slice(&(high << 16 | low).to_be_bytes());
    let size = |points: usize| u32::try_from(points).unwrap_or_default().to_be_bytes();
    let head = [&size(WIDTH)[..], &size(HEIGHT)[..], &[8, 0, 0, 0, 0]].concat();
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    for (name, data) in [(b"IHDR", &head), (b"IDAT", &packed), (b"IEND", &Vec::new())] {
        let part = [&name[..], data].concat();
        file.extend_from_slice(&size(data.len()));
        file.extend_from_slice(&part);
        file.extend_from_slice(&check(&part).to_be_bytes());
    }
    file
}

/// CRC-32 as PNG has it.
fn check(bytes: &[u8]) -> u32 {
    let mut sum = u32::MAX;
    for byte in bytes {
        sum ^= u32::from(*byte);
        for _ in 0..8 {
            sum = if sum & 1 == 1 { sum >> 1 ^ 0xedb8_8320 } else { sum >> 1 };
        }
    }
    !sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawn_slip_is_a_picture_that_is_taken_in() {
        let drawn = picture(&["DE NGHI XA".to_owned()]);
        assert!(acts::slip::picture::Picture::clean(&drawn).is_ok());
        assert_eq!(check(b"IEND"), 0xae42_6082);
    }
}

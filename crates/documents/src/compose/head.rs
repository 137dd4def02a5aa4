//! What frames a paper: its head, its title, the recipients and the signatures.

use super::{Composer, TO_BE_WRITTEN, issued};
use crate::error::Error;
use crate::metrics::widest;
use crate::model::{Authority, Document, Recipients, Signature, Symbol};
use crate::pages::{Align, Grid, GridCell, GridKind, GridRow, Line, Slot, twips};
use crate::profile::{Measure, Part, Profile, Word};
use crate::typed::Text;
use crate::words::{fill, words};

/// Room at either side of both halves of a head in twips, so that two long lines do not touch.
pub(crate) const HEAD_MARGIN: u32 = 57;

/// Number and sign as the system writes them.
pub(super) fn symbol(symbol: &Symbol, profile: &Profile) -> String {
    let number = match symbol.number.as_ref().map(Text::as_str) {
        None => TO_BE_WRITTEN.to_owned(),
        // Typed with all its signs from the paper that was signed.
        Some(whole) if whole.contains('/') => return whole.to_owned(),
        Some(digit) if digit.len() == 1 => format!("0{digit}"),
        Some(number) => number.to_owned(),
    };
    let values = [("number", number.as_str()), ("type", symbol.kind.as_str()), ("body", symbol.body.as_str())];
    let form = profile.word(Word::Symbol);
    if symbol.kind.is_empty() {
        return fill(&form.replace("{type}-", "").replace("-{type}", ""), &values);
    }
    fill(form, &values)
}

fn cell(class: &'static str, lines: Vec<Line>) -> Slot {
    Slot::Begins(GridCell { across: 1, down: 1, lines, class })
}

impl Composer<'_> {
    /// Two columns and two rows, so that a body of two lines pushes neither number nor day down alone.
    pub(super) fn head(&self, document: &Document, width: u32) -> Grid {
        // On its side a page is wider, and so are both halves.
        let left = twips(self.profile.number(Measure::HeadLeft)) * width / self.text_width(false);
        let mut rows = vec![GridRow {
            whole: true,
            slots: vec![
                cell("paper-head-issuer", self.issuer(document, left - 2 * HEAD_MARGIN)),
                cell("paper-head-title", self.national(width - left - 2 * HEAD_MARGIN)),
            ],
        }];
        let symbol = document.symbol.as_ref().map(|of| {
            let text = format!("{}{}", self.profile.word(Word::NumberLabel), symbol(of, self.profile));
            Line::of(Part::Number, Align::Center, Text::form(&text))
        });
        let concerning = document.letter.then(|| {
            let about = fill(&words().common.concerning, &[("about", document.about.as_str())]);
            Line::of(Part::Number, Align::Center, Text::from(about))
        });
        let place = [("place", document.place.as_str()), ("day", &issued(document.day))];
        let place = Text::from(fill(&words().common.place_date, &place));
        rows.push(GridRow {
            whole: true,
            slots: vec![
                cell("paper-head-number", symbol.into_iter().chain(concerning).collect()),
                cell("paper-head-place", vec![Line::of(Part::PlaceDate, Align::Center, place)]),
            ],
        });
        let classes = vec!["paper-col-half"; 2];
        Grid { kind: GridKind::Head, columns: vec![left, width - left], classes, head: 0, rows }
    }

    fn issuer(&self, document: &Document, width: u32) -> Vec<Line> {
        let mut lines = Vec::new();
        if let Some(superior) = &document.issuer.superior {
            lines.push(Line::of(Part::Superior, Align::Center, self.cased(Part::Superior, superior)));
        }
        let name = self.cased(Part::Issuer, &document.issuer.name);
        let rule = self.rule_under(Part::Issuer, &name, width, self.profile.number(Measure::RulePercent));
        lines.push(Line::of(Part::Issuer, Align::Center, name));
        lines.push(match self.profile.word(Word::Divider) {
            "" => rule,
            sign => Line::of(Part::Divider, Align::Center, Text::form(sign)),
        });
        lines
    }

    fn national(&self, width: u32) -> Vec<Line> {
        let title = self.cased(Part::NationalTitle, &Text::form(self.profile.word(Word::NationalTitle)));
        let motto = Text::form(self.profile.word(Word::Motto));
        if motto.is_empty() {
            let rule = self.rule_under(Part::NationalTitle, &title, width, 100);
            return vec![Line::of(Part::NationalTitle, Align::Center, title), rule];
        }
        let rule = self.rule_under(Part::Motto, &motto, width, 100);
        vec![Line::of(Part::NationalTitle, Align::Center, title), Line::of(Part::Motto, Align::Center, motto), rule]
    }

    /// A rule of so many percent of the longest line, which is no longer than there is room.
    fn rule_under(&self, part: Part, words: &Text, room: u32, percent: u32) -> Line {
        let face = self.profile.face(part);
        let longest = widest(words.as_str(), face.bold, face.size).min(room);
        Line::rule(part, longest * percent / 100)
    }

    pub(super) fn title(&self, document: &Document) -> Vec<Line> {
        let about = format!("{}{}", self.profile.word(Word::AbstractLead), document.about.as_str());
        let about = Text::from(about);
        let width = self.text_width(document.landscape);
        let end = match self.profile.word(Word::AbstractEnd) {
            "" => self.rule_under(Part::Abstract, &about, width * 3 / 5, self.profile.number(Measure::RulePercent)),
            sign => Line::of(Part::AbstractEnd, Align::Center, Text::form(sign)),
        };
        let mut lines = vec![
            Line::of(Part::TypeName, Align::Center, self.cased(Part::TypeName, &document.type_name)),
            Line::of(Part::Abstract, Align::Center, about),
        ];
        if let Some(paper) = &document.goes_with {
            let of = fill(&words().common.annex_of, &[("cited", paper.as_str())]);
            lines.push(Line::of(Part::Reference, Align::Center, Text::from(of)));
        }
        lines.push(end);
        for line in &mut lines {
            line.keep = true;
        }
        lines
    }

    /// Signatures with the recipients at their left; two or more signatures stand side by side, the recipients below.
    pub(super) fn closing(&self, document: &Document, width: u32) -> Result<Vec<Grid>, Error> {
        let mut blocks = Vec::with_capacity(document.signatures.len());
        for signature in &document.signatures {
            blocks.push(self.signature(signature)?);
        }
        let recipients = document.recipients.as_ref().map(|recipients| self.recipients(recipients)).unwrap_or_default();
        let grid = |slots: Vec<Vec<Slot>>| Grid {
            kind: GridKind::Closing,
            columns: vec![width / 2, width - width / 2],
            classes: vec!["paper-col-half"; 2],
            head: 0,
            rows: slots.into_iter().map(|slots| GridRow { whole: true, slots }).collect(),
        };
        if blocks.len() < 2 {
            let signed = blocks.pop().unwrap_or_default();
            if recipients.is_empty() && signed.is_empty() {
                return Ok(Vec::new());
            }
            return Ok(vec![grid(vec![vec![cell("paper-recipients", recipients), cell("paper-signature", signed)]])]);
        }
        let mut rows = Vec::new();
        let mut rest = blocks.into_iter();
        while let Some(left) = rest.next() {
            let right = rest.next().unwrap_or_default();
            rows.push(vec![cell("paper-signature", left), cell("paper-signature", right)]);
        }
        let mut grids = vec![grid(rows)];
        if !recipients.is_empty() {
            grids.push(grid(vec![vec![cell("paper-recipients", recipients), cell("paper-signature", Vec::new())]]));
        }
        Ok(grids)
    }

    fn signature(&self, signature: &Signature) -> Result<Vec<Line>, Error> {
        let line = |part, words: Text| Line { keep: true, ..Line::of(part, Align::Center, words) };
        let mut lines = Vec::new();
        let mut lead = |word: Word, of: &Text| {
            let sign = self.profile.word(word);
            if sign.is_empty() {
                return Err(Error::NotSignedSo { profile: self.profile.id.clone(), word });
            }
            let text = format!("{sign}{}", self.cased(Part::Authority, of).as_str());
            lines.push(line(Part::Authority, Text::from(text)));
            Ok(())
        };
        match &signature.authority {
            Authority::Own => {}
            Authority::OnBehalf(body) => lead(Word::OnBehalf, body)?,
            Authority::OnBehalfAsDeputy { body, head } => {
                lead(Word::OnBehalf, body)?;
                lead(Word::DeputyOfCollective, head)?;
            }
            Authority::Deputy(head) => lead(Word::Deputy, head)?,
            Authority::ByOrder(head) => lead(Word::ByOrder, head)?,
            Authority::Delegated(head) => lead(Word::Delegated, head)?,
        }
        if signature.post.is_empty() {
            return Err(Error::Missing { field: "post of who signs" });
        }
        lines.push(line(Part::Post, self.cased(Part::Post, &signature.post)));
        let name = signature.name.clone().unwrap_or_default();
        lines.push(Line::of(Part::Signer, Align::Center, name));
        Ok(lines)
    }

    fn recipients(&self, recipients: &Recipients) -> Vec<Line> {
        let label = Text::form(self.profile.word(Word::RecipientsLabel));
        let mut lines = vec![Line::of(Part::RecipientsLabel, Align::Left, label)];
        let end = self.profile.word(Word::RecipientEnd);
        for body in &recipients.bodies {
            lines.push(Line::of(Part::Recipient, Align::Left, Text::from(format!("- {}{end}", body.as_str()))));
        }
        let kept = match &recipients.unit {
            Some(unit) => fill(self.profile.word(Word::KeptWith), &[("unit", unit.as_str())]),
            None => self.profile.word(Word::Kept).to_owned(),
        };
        lines.push(Line::of(Part::Recipient, Align::Left, Text::from(format!("- {kept}."))));
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::{HEAD_MARGIN, Measure, Part, Word, twips};
    use crate::metrics::width;
    use crate::profile::{Settings, all};

    #[test]
    fn the_national_title_stands_on_one_line_with_the_widest_margin() {
        for profile in all() {
            let most = profile.measure(Measure::MarginRight).most;
            let settings = Settings { measures: vec![(Measure::MarginRight, most)], ..Settings::default() };
            let profile = profile.adjusted(&settings).expect("within the range");
            let of = |measure| twips(profile.number(measure));
            let room = twips(210) - of(Measure::MarginLeft) - of(Measure::MarginRight) - of(Measure::HeadLeft);
            for (part, word) in [(Part::NationalTitle, Word::NationalTitle), (Part::Motto, Word::Motto)] {
                let face = profile.face(part);
                let words = if face.upper { profile.word(word).to_uppercase() } else { profile.word(word).to_owned() };
                let taken = width(&words, face.bold, face.size);
                assert!(taken + 2 * HEAD_MARGIN <= room, "{} {part:?}: {taken} of {room}", profile.id);
            }
        }
    }
}

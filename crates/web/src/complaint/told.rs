//! A complaint in words: how it stands, its clocks, the steps that were made and those that can follow.

use acts::complaint::effect;
use domain::complaint::{Complaint, Finding, Instance, Made, Phase, Ruling, Running, Step, table};
use domain::day::Day;
use domain::due::{Derivation, Unit};
use domain::letter::process::{Ground, ground, grounds};
use domain::rule::Provenance;
use store::complaint;
use store::rulebook::{Rulebook, Whereabouts};

use crate::case::rule_words;
use crate::due::{left, why};
use crate::lang::{Arg, Lang};
use crate::look::complaint::{ClockLine, StepForm, StepLine};
use crate::look::form::Choice;
use crate::look::{Link, Shell};

/// By what the words of a complaint are written.
pub(super) struct Told<'a> {
    pub(super) shell: &'a Shell,
    pub(super) book: &'a Rulebook,
    pub(super) at: Option<Whereabouts>,
    pub(super) today: Day,
    pub(super) texts: Vec<(i64, String)>,
    pub(super) first: Option<Link>,
    pub(super) second: Option<Link>,
}

impl Told<'_> {
    fn text(&self, id: Option<i64>) -> String {
        id.and_then(|id| self.texts.iter().find(|(known, _)| *known == id)).map(|it| it.1.clone()).unwrap_or_default()
    }

    /// In the reader's language.
    fn title<'a>(&self, (vi, en): (&'a str, &'a str)) -> &'a str {
        if self.shell.lang == Lang::Vi { vi } else { en }
    }

    /// Article and document of a step; what was not compared with its source says so.
    fn source(&self, step: Step, on: Day, instance: Instance) -> String {
        let Some(row) = table::row(step, on) else { return self.shell.t("letter-outcome-no-row") };
        let key = if row.provenance == Provenance::Verified { "complaint-source" } else { "complaint-source-unsure" };
        self.shell.ta(key, &[("article", &row.article_of(instance)), ("source", &row.source)])
    }

    /// How it stands: how far it has come, which time it is, by which days it is settled, who decides, when it is in effect.
    pub(super) fn facts(&self, now: &Complaint) -> Vec<(String, String)> {
        let mut facts = vec![
            (self.shell.t("field-complaint-phase"), self.shell.of("complaint-phase", now.phase.as_str())),
            (self.shell.t("complaint-instance-label"), self.shell.of("complaint-instance", now.instance.as_str())),
            (self.shell.t("complaint-variant-label"), self.shell.of("complaint-variant", now.variant())),
            (self.shell.t("field-received-on"), now.received_on.vn()),
        ];
        if let Some(at) = &self.at {
            let family = format!("complaint-decides-{}", now.instance.as_str());
            facts.push((self.shell.t("complaint-decides-label"), self.shell.of(&family, &at.level)));
        }
        if now.not_counted > 0 {
            let days = self.shell.ta("day-count", &[("count", &now.not_counted)]);
            facts.push((self.shell.t("complaint-not-counted"), days));
        }
        if let (Phase::Decided, Some(at), None) = (now.phase, &self.at, now.appealed) {
            let decided_on = now.made(Step::Decide).map_or(now.received_on, |it| it.on);
            let on = complaint::first_day(self.book, effect(now.instance), now.variant(), at, decided_on);
            let from = on.map_or_else(|| self.shell.t("complaint-no-rule"), Day::vn);
            facts.push((self.shell.t("complaint-effect-from"), from));
        }
        facts.extend(self.first.iter().map(|it| (self.shell.t("complaint-first"), it.text.clone())));
        facts.extend(self.second.iter().map(|it| (self.shell.t("complaint-second"), it.text.clone())));
        facts
    }

    /// What is to be looked at: that it is late, that it came after the time in which one can complain, that it waits for a dialogue.
    pub(super) fn warnings(&self, now: &Complaint) -> Vec<String> {
        let mut said = Vec::new();
        if now.is_overdue(self.today) {
            let told = if now.is_explained() { "complaint-is-late-explained" } else { "complaint-is-late-silent" };
            said.push(self.shell.t(told));
        }
        let known = now.made(Step::Accept).and_then(|it| it.done.named_on).zip(self.at.as_ref());
        let rules: &[&str] = if now.is_disciplinary() { &["KN-DISC-LIMITATION"] } else { &["KN-LIMITATION"] };
        let last = known.and_then(|(on, at)| complaint::last_day(self.book, (rules, "normal"), at, on, 0));
        if let Some(last) = last.filter(|last| now.received_on > last.on) {
            said.push(self.shell.ta("complaint-limitation", &[("day", &last.on.vn())]));
        }
        if now.phase == Phase::Verified && now.needs_dialogue() {
            said.push(self.shell.t("complaint-needs-dialogue"));
        }
        if now.appealed.is_some() && now.phase == Phase::Decided {
            said.push(self.shell.t("complaint-is-appealed"));
        }
        said
    }

    pub(super) fn clock(&self, clock: &Running, kept: &[complaint::ClockRow]) -> ClockLine {
        let begun = &clock.begun;
        let row = kept.iter().find(|row| row.id == begun.clock);
        let derivation = row.and_then(|row| Derivation::parse(&row.derivation));
        let unit = derivation.as_ref().map_or(Unit::CalendarDays, |it| it.unit);
        let over = clock.is_late(self.today);
        let days = || [("due", begun.due_on.vn()), ("on", clock.done_on.map(Day::vn).unwrap_or_default())];
        let say = |key: &str| {
            let days = days();
            let args: Vec<(&str, &dyn Arg)> = days.iter().map(|(name, day)| (*name, day as _)).collect();
            self.shell.ta(key, &args)
        };
        let words = match (clock.state, clock.done_on, clock.replaced) {
            ("running", ..) => {
                let (words, _) = left(self.shell, &self.book.calendar, unit, self.today, begun.due_on);
                format!("{} · {words}", begun.due_on.vn())
            }
            ("suspended", ..) => self.shell.t("clock-suspended"),
            (_, Some(_), true) if over => say("complaint-clock-lapsed"),
            (_, _, true) => say("complaint-clock-replaced"),
            (_, Some(_), false) if over => say("complaint-clock-late"),
            (_, Some(_), false) => say("complaint-clock-kept"),
            _ => say("complaint-clock-ended"),
        };
        let rule = self.book.rules.iter().find(|rule| rule.id == begun.rule && rule.version == begun.rule_version);
        ClockLine {
            kind: self.shell.of("clock-kind", begun.kind.as_str()),
            words,
            due: begun.due_on.vn(),
            over,
            why: derivation.as_ref().filter(|_| clock.state != "stopped").map(|it| why(self.shell, it)),
            ground: rule.map(|rule| rule_words(self.shell, rule)).unwrap_or_default(),
        }
    }

    /// A step that was made, with all that it says.
    pub(super) fn step(&self, now: &Complaint, made: &Made) -> StepLine {
        let done = &made.done;
        let mut facts = Vec::new();
        let mut add = |label: &str, value: String| {
            if !value.is_empty() {
                facts.push((self.shell.t(label), value));
            }
        };
        let word =
            |family: &str, word: Option<&'static str>| word.map(|it| self.shell.of(family, it)).unwrap_or_default();
        add("field-paper-number", self.text(done.number.as_ref().map(|it| it.id)));
        add("field-paper-signer", self.text(done.signer.as_ref().map(|it| it.id)));
        let ground = done.ground.as_deref().and_then(|code| ground(code, made.on));
        add(
            "field-letter-ground",
            ground.map(|it| self.title((&it.title, &it.title_en)).to_owned()).unwrap_or_default(),
        );
        add("complaint-variant-label", if done.remote { self.shell.t("complaint-remote-yes") } else { String::new() });
        add("field-disciplinary", if done.disciplinary { self.shell.t("disciplinary-yes") } else { String::new() });
        let ticks = done.ticks.iter().filter_map(|code| table::complex_of(code));
        add(
            "field-complex-ticks",
            ticks.map(|it| self.title((&it.title, &it.title_en))).collect::<Vec<_>>().join("; "),
        );
        add("field-differs", word("complaint-differs", done.differs.map(|it| if it { "yes" } else { "no" })));
        add("field-complaint-finding", word("complaint-finding", done.finding.map(Finding::as_str)));
        add("field-complaint-ruling", word("complaint-ruling", done.ruling.map(Ruling::as_str)));
        let named = if done.step == Step::Dialogue { "field-invited-on" } else { "field-known-on" };
        add(named, done.named_on.map(Day::vn).unwrap_or_default());
        add("field-reason", self.text(done.words.as_ref().map(|it| it.id)));
        StepLine {
            title: self.shell.of("complaint-step", done.step.as_str()),
            on: made.on.vn(),
            source: self.source(done.step, made.on, now.instance),
            facts,
            note: self.note(made),
        }
    }

    /// What is to be known of a step: that a dialogue was announced too late, until when a decision stays posted.
    fn note(&self, made: &Made) -> String {
        let Some(at) = &self.at else { return String::new() };
        match made.done.step {
            Step::Dialogue => {
                let last = self.book.last_day_before("KN-DIALOGUE-NOTICE", at, made.on).map(|it| it.due.on);
                let late = last.filter(|last| made.done.named_on.is_some_and(|on| on > *last));
                late.map(|last| self.shell.ta("complaint-announced-late", &[("day", &last.vn())])).unwrap_or_default()
            }
            Step::Publish => {
                let until =
                    complaint::first_day(self.book, &["KN-POSTING"], "normal", at, made.on).map(|on| on.plus(-1));
                until.map(|on| self.shell.ta("complaint-posted-until", &[("day", &on.vn())])).unwrap_or_default()
            }
            _ => String::new(),
        }
    }

    /// The steps that can follow.
    pub(super) fn forms(&self, now: &Complaint) -> Vec<StepForm> {
        let open = Step::ALL.iter().copied().filter(|step| now.is_open(*step, self.today));
        open.map(|step| self.form(now, step)).collect()
    }

    fn form(&self, now: &Complaint, step: Step) -> StepForm {
        let shell = self.shell;
        let row = table::row(step, self.today);
        let yes = |word: &str| vec![Choice::new("yes", shell.t(word))];
        let of = |family: &str, word: &'static str| Choice::new(word, shell.of(family, word));
        let mut form = StepForm {
            step: step.as_str(),
            title: shell.of("complaint-step", step.as_str()),
            source: self.source(step, self.today, now.instance),
            first: step == Step::Second,
            reason: row.is_some_and(|row| row.reason) || step == Step::Accept,
            ..StepForm::default()
        };
        match step {
            Step::Accept => {
                form.named = "known_on";
                form.checks.push(("remote", yes("complaint-remote-yes")));
                form.checks.push(("disciplinary", yes("disciplinary-yes")));
            }
            Step::Refuse => {
                let known = grounds().iter().filter(|it| it.code.starts_with("KN11_"));
                let known = known.filter(|it| it.valid_from <= self.today && self.today < it.valid_to);
                let choice = |it: &Ground| Choice::new(it.code.clone(), self.title((&it.title, &it.title_en)));
                form.grounds = known.map(choice).collect();
            }
            Step::Verify => {
                form.radios.push(("differs", ["yes", "no"].map(|it| of("complaint-differs", it)).to_vec()));
            }
            Step::Dialogue => form.named = "invited_on",
            Step::Extend => {
                let tick = |it: &table::Complex| Choice::new(it.code.clone(), self.title((&it.title, &it.title_en)));
                form.checks.push(("complex_ticks", table::complex(self.today).iter().map(tick).collect()));
            }
            Step::Decide => {
                let findings = Finding::ALL.iter().map(|it| of("complaint-finding", it.as_str())).collect();
                let rulings = Ruling::ALL.iter().map(|it| of("complaint-ruling", it.as_str())).collect();
                form.radios = vec![("complaint_finding", findings), ("complaint_ruling", rulings)];
            }
            _ => {}
        }
        form
    }
}

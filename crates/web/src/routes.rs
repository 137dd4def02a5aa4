//! Every address of the site: who may come there, and the function that answers.
//!
//! A route exists only as a row of this table, so none can be without its access; the table is what the matrix of
//! permissions is generated from.

use std::sync::Arc;

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};
use domain::permission::Act;

use crate::app::App;
use crate::shell::Fault;
use crate::{
    account, behalf, calendar, case, closure, complaint, declared, denunciation, desk, dialogue, due, duty, event,
    figure, follow, gathering, handover, home, import, job, language, letter, message, minutes, notice, organisation,
    plan, reception, rule, search, session, supervision, survey, transfer, urging,
};
use Access::{Anybody, SignedIn, To};
use Target::{
    ABody, ACase, ADeclared, ADenunciation, ADevice, ADialogue, AFinding, AGathering, AHandover, ALetter, ANotice,
    APlan, APlanned, AReception, ASubmission, ASupervisedCase, ASupervisedNotice, ASupervision, ATerm, AnAccount,
    AnEvent,
};

/// Who may come to a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Without signing in.
    Anybody,
    /// Whoever is signed in, for what is their own.
    SignedIn,
    /// Whoever may do the act to the thing that the address names.
    To(Act, Target),
}

/// The thing that an address names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// A body: `{id}`, `of=` in the query, `organisation` in a form, else the reader's own.
    ABody,
    /// A term in a post of a body, `{id}`.
    ATerm,
    /// A dialogue, `{id}`.
    ADialogue,
    /// A notice of conclusion, `{id}`.
    ANotice,
    /// Declared figures, `{id}`.
    ADeclared,
    /// A line in the register of denunciations, `{id}`.
    ADenunciation,
    /// A case, `{id}`.
    ACase,
    /// A submission, `{id}`.
    ASubmission,
    /// An event of a case, `{id}`.
    AnEvent,
    /// A plan, `{id}`.
    APlan,
    /// A dialogue that a plan names, `{id}`.
    APlanned,
    /// An account, `{id}`.
    AnAccount,
    /// A handover, `{id}`.
    AHandover,
    /// A registered machine of a body, `{id}`.
    ADevice,
    /// A case as it is supervised, `{id}`.
    ASupervisedCase,
    /// A notice as it is supervised, `{id}`.
    ASupervisedNotice,
    /// What was found of a matter, `{id}`.
    AFinding,
    /// A supervision of a notice, `{id}`.
    ASupervision,
    /// A round of gathering, `{id}`.
    AGathering,
    /// A reception day, `{id}`.
    AReception,
    /// A letter, `{id}`.
    ALetter,
}

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Route {
    /// `get` or `post`.
    pub method: &'static str,
    /// The pattern of the path.
    pub path: &'static str,
    /// Who may come there.
    pub access: Access,
}

macro_rules! routes {
    ($($method:ident $path:literal $access:expr, $handler:path;)*) => {
        /// The table.
        pub const ROUTES: &[Route] =
            &[$(Route { method: stringify!($method), path: $path, access: $access }),*];

        fn table() -> Router<Arc<App>> {
            Router::new()$(.route($path, $method($handler)))*
        }
    };
}

routes! {
    get  "/health"                             Anybody, home::health;
    post "/language/{code}"                    Anybody, language::choose;
    get  "/sign-in"                            Anybody, account::sign_in;
    post "/sign-in"                            Anybody, account::enter;
    post "/sign-in/pin"                        Anybody, account::enter_by_pin;
    get  "/sign-in/code"                       Anybody, account::ask_code;
    post "/sign-in/code"                       Anybody, account::pass_code;
    post "/sign-out"                           Anybody, account::sign_out;
    get  "/unlock"                             Anybody, account::locked;
    post "/unlock"                             Anybody, account::unlock;
    get  "/first-run"                          Anybody, account::first_run;
    post "/first-run"                          Anybody, account::begin;
    get  "/first-run/places"                   Anybody, account::find_places;
    get  "/reset"                              Anybody, account::reset;
    post "/reset"                              Anybody, account::set_password;
    get  "/due-date"                           Anybody, due::anybody::show;
    get  "/follow"                             Anybody, follow::ask;
    post "/follow"                             Anybody, follow::open;
    post "/follow/assess"                      Anybody, follow::assess;
    get  "/account"                            SignedIn, account::show;
    post "/account/password"                   SignedIn, account::change_password;
    post "/account/work-for"                   SignedIn, account::work_for;
    post "/account/recovery-codes"             SignedIn, account::draw_recovery;
    post "/account/sessions/{id}/revoke"       SignedIn, account::revoke_session;
    post "/account/pin"                        SignedIn, account::set_pin;
    post "/account/pin/clear"                  SignedIn, account::clear_pin;
    get  "/account/totp"                       SignedIn, account::show_totp;
    post "/account/totp"                       SignedIn, account::begin_totp;
    post "/account/totp/confirm"               SignedIn, account::confirm_totp;
    post "/account/totp/clear"                 SignedIn, account::clear_totp;
    post "/lock"                               SignedIn, account::lock;
    get  "/messages"                           SignedIn, message::show;
    post "/messages/read"                      SignedIn, message::read;
    post "/messages/settings"                  SignedIn, message::set;
    get  "/jobs"                               To(Act::JobRetry, ABody), job::show;
    post "/jobs/retry"                         To(Act::JobRetry, ABody), job::retry;
    get  "/accounts"                           To(Act::AccountRead, ABody), account::list;
    post "/accounts"                           To(Act::AccountCreate, ABody), account::create;
    post "/accounts/{id}/grant"                To(Act::AccountGrant, AnAccount), account::grant;
    post "/accounts/{id}/revoke"               To(Act::AccountRevoke, AnAccount), account::revoke;
    post "/accounts/{id}/reset-slip"           To(Act::AccountReset, AnAccount), account::reset_slip;
    post "/devices"                            To(Act::DeviceRegister, ABody), account::register_device;
    post "/devices/{id}/revoke"                To(Act::DeviceRegister, ADevice), account::revoke_device;
    get  "/"                                   SignedIn, home::show;
    get  "/organisations"                      To(Act::OrganisationRead, ABody), organisation::list;
    post "/organisations"                      To(Act::OrganisationFound, ABody), organisation::found;
    get  "/organisations/{id}"                 To(Act::OrganisationRead, ABody), organisation::show;
    post "/organisations/{id}/rename"          To(Act::OrganisationChange, ABody), organisation::rename;
    post "/organisations/{id}/place"           To(Act::OrganisationChange, ABody), organisation::place;
    post "/organisations/{id}/end"             To(Act::OrganisationChange, ABody), organisation::end;
    post "/organisations/{id}/approval"        To(Act::OrganisationSettle, ABody), organisation::settle_approval;
    post "/organisations/{id}/villages"        To(Act::OrganisationFound, ABody), organisation::add_village;
    post "/organisations/{id}/schools"         To(Act::OrganisationFound, ABody), organisation::add_schools;
    post "/organisations/{id}/terms"           To(Act::OrganisationFound, ABody), organisation::begin_term;
    post "/terms/{id}/end"                     To(Act::OrganisationChange, ATerm), organisation::end_term;
    get  "/dialogues"                          To(Act::DialogueRead, ABody), dialogue::list;
    get  "/dialogues/new"                      To(Act::DialogueOpen, ABody), dialogue::new;
    post "/dialogues/new"                      To(Act::DialogueOpen, ABody), dialogue::open;
    get  "/dialogues/announce"                 To(Act::DialogueOpen, ABody), dialogue::announce::show;
    post "/dialogues/announce"                 To(Act::DialogueOpen, ABody), dialogue::announce::announce;
    get  "/dialogues/{id}"                     To(Act::DialogueRead, ADialogue), dialogue::one::show;
    post "/dialogues/{id}/sessions"            To(Act::DialogueOpen, ADialogue), dialogue::change::add_session;
    post "/dialogues/{id}/set"                 To(Act::DialogueOpen, ADialogue), dialogue::change::set_session;
    post "/dialogues/{id}/begin"               To(Act::DialogueOpen, ADialogue), dialogue::change::begin;
    post "/dialogues/{id}/hold"                To(Act::DialogueOpen, ADialogue), dialogue::change::hold;
    post "/dialogues/{id}/attend"              To(Act::DialogueOpen, ADialogue), dialogue::change::attend;
    post "/dialogues/{id}/agenda"              To(Act::DialogueOpen, ADialogue), dialogue::change::set_agenda;
    get  "/dialogues/{id}/minutes"             To(Act::DialogueRead, ADialogue), minutes::show;
    post "/dialogues/{id}/minutes"             To(Act::DialogueOpen, ADialogue), minutes::take;
    get  "/dialogues/{id}/minutes/paper"       To(Act::DialogueRead, ADialogue), minutes::paper;
    get  "/dialogues/{id}/minutes/word"        To(Act::DialogueRead, ADialogue), minutes::word;
    post "/dialogues/{id}/minutes/names"       To(Act::CaseReadIdentity, ADialogue), minutes::names;
    post "/dialogues/{id}/minutes/sign"        To(Act::DialogueOpen, ADialogue), minutes::sign;
    post "/dialogues/{id}/minutes/waive"       To(Act::DialogueOpen, ADialogue), minutes::waive;
    post "/dialogues/{id}/minutes/scans"       To(Act::DialogueOpen, ADialogue), minutes::add_scans;
    post "/dialogues/{id}/minutes/scans/{slip}/open" To(Act::CaseReadIdentity, ADialogue), minutes::open_scan;
    get  "/dialogues/{id}/synthesis"           To(Act::DialogueRead, ADialogue), minutes::synthesis;
    get  "/dialogues/{id}/synthesis/word"      To(Act::DialogueRead, ADialogue), minutes::synthesis_word;
    get  "/dialogues/{id}/beyond"              To(Act::DialogueRead, ADialogue), transfer::of_dialogue;
    get  "/dialogues/{id}/beyond/word"         To(Act::DialogueRead, ADialogue), transfer::of_dialogue_word;
    post "/dialogues/{id}/conclude"            To(Act::DialogueOpen, ADialogue), dialogue::change::conclude;
    post "/dialogues/{id}/notices"             To(Act::NoticeChange, ADialogue), notice::change::draft;
    post "/dialogues/{id}/duty"                To(Act::NoticeChange, ADialogue), duty::fulfil;
    get  "/notices/{id}"                       To(Act::DialogueRead, ANotice), notice::show;
    get  "/notices/{id}/paper"                 To(Act::DialogueRead, ANotice), notice::printed::preview;
    get  "/notices/{id}/word"                  To(Act::DialogueRead, ANotice), notice::printed::word;
    get  "/notices/{id}/point"                 To(Act::NoticeChange, ANotice), notice::point::form;
    post "/notices/{id}/point"                 To(Act::NoticeChange, ANotice), notice::point::set;
    post "/notices/{id}/points"                To(Act::NoticeChange, ANotice), notice::points::set;
    post "/notices/{id}/confirm"               To(Act::NoticeChange, ANotice), notice::change::confirm;
    post "/notices/{id}/place"                 To(Act::NoticeChange, ANotice), notice::change::place_case;
    post "/notices/{id}/drop"                  To(Act::NoticeChange, ANotice), notice::change::drop_point;
    post "/notices/{id}/date"                  To(Act::NoticeChange, ANotice), notice::change::date;
    post "/notices/{id}/describe"              To(Act::NoticeChange, ANotice), notice::change::describe;
    post "/notices/{id}/submit"                To(Act::NoticeChange, ANotice), notice::change::submit;
    post "/notices/{id}/issue"                 To(Act::NoticeChange, ANotice), notice::change::issue;
    post "/notices/{id}/publish"               To(Act::NoticeChange, ANotice), notice::change::publish;
    post "/notices/{id}/replace"               To(Act::NoticeChange, ANotice), notice::change::replace;
    post "/notices/{id}/strike"                To(Act::NoticeChange, ANotice), notice::change::strike;
    post "/notices/{id}/scans"                 To(Act::NoticeChange, ANotice), notice::scan::add;
    get  "/notices/{id}/scans/{slip}"          To(Act::DialogueRead, ANotice), notice::scan::open;
    get  "/numbering"                          To(Act::DialogueRead, ABody), notice::numbering::show;
    post "/numbering"                          To(Act::NoticeChange, ABody), notice::numbering::set;
    get  "/dialogues/{id}/desk"                To(Act::DialogueRead, ADialogue), desk::show;
    get  "/dialogues/{id}/earlier"             To(Act::DialogueRead, ADialogue), desk::earlier_part;
    post "/dialogues/{id}/desk"                To(Act::SubmissionRaise, ADialogue), desk::raise;
    post "/dialogues/{id}/draft"               To(Act::SubmissionRaise, ADialogue), desk::keep_draft;
    get  "/dialogues/{id}/together"            To(Act::SubmissionRaise, ADialogue), desk::together;
    post "/dialogues/{id}/together"            To(Act::SubmissionRaise, ADialogue), desk::answer_together;
    get  "/dialogues/{id}/slips"               To(Act::SubmissionRaise, ADialogue), desk::slips;
    post "/dialogues/{id}/slips"               To(Act::SubmissionRaise, ADialogue), desk::add_slips;
    get  "/dialogues/{id}/slips/{slip}/image"  To(Act::SubmissionRaise, ADialogue), desk::slip_image;
    post "/dialogues/{id}/slips/{slip}/set-aside" To(Act::SubmissionRaise, ADialogue), desk::set_slip_aside;
    post "/dialogues/{id}/slips/{slip}/take-up" To(Act::SubmissionRaise, ADialogue), desk::take_slip_up;
    post "/dialogues/{id}/withhold"            To(Act::SubmissionWithhold, ADialogue), desk::withhold;
    get  "/dialogues/{id}/private-slips/{slip}" To(Act::SubmissionWithhold, ADialogue), desk::private_slip;
    post "/dialogues/{id}/private-slips/{slip}/strike" To(Act::SubmissionDisclose, ADialogue), desk::strike_private_slip;
    get  "/dialogues/{id}/projector"           To(Act::DialogueRead, ADialogue), desk::projector;
    get  "/dialogues/{id}/projector/part"      To(Act::DialogueRead, ADialogue), desk::projector_part;
    post "/submissions/{id}/release"           To(Act::SubmissionRelease, ASubmission), desk::release;
    post "/submissions/{id}/withdraw"          To(Act::SubmissionRelease, ASubmission), desk::withdraw;
    post "/submissions/{id}/revise"            To(Act::SubmissionRevise, ASubmission), desk::revise;
    post "/submissions/{id}/note"              To(Act::SubmissionRevise, ASubmission), minutes::note;
    post "/submissions/{id}/undo"              To(Act::SubmissionStrike, ASubmission), desk::undo;
    post "/submissions/{id}/strike"            To(Act::SubmissionStrike, ASubmission), desk::strike;
    post "/submissions/{id}/slip"              To(Act::SubmissionCode, ASubmission), follow::slip;
    get  "/imports"                            To(Act::DialogueOpen, ABody), import::list;
    post "/imports"                            To(Act::DialogueOpen, ABody), import::bring;
    get  "/imports/one"                        To(Act::DialogueOpen, ABody), import::show;
    post "/imports/one"                        To(Act::DialogueOpen, ABody), import::answer;
    get  "/imports/row"                        To(Act::DialogueOpen, ABody), import::row;
    post "/imports/row"                        To(Act::DialogueOpen, ABody), import::amend;
    post "/imports/drop"                       To(Act::DialogueOpen, ABody), import::discard;
    post "/imports/undo"                       To(Act::DialogueOpen, ABody), import::undo;
    get  "/supervision"                        To(Act::SupervisionRead, ABody), supervision::list;
    get  "/supervision/plan"                   To(Act::SupervisionRead, ABody), supervision::year::plan;
    post "/supervision/plan"                   To(Act::SupervisionIssue, ABody), supervision::year::issue;
    get  "/supervision/cases/{id}"             To(Act::SupervisionRead, ASupervisedCase), supervision::show;
    post "/supervision/cases/{id}"             To(Act::SupervisionFind, ASupervisedCase), supervision::recorded::find;
    get  "/supervision/cases/{id}/files/{slip}" To(Act::SupervisionRead, ASupervisedCase), case::file::supervised;
    get  "/supervision/findings/{id}/file"     To(Act::SupervisionFind, AFinding), supervision::recorded::file;
    post "/supervision/findings/{id}/correct"  To(Act::SupervisionFind, AFinding), supervision::recorded::correct;
    post "/supervision/findings/{id}/strike"   To(Act::SupervisionFind, AFinding), supervision::recorded::strike;
    get  "/supervision/notices/{id}"           To(Act::SupervisionRead, ASupervisedNotice), supervision::planned::show;
    post "/supervision/notices/{id}"           To(Act::SupervisionFind, ASupervisedNotice), supervision::planned::put;
    get  "/supervision/notices/{id}/scans/{slip}" To(Act::SupervisionRead, ASupervisedNotice), notice::scan::supervised;
    get  "/supervision/lines/{id}/paper"       To(Act::SupervisionRead, ASupervision), supervision::paper::preview;
    get  "/supervision/lines/{id}/word"        To(Act::SupervisionRead, ASupervision), supervision::paper::word;
    post "/supervision/lines/{id}/replan"      To(Act::SupervisionFind, ASupervision), supervision::planned::replan;
    post "/supervision/lines/{id}/drop"        To(Act::SupervisionFind, ASupervision), supervision::planned::drop;
    post "/supervision/lines/{id}/carry-out"   To(Act::SupervisionFind, ASupervision), supervision::planned::carry_out;
    post "/supervision/lines/{id}/report"      To(Act::SupervisionFind, ASupervision), supervision::planned::report;
    post "/supervision/lines/{id}/undo"        To(Act::SupervisionFind, ASupervision), supervision::planned::undo;
    get  "/gatherings"                         To(Act::GatheringRead, ABody), gathering::list;
    post "/gatherings"                         To(Act::GatheringRecord, ABody), gathering::open;
    get  "/gatherings/new"                     To(Act::GatheringRecord, ABody), gathering::new;
    post "/gatherings/ask"                     To(Act::DialogueOpen, ABody), gathering::ask;
    get  "/gatherings/{id}"                    To(Act::GatheringRead, AGathering), gathering::show;
    get  "/gatherings/{id}/paper"              To(Act::GatheringRead, AGathering), gathering::paper;
    get  "/gatherings/{id}/word"               To(Act::GatheringRead, AGathering), gathering::word;
    post "/gatherings/{id}/open"               To(Act::GatheringRecord, AGathering), gathering::begin;
    post "/gatherings/{id}/opinions"           To(Act::GatheringRecord, AGathering), gathering::add;
    post "/gatherings/{id}/revise"             To(Act::GatheringRecord, AGathering), gathering::revise;
    post "/gatherings/{id}/strike-opinion"     To(Act::GatheringRecord, AGathering), gathering::strike_opinion;
    post "/gatherings/{id}/move"               To(Act::GatheringRecord, AGathering), gathering::move_opinions;
    post "/gatherings/{id}/themes"             To(Act::GatheringRecord, AGathering), gathering::set_themes;
    post "/gatherings/{id}/table"              To(Act::GatheringRecord, AGathering), gathering::table;
    post "/gatherings/{id}/take"               To(Act::GatheringRecord, AGathering), gathering::take;
    post "/gatherings/{id}/drop"               To(Act::GatheringRecord, AGathering), gathering::drop_rows;
    post "/gatherings/{id}/opening"            To(Act::GatheringRecord, AGathering), gathering::correct_opening;
    post "/gatherings/{id}/close"              To(Act::GatheringRecord, AGathering), gathering::close;
    post "/gatherings/{id}/send"               To(Act::GatheringRecord, AGathering), gathering::send;
    post "/gatherings/{id}/strike"             To(Act::GatheringRecord, AGathering), gathering::strike;
    post "/gatherings/{id}/place"              To(Act::GatheringDecide, AGathering), gathering::place;
    get  "/gatherings/{id}/survey"             To(Act::GatheringRead, AGathering), survey::show;
    post "/gatherings/{id}/survey"             To(Act::GatheringRecord, AGathering), survey::describe;
    get  "/gatherings/{id}/survey/paper"       To(Act::GatheringRead, AGathering), survey::paper;
    get  "/gatherings/{id}/survey/word"        To(Act::GatheringRead, AGathering), survey::word;
    post "/gatherings/{id}/survey/questions"   To(Act::GatheringRecord, AGathering), survey::add_question;
    post "/gatherings/{id}/survey/drop-question" To(Act::GatheringRecord, AGathering), survey::drop_question;
    get  "/gatherings/{id}/survey/sheets"      To(Act::GatheringRecord, AGathering), survey::sheets;
    post "/gatherings/{id}/survey/sheets"      To(Act::GatheringRecord, AGathering), survey::add_sheet;
    post "/gatherings/{id}/survey/strike-sheet" To(Act::GatheringRecord, AGathering), survey::strike_sheet;
    post "/gatherings/{id}/survey/count"       To(Act::GatheringRecord, AGathering), survey::count;
    post "/gatherings/{id}/survey/strike-count" To(Act::GatheringRecord, AGathering), survey::strike_count;
    post "/gatherings/{id}/survey/take"        To(Act::GatheringRecord, AGathering), survey::take;
    post "/gatherings/{id}/survey/keep"        To(Act::GatheringRecord, AGathering), survey::keep;
    get  "/receptions"                         To(Act::ReceptionRead, ABody), reception::list;
    post "/receptions"                         To(Act::ReceptionRecord, ABody), reception::schedule;
    get  "/receptions/new"                     To(Act::ReceptionRecord, ABody), reception::new;
    get  "/receptions/book"                    To(Act::ReceptionRead, ABody), reception::book;
    get  "/receptions/{id}"                    To(Act::ReceptionRead, AReception), reception::show;
    post "/receptions/{id}/visits"             To(Act::ReceptionRecord, AReception), reception::record;
    post "/receptions/{id}/bind"               To(Act::ReceptionRecord, AReception), reception::bind;
    post "/receptions/{id}/strike-visit"       To(Act::ReceptionRecord, AReception), reception::strike_visit;
    post "/receptions/{id}/refusal"            To(Act::ReceptionRecord, AReception), reception::refusal;
    post "/receptions/{id}/withhold"           To(Act::SubmissionWithhold, AReception), reception::withhold;
    post "/receptions/{id}/hold"               To(Act::ReceptionRecord, AReception), reception::hold;
    post "/receptions/{id}/change"             To(Act::ReceptionRecord, AReception), reception::change;
    post "/receptions/{id}/cancel"             To(Act::ReceptionRecord, AReception), reception::cancel;
    post "/receptions/{id}/conclude"           To(Act::ReceptionRecord, AReception), reception::conclude;
    post "/receptions/{id}/names"              To(Act::CaseReadIdentity, AReception), reception::names;
    get  "/denunciations"                      To(Act::DenunciationRead, ABody), denunciation::list;
    post "/denunciations"                      To(Act::DenunciationRecord, ABody), denunciation::register;
    get  "/denunciations/new"                  To(Act::DenunciationRecord, ABody), denunciation::new;
    get  "/denunciations/counts"               To(Act::DenunciationCount, ABody), denunciation::figures;
    get  "/denunciations/{id}"                 To(Act::DenunciationRead, ADenunciation), denunciation::one::show;
    post "/denunciations/{id}/step"            To(Act::DenunciationRecord, ADenunciation), denunciation::one::take_step;
    post "/denunciations/{id}/take-back"       To(Act::DenunciationRecord, ADenunciation), denunciation::one::take_back;
    post "/denunciations/{id}/strike"          To(Act::DenunciationRecord, ADenunciation), denunciation::one::strike;
    get  "/submissions/{id}/denunciation"      To(Act::DenunciationErase, ASubmission), denunciation::moved::show;
    post "/submissions/{id}/denunciation"      To(Act::DenunciationErase, ASubmission), denunciation::moved::send;
    post "/submissions/{id}/denunciation/print" To(Act::DenunciationErase, ASubmission), denunciation::moved::print;
    get  "/letters"                            To(Act::CaseRead, ABody), letter::list;
    get  "/letters/new"                        To(Act::LetterRegister, ABody), letter::new;
    post "/letters/new"                        To(Act::LetterRegister, ABody), letter::register;
    get  "/letters/{id}"                       To(Act::CaseRead, ALetter), letter::show;
    post "/letters/{id}/describe"              To(Act::LetterRegister, ALetter), letter::describe;
    post "/letters/{id}/classify"              To(Act::LetterRegister, ALetter), letter::classify;
    post "/letters/{id}/process"               To(Act::LetterRegister, ALetter), letter::process;
    post "/letters/{id}/parts"                 To(Act::LetterRegister, ALetter), letter::add_part;
    post "/letters/{id}/parts/{slip}/strike"   To(Act::SubmissionStrike, ALetter), letter::strike_part;
    post "/letters/{id}/repeat"                To(Act::LetterRegister, ALetter), letter::repeat;
    post "/letters/{id}/return-originals"      To(Act::LetterRegister, ALetter), letter::return_originals;
    post "/letters/{id}/withhold"              To(Act::SubmissionWithhold, ALetter), letter::withhold;
    post "/letters/{id}/strike"                To(Act::SubmissionStrike, ALetter), letter::strike;
    get  "/letters/{id}/complaint"             To(Act::CaseRead, ALetter), complaint::one::show;
    post "/letters/{id}/complaint"             To(Act::LetterRegister, ALetter), complaint::one::step;
    get  "/complaints"                         To(Act::CaseRead, ABody), complaint::list;
    post "/letters/{id}/scans"                 To(Act::LetterRegister, ALetter), letter::add_scans;
    post "/letters/{id}/scans/{slip}/open"     To(Act::CaseReadIdentity, ALetter), letter::open_scan;
    get  "/cases"                              To(Act::CaseRead, ABody), case::list;
    get  "/cases/{id}"                         To(Act::CaseRead, ACase), case::show;
    post "/cases/{id}/answer-on-the-spot"      To(Act::CaseAnswerOnTheSpot, ACase), case::answer;
    get  "/cases/{id}/reply"                    To(Act::CaseReply, ACase), case::act::form;
    post "/cases/{id}/reply"                    To(Act::CaseReply, ACase), case::act::done;
    get  "/cases/{id}/assign"                   To(Act::CaseDecide, ACase), case::act::form;
    post "/cases/{id}/assign"                   To(Act::CaseDecide, ACase), case::act::done;
    get  "/cases/{id}/accept"                   To(Act::CaseWork, ACase), case::act::form;
    post "/cases/{id}/accept"                   To(Act::CaseWork, ACase), case::act::done;
    get  "/cases/{id}/progress"                 To(Act::CaseWork, ACase), case::act::form;
    post "/cases/{id}/progress"                 To(Act::CaseWork, ACase), case::act::done;
    get  "/cases/{id}/keep-promise"             To(Act::CaseWork, ACase), case::act::form;
    post "/cases/{id}/keep-promise"             To(Act::CaseWork, ACase), case::act::done;
    get  "/cases/{id}/send-on"                  To(Act::CaseTransfer, ACase), case::act::form;
    post "/cases/{id}/send-on"                  To(Act::CaseTransfer, ACase), case::act::done;
    get  "/cases/{id}/extend"                   To(Act::CaseDecide, ACase), case::act::form;
    post "/cases/{id}/extend"                   To(Act::CaseDecide, ACase), case::act::done;
    get  "/cases/{id}/suspend"                  To(Act::CaseDecide, ACase), case::act::form;
    post "/cases/{id}/suspend"                  To(Act::CaseDecide, ACase), case::act::done;
    get  "/cases/{id}/resume"                   To(Act::CaseDecide, ACase), case::act::form;
    post "/cases/{id}/resume"                   To(Act::CaseDecide, ACase), case::act::done;
    get  "/cases/{id}/tell"                     To(Act::CaseWork, ACase), case::act::form;
    post "/cases/{id}/tell"                     To(Act::CaseWork, ACase), case::act::done;
    get  "/cases/{id}/assess"                   To(Act::CaseAssess, ACase), case::act::form;
    post "/cases/{id}/assess"                   To(Act::CaseAssess, ACase), case::act::done;
    get  "/cases/{id}/review"                   To(Act::CaseReview, ACase), case::act::form;
    post "/cases/{id}/review"                   To(Act::CaseReview, ACase), case::act::done;
    get  "/cases/{id}/confirm"                  To(Act::CaseConfirm, ACase), case::act::form;
    post "/cases/{id}/confirm"                  To(Act::CaseConfirm, ACase), case::act::done;
    get  "/cases/{id}/end"                      To(Act::CaseDecide, ACase), case::act::form;
    post "/cases/{id}/end"                      To(Act::CaseDecide, ACase), case::act::done;
    get  "/cases/{id}/reopen"                   To(Act::CaseDecide, ACase), case::act::form;
    post "/cases/{id}/reopen"                   To(Act::CaseDecide, ACase), case::act::done;
    get  "/cases/{id}/link"                     To(Act::CaseDecide, ACase), case::act::form;
    post "/cases/{id}/link"                     To(Act::CaseDecide, ACase), case::act::done;
    get  "/cases/{id}/split"                    To(Act::CaseDecide, ACase), case::act::form;
    post "/cases/{id}/split"                    To(Act::CaseDecide, ACase), case::act::done;
    get  "/cases/{id}/merge"                    To(Act::CaseDecide, ACase), case::act::form;
    post "/cases/{id}/merge"                    To(Act::CaseDecide, ACase), case::act::done;
    get  "/cases/{id}/unmerge"                  To(Act::CaseDecide, ACase), case::act::form;
    post "/cases/{id}/unmerge"                  To(Act::CaseDecide, ACase), case::act::done;
    get  "/cases/{id}/receive"                  To(Act::CaseTransfer, ACase), case::act::form;
    post "/cases/{id}/receive"                  To(Act::CaseTransfer, ACase), case::act::done;
    get  "/cases/{id}/answer-transfer"          To(Act::CaseTransfer, ACase), case::act::form;
    post "/cases/{id}/answer-transfer"          To(Act::CaseTransfer, ACase), case::act::done;
    get  "/cases/{id}/date-transfer"            To(Act::CaseTransfer, ACase), case::act::form;
    post "/cases/{id}/date-transfer"            To(Act::CaseTransfer, ACase), case::act::done;
    get  "/cases/{id}/return"                   To(Act::CaseTransfer, ACase), case::act::form;
    post "/cases/{id}/return"                   To(Act::CaseTransfer, ACase), case::act::done;
    get  "/cases/{id}/draft-reply"              To(Act::CaseReply, ACase), case::act::form;
    post "/cases/{id}/draft-reply"              To(Act::CaseReply, ACase), case::act::done;
    get  "/cases/{id}/submit-reply"             To(Act::CaseReply, ACase), case::act::form;
    post "/cases/{id}/submit-reply"             To(Act::CaseReply, ACase), case::act::done;
    get  "/cases/{id}/approve-reply"            To(Act::ReplyApprove, ACase), case::act::form;
    post "/cases/{id}/approve-reply"            To(Act::ReplyApprove, ACase), case::act::done;
    get  "/cases/{id}/send-back-reply"          To(Act::ReplyApprove, ACase), case::act::form;
    post "/cases/{id}/send-back-reply"          To(Act::ReplyApprove, ACase), case::act::done;
    get  "/cases/{id}/issue-reply"              To(Act::CaseReply, ACase), case::act::form;
    post "/cases/{id}/issue-reply"              To(Act::CaseReply, ACase), case::act::done;
    get  "/cases/{id}/delivery"                 To(Act::CaseDecide, ACase), case::act::form;
    post "/cases/{id}/delivery"                 To(Act::CaseDecide, ACase), case::act::done;
    get  "/cases/{id}/ask-back"                 To(Act::CaseWork, ACase), case::act::form;
    post "/cases/{id}/ask-back"                 To(Act::CaseWork, ACase), case::act::done;
    get  "/cases/{id}/answer-ask"               To(Act::CaseDecide, ACase), case::act::form;
    post "/cases/{id}/answer-ask"               To(Act::CaseDecide, ACase), case::act::done;
    get  "/cases/{id}/give-back"                To(Act::CaseWork, ACase), case::act::form;
    post "/cases/{id}/give-back"                To(Act::CaseWork, ACase), case::act::done;
    get  "/cases/{id}/give-part"                To(Act::CaseWork, ACase), case::act::form;
    post "/cases/{id}/give-part"                To(Act::CaseWork, ACase), case::act::done;
    get  "/cases/{id}/part-done"                To(Act::CasePart, ACase), case::act::form;
    post "/cases/{id}/part-done"                To(Act::CasePart, ACase), case::act::done;
    get  "/cases/{id}/near"                     To(Act::CaseRead, ACase), case::near::show;
    get  "/cases/{id}/files"                    To(Act::CaseReply, ACase), case::file::form;
    post "/cases/{id}/files"                    To(Act::CaseReply, ACase), case::file::add;
    get  "/cases/{id}/files/{slip}"             To(Act::CaseRead, ACase), case::file::open;
    post "/cases/{id}/link-gathered"            To(Act::CaseDecide, ACase), gathering::link;
    get  "/repeated"                           To(Act::CaseRead, ABody), case::lasting::show;
    get  "/urging"                             To(Act::CaseRead, ABody), urging::show;
    post "/urging"                             To(Act::CaseUrge, ABody), urging::press;
    get  "/urging/letters"                     To(Act::CaseRead, ABody), urging::letters;
    post "/urging/letters"                     To(Act::CaseUrge, ABody), urging::issue;
    get  "/beyond"                             To(Act::CaseRead, ABody), transfer::raised;
    post "/beyond/report"                      To(Act::CaseTransfer, ABody), transfer::report;
    get  "/beyond/word"                        To(Act::CaseRead, ABody), transfer::raised_word;
    get  "/transfers"                          To(Act::CaseRead, ABody), urging::transfers;
    get  "/to-tell"                            To(Act::CaseRead, ABody), urging::to_tell;
    get  "/search"                             To(Act::CaseRead, ABody), search::show;
    post "/cases/{id}/read-identity"           To(Act::CaseReadIdentity, ACase), case::read_identity;
    get  "/on-behalf"                          To(Act::CaseRead, ABody), behalf::show;
    get  "/on-behalf/typed"                    To(Act::CaseRead, ABody), behalf::typed;
    post "/on-behalf/contest"                  To(Act::EventContest, ABody), behalf::contest;
    post "/on-behalf/take-back"                To(Act::EventContest, ABody), behalf::take_back;
    post "/events/{id}/answer-contest"         To(Act::EventCorrect, AnEvent), behalf::answer;
    post "/events/{id}/correct"                To(Act::EventCorrect, AnEvent), event::correct;
    post "/events/{id}/paper"                  To(Act::EventCorrect, AnEvent), event::paper;
    post "/events/{id}/strike"                 To(Act::EventStrike, AnEvent), event::strike;
    get  "/rules"                              To(Act::RulebookRead, ABody), rule::list;
    get  "/rules/{rule}"                       To(Act::RulebookRead, ABody), rule::show;
    post "/rules/{rule}/preview"               To(Act::RulebookChange, ABody), rule::preview;
    post "/rules/{rule}/confirm"               To(Act::RulebookChange, ABody), rule::confirm;
    post "/rules/{rule}/withdraw"              To(Act::RulebookChange, ABody), rule::withdraw;
    get  "/calendar"                           To(Act::RulebookRead, ABody), calendar::show;
    post "/calendar/preview"                   To(Act::RulebookChange, ABody), calendar::preview;
    post "/calendar/year"                      To(Act::RulebookChange, ABody), calendar::look;
    post "/calendar/set"                       To(Act::RulebookChange, ABody), calendar::set;
    post "/calendar/clear"                     To(Act::RulebookChange, ABody), calendar::clear;
    get  "/closures"                           To(Act::RulebookRead, ABody), closure::show;
    post "/closures/preview"                   To(Act::RulebookChange, ABody), closure::preview;
    post "/closures/close"                     To(Act::RulebookChange, ABody), closure::close;
    post "/closures/lift"                      To(Act::RulebookChange, ABody), closure::lift;
    get  "/due"                                To(Act::RulebookRead, ABody), due::show;
    get  "/handovers"                          To(Act::HandoverRead, ABody), handover::list;
    get  "/handovers/{id}"                     To(Act::HandoverRead, AHandover), handover::show;
    post "/handovers/{id}/give"                To(Act::HandoverGive, AHandover), handover::give;
    post "/handovers/{id}/close"               To(Act::HandoverGive, AHandover), handover::close;
    get  "/plans"                              To(Act::PlanRead, ABody), plan::board;
    get  "/plans/new"                          To(Act::PlanChange, ABody), plan::new;
    post "/plans"                              To(Act::PlanChange, ABody), plan::draft;
    get  "/plans/{id}"                         To(Act::PlanRead, APlan), plan::show;
    get  "/plans/{id}/draft"                   To(Act::PlanChange, APlan), plan::drafted;
    post "/plans/{id}/draft"                   To(Act::PlanChange, APlan), plan::redraft;
    get  "/plans/{id}/amend"                   To(Act::PlanChange, APlan), plan::amendable;
    post "/plans/{id}/amend"                   To(Act::PlanChange, APlan), plan::amend;
    post "/plans/{id}/advance"                 To(Act::PlanChange, APlan), plan::advance;
    post "/planned/{id}/postpone"              To(Act::PlanChange, APlanned), plan::postpone;
    post "/planned/{id}/cancel"                To(Act::PlanChange, APlanned), plan::cancel;
    post "/planned/{id}/restore"               To(Act::PlanChange, APlanned), plan::restore;
    post "/planned/{id}/excuse"                To(Act::PlanExcuse, APlanned), plan::excuse;
    get  "/figures"                            To(Act::FigureRead, ABody), figure::show;
    get  "/figures/rows"                       To(Act::FigureRead, ABody), figure::rows;
    get  "/figures/definitions"                SignedIn, figure::definitions;
    get  "/figures/declared"                   To(Act::FigureRead, ABody), figure::declared;
    get  "/declared"                           To(Act::FigureRead, ABody), declared::list;
    post "/declared"                           To(Act::DeclaredRecord, ABody), declared::record;
    get  "/declared/new"                       To(Act::DeclaredRecord, ABody), declared::new;
    get  "/declared/import"                    To(Act::DeclaredRecord, ABody), declared::brought::show;
    post "/declared/import"                    To(Act::DeclaredRecord, ABody), declared::brought::look;
    post "/declared/import/take"               To(Act::DeclaredRecord, ABody), declared::brought::take;
    get  "/declared/{id}"                      To(Act::FigureRead, ADeclared), declared::show;
    post "/declared/{id}/correct"              To(Act::DeclaredRecord, ADeclared), declared::correct;
    post "/declared/{id}/strike"               To(Act::DeclaredRecord, ADeclared), declared::strike;
    post "/declared/{id}/scans"                To(Act::DeclaredRecord, ADeclared), declared::scan::add;
    get  "/declared/{id}/scans/{slip}"         To(Act::FigureRead, ADeclared), declared::scan::open;
}

/// Whether a page stands at a path, so that somebody can be sent back to it.
pub(crate) fn is_page(path: &str) -> bool {
    ROUTES.iter().any(|route| route.method == "get" && fits(route.path, path))
}

fn fits(pattern: &str, path: &str) -> bool {
    let (mut pattern, mut path) = (pattern.split('/'), path.split('/'));
    loop {
        match (pattern.next(), path.next()) {
            (None, None) => return true,
            (Some(known), Some(part)) if known == part || known.starts_with('{') => {}
            _ => return false,
        }
    }
}

/// The routes with their state, and the files beside them.
pub(crate) fn mounted(app: Arc<App>) -> Router {
    let found = from_fn_with_state(Arc::clone(&app), session::find);
    table().fallback(async || Fault::NotThere).layer(found).with_state(app).merge(crate::shell::assets::routes())
}

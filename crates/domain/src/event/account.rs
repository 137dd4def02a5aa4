//! What can happen to an account. Nothing personal and no secret stands in these events.

use super::json::acts;
use crate::day::Day;
use crate::permission::Role;

acts! {
    /// What happened to an account.
    pub enum AccountEvent {
        /// It was made, within a body.
        "account.created" 1 => Created { organisation: i64 },
        /// It was given a role in a body for a time.
        "account.granted" 1 => Granted {
            /// The body.
            organisation: i64,
            /// The role.
            role: Role,
            /// The first day.
            from_on: Day,
            /// The day after the last.
            to_on: Day,
        },
        /// A role in a body was taken back.
        "account.revoked" 1 => Revoked { organisation: i64, role: Role },
        /// Its password was set.
        "account.password_set" 1 => PasswordSet,
        /// A one-time slip for a new password was issued.
        "account.reset_issued" 1 => ResetIssued,
        /// One of its sessions was ended from elsewhere.
        "account.session_revoked" 1 => SessionRevoked,
        /// All its sessions were ended.
        "account.signed_out_everywhere" 1 => SignedOutEverywhere,
        /// New recovery codes were issued.
        "account.recovery_issued" 1 => RecoveryIssued,
        /// Its PIN for registered machines was set.
        "account.pin_set" 1 => PinSet,
        /// Its PIN was taken away.
        "account.pin_cleared" 1 => PinCleared,
        /// An app began to give its codes.
        "account.totp_set" 1 => TotpSet,
        /// No app gives its codes any more.
        "account.totp_cleared" 1 => TotpCleared,
    }
}

//! Figures in the words of a Vietnamese report, whatever language the reader chose: `336/422 vụ việc, chiếm 79,6%`. The
//! page around the preview of a paper stands in `sheet`.

mod sheet;

use documents::print;

use crate::lang::Lang;

pub use sheet::Sheet;

/// The language of official papers.
pub const LANG: Lang = Lang::Vi;

/// So many of so many cases, with the share; as many decimals as suit the whole.
pub fn cases(part: i64, whole: i64) -> String {
    let (unit, share) = (LANG.t("paper-cases"), LANG.t("paper-share"));
    print::printed(part, whole, print::Words { unit: &unit, share: &share }, print::precision(whole))
}

/// Dialogues held of those that were planned first, to how many the plan was adjusted, if it was, and how many were held
/// beside it. The number alone where nothing was planned.
pub fn dialogues(held: i64, added: i64, planned: i64, adjusted: Option<i64>) -> String {
    if planned == 0 && adjusted.is_none() {
        return print::number_vn(held);
    }
    let of_plan = print::plain_fraction(held - added, planned);
    let of_plan = match adjusted {
        Some(adjusted) => LANG.ta("paper-adjusted", &[("held", &of_plan), ("adjusted", &adjusted)]),
        None => of_plan,
    };
    if added == 0 { of_plan } else { LANG.ta("paper-beside", &[("held", &of_plan), ("added", &added)]) }
}

#[cfg(test)]
mod tests {
    use super::{cases, dialogues};

    #[test]
    fn as_the_published_reports_print_them() {
        assert_eq!(cases(336, 422), "336/422 vụ việc, chiếm 79,6%");
        assert_eq!(cases(5, 69), "05/69 vụ việc, chiếm 7%");
        assert_eq!(dialogues(2, 0, 4, None), "2/4");
        assert_eq!(dialogues(2, 0, 4, Some(2)), "2/4 (điều chỉnh còn 2)");
        assert_eq!(dialogues(26, 24, 4, None), "2/4, ngoài kế hoạch 24");
        assert_eq!(dialogues(259, 259, 0, None), "259");
    }
}

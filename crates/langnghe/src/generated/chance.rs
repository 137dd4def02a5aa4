//! Numbers that only look like chance: the same for the same seed and place, in whatever order places are made.

/// A sequence of numbers.
#[derive(Debug, Clone)]
pub(super) struct Chance(u64);

impl Chance {
    /// The sequence of one place of a seed.
    pub(super) fn of(seed: u64, place: u64) -> Self {
        Self(mixed(seed ^ mixed(place)))
    }

    fn next(&mut self) -> u64 {
        self.0 = mixed(self.0);
        self.0
    }

    /// A number below `n`, or 0 where there is none.
    pub(super) fn below(&mut self, n: u64) -> u64 {
        self.next() % n.max(1)
    }

    /// A number of days from `least` to `most`.
    pub(super) fn days(&mut self, least: i64, most: i64) -> i64 {
        least + i64::try_from(self.below(u64::try_from(most - least + 1).unwrap_or(1))).unwrap_or(0)
    }

    /// Whether something that happens so often in a hundred happens.
    pub(super) fn percent(&mut self, often: u64) -> bool {
        self.below(100) < often
    }

    /// One of a list that is never empty.
    pub(super) fn one<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        let at = self.below(u64::try_from(list.len()).unwrap_or(1));
        &list[usize::try_from(at).unwrap_or(0)]
    }

    /// One of a list by weights of the same length.
    pub(super) fn weighed<'a, T>(&mut self, list: &'a [T], weights: &[u64]) -> &'a T {
        let mut at = self.below(weights.iter().sum());
        for (one, weight) in list.iter().zip(weights) {
            if at < *weight {
                return one;
            }
            at -= weight;
        }
        &list[0]
    }
}

/// The step of `splitmix64`.
pub(super) fn mixed(state: u64) -> u64 {
    let mut z = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::{Chance, mixed};

    #[test]
    fn it_is_splitmix64() {
        // The first two numbers of the published sequence for the seed 1234567.
        assert_eq!(mixed(1_234_567), 6_457_827_717_110_365_317);
        assert_eq!(mixed(1_234_567_u64.wrapping_add(0x9e37_79b9_7f4a_7c15)), 3_203_168_211_198_807_973);
    }

    #[test]
    fn a_place_has_its_own_sequence() {
        let of = |seed, place| (0..4).scan(Chance::of(seed, place), |it, _| Some(it.below(1000))).collect::<Vec<_>>();
        assert_eq!(of(1, 2), of(1, 2));
        assert_ne!(of(1, 2), of(1, 3));
        assert_ne!(of(1, 2), of(2, 2));
    }
}

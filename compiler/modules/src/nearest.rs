//! Which declared names an unknown one may have meant, as nixpkgs' messages list them.

/// Siblings up to which every name is a candidate, however far.
const FEW: usize = 100;
/// The distance that counts among more.
const NEAR: usize = 2;
/// How many are listed.
const LISTED: usize = 3;

/// At most three names, nearest first, equally near ones in order of the alphabet.
pub(crate) fn nearest<'n>(wrong: &str, names: &[&'n str]) -> Vec<&'n str> {
    let mut near: Vec<(usize, &str)> = names.iter().map(|name| (distance(wrong, name), *name)).collect();
    if names.len() >= FEW {
        near.retain(|candidate| candidate.0 <= NEAR);
    }
    near.sort_unstable();
    near.into_iter().take(LISTED).map(|candidate| candidate.1).collect()
}

/// Whether a name is so near that it was probably meant.
pub(crate) fn is_near(wrong: &str, name: &str) -> bool {
    distance(wrong, name) <= NEAR.max(wrong.len().max(name.len()) / 3)
}

/// The number of bytes to insert, delete or change to make one name of the other.
fn distance(left: &str, right: &str) -> usize {
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (i, a) in left.bytes().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, b) in right.bytes().enumerate() {
            let changed = diagonal + usize::from(a != b);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[right.len()]
}

#[cfg(test)]
mod tests {
    use super::{distance, nearest};

    #[test]
    fn distance_counts_insertions_deletions_and_changes() {
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("", "abc"), 3);
    }

    #[test]
    fn nearest_prefers_near_names_then_the_alphabet() {
        assert_eq!(nearest("thre", &["one", "two", "three", "four", "five"]), ["three", "five", "one"]);
    }
}

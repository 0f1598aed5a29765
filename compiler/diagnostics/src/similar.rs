//! Which known names are close to a name that is not known.

/// The most alike of `candidates`, best first, at most three; those as good in their order
/// by name. None if nothing is near enough to have been meant.
#[must_use]
pub fn similar<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let wanted = folded(name);
    let reach = (wanted.len() / 3).clamp(1, 4);
    let mut near: Vec<(usize, &str)> = candidates
        .into_iter()
        .filter(|it| *it != name)
        .filter_map(|it| Some((distance(&wanted, &folded(it), reach)?, it)))
        .collect();
    near.sort_unstable();
    near.dedup();
    near.into_iter().take(3).map(|(_, it)| it.to_owned()).collect()
}

/// Without what people mix up: case and the signs between words.
fn folded(name: &str) -> Vec<char> {
    name.chars().take(64).filter(|it| !matches!(it, '-' | '_')).flat_map(char::to_lowercase).collect()
}

/// How many letters must be inserted, removed, changed or swapped with their neighbour; none if more than `reach`.
fn distance(left: &[char], right: &[char], reach: usize) -> Option<usize> {
    if left.len().abs_diff(right.len()) > reach {
        return None;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=right.len()).collect();
    for (row, &letter) in left.iter().enumerate() {
        let mut line = vec![row + 1];
        for (column, &other) in right.iter().enumerate() {
            let mut cost = (above[column] + usize::from(letter != other)).min(above[column + 1] + 1);
            cost = cost.min(line[column] + 1);
            if row > 0 && column > 0 && letter == right[column - 1] && left[row - 1] == other {
                cost = cost.min(before[column - 1] + 1);
            }
            line.push(cost);
        }
        before = std::mem::replace(&mut above, line);
    }
    above.last().copied().filter(|&cost| cost <= reach)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_the_finger_are_near_and_other_words_are_not() {
        assert_eq!(similar("enabel", ["enable", "environment"]), ["enable"]);
        assert_eq!(similar("sshHost", ["ssh-host", "nixos"]), ["ssh-host"]);
        assert!(similar("ab", ["xy", "abcd"]).is_empty());
    }
}

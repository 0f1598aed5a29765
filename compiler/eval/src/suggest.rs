//! Names that may have been meant.

/// The names that are nearest to a misspelt one, best first, at most five.
#[must_use]
pub fn similar<'n>(wrong: &str, names: impl Iterator<Item = &'n str>) -> Vec<String> {
    let mut near: Vec<(usize, &str)> =
        names.map(|name| (distance(wrong, name), name)).filter(|&(distance, _)| distance <= 2).collect();
    near.sort_unstable();
    near.truncate(5);
    near.into_iter().map(|(_, name)| name.to_owned()).collect()
}

/// How many letters must be put in, left out or changed to make one name from the other.
fn distance(left: &str, right: &str) -> usize {
    if left.len().abs_diff(right.len()) > 2 {
        return usize::MAX;
    }
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (i, &a) in left.as_bytes().iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, &b) in right.as_bytes().iter().enumerate() {
            let next = if a == b { diagonal } else { 1 + diagonal.min(row[j]).min(row[j + 1]) };
            diagonal = row[j + 1];
            row[j + 1] = next;
        }
    }
    row[right.len()]
}

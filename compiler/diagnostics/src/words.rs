//! Lists of names in words, the same in every message.

/// `` `a`, `b` `` for names in this order.
pub(crate) fn listed(names: &[String]) -> String {
    quoted(names).join(", ")
}

/// `` did you mean `a`, `b` or `c`? `` of similar names; none if there are none.
#[must_use]
pub fn did_you_mean(similar: &[String]) -> Option<String> {
    match quoted(similar).split_last()? {
        (last, []) => Some(format!("did you mean {last}?")),
        (last, rest) => Some(format!("did you mean {} or {last}?", rest.join(", "))),
    }
}

fn quoted(names: &[String]) -> Vec<String> {
    names.iter().map(|name| format!("`{name}`")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_listed_as_people_do() {
        assert_eq!(
            did_you_mean(&["a".into(), "b".into(), "c".into()]).as_deref(),
            Some("did you mean `a`, `b` or `c`?")
        );
        assert_eq!(did_you_mean(&[]), None);
    }
}

//! Definitions without a declaration: whether there are any, and what is said of them.

use super::Evaluation;
use crate::loc::show_part;
use crate::tree::{Member, Unmatched};
use crate::{Session, nearest, problems};
use fedic_eval::Failure;

impl<'a> Session<'a> {
    /// All definitions without a declaration, if the evaluation refuses them.
    ///
    /// # Errors
    /// What finding them gives.
    pub fn unmatched_definitions(
        &'a self,
        evaluation: &'a Evaluation<'a>,
    ) -> Result<&'a [Unmatched<'a>], Failure> {
        if !self.is_checked(evaluation)? {
            return Ok(&[]);
        }
        let unmatched = self.unmatched(self.option_tree(evaluation)?)?;
        let Some(freeform) = self.freeform_type(evaluation)? else { return Ok(unmatched) };
        let Some(closed) = self.closed_levels(freeform)? else { return Ok(&[]) };
        let mut refused = Vec::new();
        for it in unmatched {
            if self.is_closed(closed, it.level.loc)? {
                refused.push(*it);
            }
        }
        Ok(self.ev.arena().alloc_slice_copy(&refused))
    }

    /// Looks for definitions without a declaration.
    pub(super) fn checked(&'a self, evaluation: &'a Evaluation<'a>) -> Result<(), Failure> {
        self.ev.once(&evaluation.checked, || self.check_names(evaluation))
    }

    fn check_names(&'a self, evaluation: &'a Evaluation<'a>) -> Result<(), Failure> {
        let _ = self.ev.attrs_of(&evaluation.own_config)?;
        for unmatched in self.unmatched_definitions(evaluation)? {
            self.ev.set_aside(self.unknown_option_message(evaluation, unmatched)?)?;
        }
        Ok(())
    }

    fn unknown_option_message(
        &'a self,
        evaluation: &'a Evaluation<'a>,
        unmatched: &Unmatched<'a>,
    ) -> Result<Failure, Failure> {
        let (name, parents) =
            unmatched.path.split_last().unwrap_or_else(|| unreachable!("a path has a name"));
        let level = unmatched.level;
        let base = self.show_loc(level.loc)?;
        let below = |name: &str| {
            let part = show_part(name);
            if base.is_empty() { part } else { format!("{base}.{part}") }
        };
        let wrong = self.ev.name(*name);
        let path = below(wrong);
        let mut message = format!(
            "The option `{path}' does not exist. Definition values:{}",
            self.show_defs(&[unmatched.def])?
        );
        let members = self.members(level)?;
        let candidates: Vec<&str> = members
            .iter()
            .map(|member| self.ev.name(member.name))
            .filter(|name| !(parents.is_empty() && *name == "_module"))
            .collect();
        if self.members(self.option_tree(evaluation)?)?.len() == 1 {
            let prefix = self.show_loc(evaluation.prefix)?;
            message.push_str(&no_options(&prefix));
        } else {
            let near: Vec<String> = nearest::nearest(wrong, &candidates)
                .into_iter()
                .map(|name| format!("`{}'", below(name)))
                .collect();
            match &near[..] {
                [] => {}
                [only] => message.push_str(&format!("\n\nDid you mean {only}?")),
                [first @ .., last] => {
                    message.push_str(&format!("\n\nDid you mean {} or {last}?", first.join(", ")))
                }
            }
        }
        let similar: Vec<&'a Member<'a>> =
            members.into_iter().filter(|member| nearest::is_near(wrong, self.ev.name(member.name))).collect();
        Ok(problems::unknown_option(self, path, wrong, unmatched, &similar, self.thrown(message)))
    }
}

/// What to say where modules define values but declare no option at all.
fn no_options(prefix: &str) -> String {
    if prefix.is_empty() {
        "\n\nIt seems as if you're trying to declare an option by placing it into `config' rather than `options'!"
            .to_owned()
    } else {
        format!(
            "\n\nHowever there are no options defined in `{prefix}'. Are you sure you've\n\
             declared your options properly? This can happen if you e.g. declared your options in `types.submodule'\n\
             under `config' rather than `options'."
        )
    }
}

//! What can be wrong with declarations and with the shape of definitions, in nixpkgs' words.

use super::{Decl, Set};
use crate::loc::{Loc, Step, show_part};
use crate::{Session, problems};
use fedic_eval::{Failure, Value, known};

impl<'a> Session<'a> {
    pub(super) fn no_declarations(&'a self, loc: &'a Loc<'a>, decl: &Decl<'a>) -> Result<Failure, Failure> {
        let path = self.show_loc(loc)?;
        let kind = self.ev.force(decl.slot)?.type_name();
        let message = format!(
            "An option declaration for `{path}' has type\n`{kind}' rather than an attribute set.\n\
             Did you mean to define this outside of `options'?"
        );
        Ok(problems::not_an_option(self, decl, path, kind, self.thrown(message)))
    }

    pub(super) fn no_option(
        &'a self,
        loc: &'a Loc<'a>,
        decl: &Decl<'a>,
        tag: Value<'a>,
    ) -> Result<Failure, Failure> {
        let path = self.show_loc(loc)?;
        let tag = self.ev.as_string(tag)?.text().into_owned();
        let file = self.file_text(decl.file)?;
        let mut message = format!(
            "In module {file}: expected an option declaration at option path `{path}` \
             but got an attribute set with type {tag}"
        );
        if tag == "option-type" {
            let comment =
                if self.loc_texts(loc)?.len() > 1 { format!("    # {path}\n") } else { String::new() };
            let name = self.loc_texts(loc)?.pop().map(show_part).unwrap_or_default();
            message.push_str(&format!(
                "\n\nWhen declaring an option, you must wrap the type in a `mkOption` call. It should look somewhat \
                 like:\n\n{comment}    {name} = lib.mkOption {{\n      description = ...;\n      \
                 type = <the type you wrote for {name}>;\n      ...\n    }};\n"
            ));
        }
        Ok(problems::not_an_option(self, decl, path, &tag, self.thrown(message)))
    }

    pub(super) fn option_and_group(
        &'a self,
        loc: &'a Loc<'a>,
        option: &Decl<'a>,
        decls: &[Decl<'a>],
    ) -> Result<Failure, Failure> {
        let path = self.show_loc(loc)?;
        let description = match self.ev.attrs_of(option.slot)?.get(known::PLAIN_TYPE) {
            Some(ty) => match self.ev.attrs_of(ty)?.get(known::DESCRIPTION) {
                Some(_) => self.describe(self.type_in(ty)?)?,
                None => "<no description>".to_owned(),
            },
            None => "<no description>".to_owned(),
        };
        let mut message = format!(
            "The option `{path}' in module `{}' would be a parent of the following options, but its type \
             `{description}' does not support nested options.\n",
            self.file_text(option.file)?
        );
        let mut groups = Vec::new();
        for decl in decls {
            if self.tag_of(self.ev.force(decl.slot)?)? == Some(b"option") {
                continue;
            }
            groups.push(*decl);
            for (name, _) in self.ev.sorted(self.ev.attrs_of(decl.slot)?) {
                let below = self.below(loc, Step::Name(name));
                let line = format!(
                    " - option(s) with prefix `{}' in module `{}'\n",
                    self.show_loc(below)?,
                    self.file_text(decl.file)?
                );
                message.push_str(&line);
            }
        }
        let message = message.trim_end().to_owned();
        Ok(problems::option_and_group(self, path, option, &groups, self.thrown(message)))
    }

    pub(super) fn no_definitions(&'a self, loc: &'a Loc<'a>, set: &Set<'a>) -> Result<Failure, Failure> {
        let path = self.show_loc(loc)?;
        let kind = self.ev.force(set.slot)?.type_name();
        let file = self.file_text(set.file)?;
        let message = format!(
            "In module `{file}', you're trying to define a value of type `{kind}'\n\
             rather than an attribute set for the option\n`{path}'!\n\n\
             This usually happens if `{path}' has option\n\
             definitions inside that are not matched. Please check how to properly define\n\
             this option by e.g. referring to `man 5 configuration.nix'!"
        );
        Ok(problems::not_a_set(self, path, set, kind, self.thrown(message)))
    }
}

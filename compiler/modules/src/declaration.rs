//! Declarations of options: several of one option as one, the checks that they go together,
//! the option of a tag.

use crate::loc::{Loc, Step, quoted, show_part};
use crate::tree::Decl;
use crate::types::Simple;
use crate::{Session, problems};
use fedic_eval::{Attrs, Failure, Position, Res, Slot, State, Sym, Value, known};

/// The declarations of an option as one.
#[derive(Clone, Copy)]
pub(crate) struct Record<'a> {
    pub(crate) attrs: &'a Attrs<'a>,
    pub(crate) ty: Option<&'a Slot<'a>>,
    /// The last module's first.
    pub(crate) decls: &'a [Decl<'a>],
    /// The modules of submodule types, each with the file of its declaration.
    pub(crate) modules: Option<&'a Slot<'a>>,
}

impl<'a> Session<'a> {
    pub(crate) fn tag_record(&'a self, tags: &'a Attrs<'a>, tag: Sym) -> Result<Record<'a>, Failure> {
        let attrs = self.checked_tag(tags, tag)?;
        let files: Vec<&'a Slot<'a>> = match attrs.get(self.n.declarations) {
            Some(files) => self.ev.list_of(files)?.items.iter().collect(),
            None => tags
                .place(tag)
                .and_then(|place| self.ev.loader().path(place.file))
                .map(|file| self.ev.slot(self.text(&file)))
                .into_iter()
                .collect(),
        };
        let slot = self.attribute(tags, tag)?;
        let at = tags.position_of(tag);
        Ok(Record {
            attrs,
            ty: Some(self.attribute(attrs, known::PLAIN_TYPE)?),
            decls: self.ev.arena().alloc_slice_fill_with(files.len(), |index| Decl {
                file: files[index],
                at,
                slot,
            }),
            modules: None,
        })
    }

    /// The option of a tag; it must be one.
    pub(crate) fn checked_tag(&'a self, tags: &'a Attrs<'a>, tag: Sym) -> Result<&'a Attrs<'a>, Failure> {
        let name = show_part(self.ev.name(tag));
        let check = || {
            let value = self.ev.force(self.attribute(tags, tag)?)?;
            let what = match (value, self.tag_of(value)?) {
                (Value::Attrs(attrs), Some(b"option")) => return Ok(attrs),
                (_, Some(b"option-type")) => "was a bare type, not wrapped in mkOption.".to_owned(),
                (_, Some(other)) => {
                    format!("was of type {}.", quoted(&String::from_utf8_lossy(other)))
                }
                (_, None) => "was not.".to_owned(),
            };
            let plain = self.ev.name(tag);
            Err(self.thrown(format!("In attrTag, each tag value must be an option, but tag {plain} {what}")))
        };
        check().map_err(|error: Failure| {
            error.during(None, format!("while checking that attrTag tag {name} is an option with a type"))
        })
    }

    /// Several declarations of an option as one, or none at all; those of later modules come first.
    pub(crate) fn merge_decls(
        &'a self,
        loc: &'a Loc<'a>,
        decls: &'a [Decl<'a>],
    ) -> Result<Record<'a>, Failure> {
        let mut attrs = match decls.first() {
            Some(first) => self.ev.attrs_of(first.slot)?,
            None => self.ev.attrs(&mut []),
        };
        let mut ty = attrs.get(known::PLAIN_TYPE);
        for (index, decl) in decls.iter().enumerate().skip(1) {
            let other = self.ev.attrs_of(decl.slot)?;
            let both = |name| attrs.get(name).is_some() && other.get(name).is_some();
            let mut clash =
                [known::DEFAULT, known::EXAMPLE, known::DESCRIPTION, known::APPLY].into_iter().any(both);
            let theirs = other.get(known::PLAIN_TYPE);
            if let (false, Some(ours), Some(theirs)) = (clash, ty, theirs) {
                match self.merge_two(ours, theirs)? {
                    Some(merged) => ty = Some(merged),
                    None => clash = true,
                }
            }
            if clash {
                return Err(self.declared_twice(loc, &decls[..=index])?);
            }
            ty = ty.or(theirs);
            attrs = self.ev.update(other, attrs);
        }
        Ok(Record { attrs, ty, decls, modules: self.declared_modules(decls)? })
    }

    /// The modules of the submodule types of declarations, those of later declarations first.
    fn declared_modules(&'a self, decls: &'a [Decl<'a>]) -> Result<Option<&'a Slot<'a>>, Failure> {
        let mut modules: Vec<State<'a>> = Vec::new();
        let mut any = false;
        for decl in decls.iter().rev() {
            let Some(ty) = self.ev.attrs_of(decl.slot)?.get(known::PLAIN_TYPE) else { continue };
            let Value::List(list) = self.sub_modules(self.type_in(ty)?)? else { continue };
            any = true;
            for module in list.items {
                let located = self.located(self.ev.share(decl.file), self.ev.share(module), decl.at);
                modules.push(State::Ready(located));
            }
        }
        Ok(any.then(|| self.ev.slot(State::Ready(self.ev.list(&modules)))))
    }

    fn declared_twice(&'a self, loc: &'a Loc<'a>, decls: &'a [Decl<'a>]) -> Result<Failure, Failure> {
        let path = self.show_loc(loc)?;
        let (second, first) = decls.split_last().unwrap_or_else(|| unreachable!("there are two"));
        let files: Vec<_> = first.iter().map(|decl| decl.file).collect();
        let (file, files) = (self.file_text(second.file)?, self.show_files(&files)?);
        let message = format!("The option `{path}' in `{file}' is already declared in {files}.");
        Ok(problems::declared_twice(self, path, decls, self.thrown(message)))
    }

    /// The type of a record: without one `unspecified`; over submodules built anew.
    pub(crate) fn fixed_type(&'a self, record: &Record<'a>) -> Result<&'a Slot<'a>, Failure> {
        let Some(slot) = record.ty else {
            return Ok(self.type_slot(self.simple_type(Simple::Unspecified)));
        };
        let ty = self.type_in(slot)?;
        match record.modules {
            Some(modules) => match self.sub_modules(ty)? {
                Value::Null => Ok(slot),
                _ => self.subst(ty, modules),
            },
            None => Ok(slot),
        }
    }

    /// The files that declare it, as a Nix list.
    pub(crate) fn declaring_files(&'a self, record: &Record<'a>) -> Value<'a> {
        let files: Vec<State<'a>> = record.decls.iter().map(|decl| self.ev.share(decl.file)).collect();
        self.ev.list(&files)
    }

    /// Places as `unsafeGetAttrPos` gives them; without one, the file alone.
    pub(crate) fn positions_value(&'a self, record: &Record<'a>) -> Res<'a> {
        let mut items = Vec::with_capacity(record.decls.len());
        for decl in record.decls {
            items.push(State::Ready(match self.ev.position_value(decl.at.place()) {
                Value::Null => Value::Attrs(self.ev.attrs(&mut [
                    (known::FILE, self.ev.share(decl.file), Position::NONE),
                    (known::LINE, State::Ready(Value::Null), Position::NONE),
                    (known::COLUMN, State::Ready(Value::Null), Position::NONE),
                ])),
                position => position,
            }));
        }
        Ok(self.ev.list(&items))
    }

    /// Options below a type of tags, each at its own path.
    pub(crate) fn tag_options(&'a self, tags: &'a Attrs<'a>, prefix: &'a Loc<'a>) -> Res<'a> {
        let mut entries = Vec::with_capacity(tags.len());
        for &tag in tags.names() {
            let record = self.tag_record(tags, tag)?;
            let loc = self.loc_value(self.below(prefix, Step::Name(tag)))?;
            let files = self.declaring_files(&record);
            let mut extra = vec![(known::LOC, State::Ready(loc), Position::NONE)];
            if record.attrs.get(self.n.declarations).is_none() {
                extra.push((self.n.declarations, State::Ready(files), Position::NONE));
            }
            let option = self.ev.update(record.attrs, self.ev.attrs(&mut extra));
            entries.push((tag, State::Ready(Value::Attrs(option)), Position::NONE));
        }
        Ok(Value::Attrs(self.ev.attrs(&mut entries)))
    }

    /// A tag that two types have, declared as one option.
    pub(crate) fn merge_tag_options(&'a self, arguments: &'a [Slot<'a>]) -> Res<'a> {
        let tag = self.ev.sym(self.ev.text_of(&arguments[0])?);
        let file = self.ev.slot(self.text("<attrTag {...}>"));
        let mut decls = Vec::with_capacity(2);
        for slot in &arguments[1..] {
            let tags = self.ev.attrs(&mut [(tag, self.ev.share(slot), Position::NONE)]);
            self.checked_tag(tags, tag)?;
            decls.push(Decl { file, at: Position::NONE, slot });
        }
        let loc = self.below(self.root(), Step::Name(tag));
        self.merged_record(loc, self.ev.arena().alloc_slice_copy(&decls))
    }

    /// Declarations as one attribute set, as Nix code sees it.
    pub(crate) fn merged_record(&'a self, loc: &'a Loc<'a>, decls: &'a [Decl<'a>]) -> Res<'a> {
        let record = self.merge_decls(loc, decls)?;
        let files = self.declaring_files(&record);
        let none = Position::NONE;
        let modules =
            record.modules.map_or_else(|| State::Ready(self.ev.list(&[])), |slot| self.ev.share(slot));
        let mut extra = vec![
            (known::LOC, State::Ready(self.loc_value(loc)?), none),
            (self.n.declarations, State::Ready(files), none),
            (self.n.declaration_positions, State::Ready(self.positions_value(&record)?), none),
            (known::OPTIONS, modules, none),
        ];
        extra.extend(record.ty.map(|ty| (known::PLAIN_TYPE, self.ev.share(ty), none)));
        Ok(Value::Attrs(self.ev.update(record.attrs, self.ev.attrs(&mut extra))))
    }
}

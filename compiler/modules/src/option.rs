//! A declared option: its declarations as one, its type, its definitions, its value; and the
//! attribute set that `options.<path>` shows of it.

use crate::def::Def;
use crate::loc::Loc;
use crate::op::Op;
use crate::session::{Lazy, function, native};
use crate::site::Site;
use crate::tree::{Decl, Member};
use crate::types::{Simple, TypeRef};
use crate::{Session, problems};
use fedic_diagnostics::Place;
use fedic_eval::{Attrs, Failure, Position, Res, Slot, State, Sym, Value, known};

/// A declared option.
pub struct Opt<'a> {
    pub(crate) id: u32,
    pub loc: &'a Loc<'a>,
    source: Source<'a>,
    record: Lazy<'a, Record<'a>>,
    ty: Lazy<'a, &'a Slot<'a>>,
    site: Lazy<'a, &'a Site<'a>>,
    /// The value after merging and `apply`.
    pub value: Slot<'a>,
    /// What `options.<path>` shows.
    pub(crate) full: Slot<'a>,
    to_string: Value<'a>,
}

/// Where an option comes from.
#[derive(Clone, Copy)]
enum Source<'a> {
    /// A tree of options.
    Tree(&'a [Decl<'a>], &'a Member<'a>),
    /// A tag of `attrTag`, with the definitions of the whole.
    Tag { tags: &'a Attrs<'a>, tag: Sym, loc: &'a Loc<'a>, defs: &'a [Def<'a>], outer: Option<&'a Opt<'a>> },
    /// A record that Nix code gave to `evalOptionValue`, as if it were a tag.
    Given { tags: &'a Attrs<'a>, tag: Sym, defs: &'a [Def<'a>] },
}

/// The declarations of an option as one.
#[derive(Clone, Copy)]
pub(crate) struct Record<'a> {
    pub(crate) attrs: &'a Attrs<'a>,
    pub(crate) ty: Option<&'a Slot<'a>>,
    /// Files and places of the declarations, last module first.
    pub(crate) files: &'a [&'a Slot<'a>],
    pub(crate) places: &'a [Position],
    /// The modules of submodule types, each with the file of its declaration.
    modules: Option<&'a Slot<'a>>,
}

impl<'a> Session<'a> {
    /// The option that declarations of a tree make.
    pub(crate) fn declared_option(
        &'a self,
        loc: &'a Loc<'a>,
        decls: &'a [Decl<'a>],
        member: &'a Member<'a>,
    ) -> &'a Opt<'a> {
        self.new_option(loc, Source::Tree(decls, member))
    }

    /// The option of a tag, defined by these sets of one tag each.
    pub(crate) fn tag_option(
        &'a self,
        tags: &'a Attrs<'a>,
        tag: Sym,
        loc: &'a Loc<'a>,
        site: &'a Site<'a>,
        defs: &'a [Def<'a>],
    ) -> Result<&'a Opt<'a>, Failure> {
        if tags.get(tag).is_none() {
            let (path, name) = (self.show_loc(site.loc)?, crate::loc::show_part(self.ev.name(tag)));
            let mut choices: Vec<String> =
                tags.names().iter().map(|name| crate::loc::show_part(self.ev.name(*name))).collect();
            choices.sort_unstable();
            let files: Vec<_> = defs.iter().map(|def| def.file).collect();
            let files = self.show_files(&files)?;
            let choices = choices.join(", ");
            return Err(self.thrown(format!(
                "The option `{path}` is defined as {name}, but {name} is not among the valid choices ({choices}). \
                 Value {name} was defined in {files}."
            )));
        }
        Ok(self.new_option(loc, Source::Tag { tags, tag, loc: site.loc, defs, outer: site.option }))
    }

    fn new_option(&'a self, loc: &'a Loc<'a>, source: Source<'a>) -> &'a Opt<'a> {
        self.options.add(self.ev, |id| Opt {
            id,
            loc,
            source,
            record: Lazy::new(Op::OptionRecord, id),
            ty: Lazy::new(Op::OptionType, id),
            site: Lazy::new(Op::OptionSite, id),
            value: Slot::new(native(Op::OptionValue, id)),
            full: Slot::new(native(Op::OptionFull, id)),
            to_string: function(Op::OptionToString, id),
        })
    }

    /// The type of an option, its submodules made anew with the files of the declarations.
    ///
    /// # Errors
    /// What evaluating the declarations gives, or that they do not go together.
    pub fn option_type(&'a self, option: &'a Opt<'a>) -> Result<&'a Slot<'a>, Failure> {
        option.ty.get(self.ev)
    }

    /// The merge of an option's definitions, its default among them.
    ///
    /// # Errors
    /// What evaluating the declarations gives.
    pub fn option_site(&'a self, option: &'a Opt<'a>) -> Result<&'a Site<'a>, Failure> {
        option.site.get(self.ev)
    }

    /// An attribute of an option's declarations, such as `description`.
    ///
    /// # Errors
    /// What evaluating the declarations gives.
    pub fn option_attribute(
        &'a self,
        option: &'a Opt<'a>,
        name: Sym,
    ) -> Result<Option<&'a Slot<'a>>, Failure> {
        Ok(self.record(option)?.attrs.get(name))
    }

    /// The places of an option's declarations, last module first.
    pub fn option_places(&'a self, option: &'a Opt<'a>) -> Vec<fedic_diagnostics::Place> {
        match self.record(option) {
            Ok(record) => record.places.iter().filter_map(|at| at.place()).collect(),
            Err(_) => Vec::new(),
        }
    }

    /// Definitions that modules gave, properties and all, without the default.
    pub(crate) fn given(&'a self, option: &'a Opt<'a>) -> Result<Vec<Def<'a>>, Failure> {
        match option.source {
            Source::Tree(_, member) => Ok(self.definitions_of(member)?.iter().map(|entry| entry.1).collect()),
            Source::Tag { tag, loc, defs, .. } => Ok(self.below_tag(loc, tag, defs)?.to_vec()),
            Source::Given { defs, .. } => Ok(defs.to_vec()),
        }
    }

    /// The evaluation that an option is declared in.
    pub(crate) fn evaluation_of(&self, option: &'a Opt<'a>) -> Option<&'a crate::evaluation::Evaluation<'a>> {
        match option.source {
            Source::Tree(_, member) => Some(member.group.evaluation),
            Source::Tag { outer, .. } => outer.and_then(|outer| self.evaluation_of(outer)),
            Source::Given { .. } => None,
        }
    }

    /// The sets that define a tag's option from around it.
    pub(crate) fn around_tag(&self, option: &'a Opt<'a>) -> Option<&'a [Def<'a>]> {
        match option.source {
            Source::Tree(..) | Source::Given { .. } => None,
            Source::Tag { defs, .. } => Some(defs),
        }
    }

    fn record(&'a self, option: &'a Opt<'a>) -> Result<Record<'a>, Failure> {
        option.record.get(self.ev)
    }

    /// Makes one of the declarations.
    pub(crate) fn make_record(&'a self, option: &'a Opt<'a>) -> Res<'a> {
        let record = match option.source {
            Source::Tree(decls, _) => self.merge_decls(option.loc, decls)?,
            Source::Tag { tags, tag, .. } | Source::Given { tags, tag, .. } => self.tag_record(tags, tag)?,
        };
        option.record.set(record)
    }

    fn tag_record(&'a self, tags: &'a Attrs<'a>, tag: Sym) -> Result<Record<'a>, Failure> {
        let attrs = self.checked_tag(tags, tag)?;
        let files = match attrs.get(self.n.declarations) {
            Some(files) => {
                let files: Vec<&'a Slot<'a>> = self.ev.list_of(files)?.items.iter().collect();
                files
            }
            None => match tags.place(tag).and_then(|place| self.ev.loader().position(place)) {
                Some((file, ..)) => vec![self.ev.slot(self.text(&file))],
                None => Vec::new(),
            },
        };
        let arena = self.ev.arena();
        let at = tags.place(tag).map_or(Position::NONE, Position::at);
        Ok(Record {
            attrs,
            ty: Some(self.attribute(attrs, known::PLAIN_TYPE)?),
            files: arena.alloc_slice_copy(&files),
            places: arena.alloc_slice_copy(&[at]),
            modules: None,
        })
    }

    /// The option of a tag; it must be one.
    pub(crate) fn checked_tag(&'a self, tags: &'a Attrs<'a>, tag: Sym) -> Result<&'a Attrs<'a>, Failure> {
        let name = crate::loc::show_part(self.ev.name(tag));
        let check = || {
            let value = self.ev.force(self.attribute(tags, tag)?)?;
            let what = match (value, self.tag_of(value)?) {
                (Value::Attrs(attrs), Some(b"option")) => return Ok(attrs),
                (_, Some(b"option-type")) => "was a bare type, not wrapped in mkOption.".to_owned(),
                (_, Some(other)) => {
                    format!("was of type {}.", crate::loc::quoted(&String::from_utf8_lossy(other)))
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

    /// Several declarations of an option as one; those of later modules come first.
    pub(crate) fn merge_decls(
        &'a self,
        loc: &'a Loc<'a>,
        decls: &'a [Decl<'a>],
    ) -> Result<Record<'a>, Failure> {
        let arena = self.ev.arena();
        let files: Vec<&'a Slot<'a>> = decls.iter().map(|decl| decl.file).collect();
        let files: &'a [&'a Slot<'a>] = arena.alloc_slice_copy(&files);
        let places = arena.alloc_slice_fill_with(decls.len(), |index| decls[index].at);
        let mut attrs = decls[0].options;
        let mut ty = attrs.get(known::PLAIN_TYPE);
        for (index, decl) in decls.iter().enumerate().skip(1) {
            let both = |name| attrs.get(name).is_some() && decl.options.get(name).is_some();
            let mut clash =
                [known::DEFAULT, known::EXAMPLE, known::DESCRIPTION, known::APPLY].into_iter().any(both);
            let theirs = decl.options.get(known::PLAIN_TYPE);
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
            attrs = self.joined(decl.options, attrs);
        }
        Ok(Record { attrs, ty, files, places, modules: self.declared_modules(decls)? })
    }

    /// The modules of the submodule types of declarations, those of later declarations first.
    fn declared_modules(&'a self, decls: &'a [Decl<'a>]) -> Result<Option<&'a Slot<'a>>, Failure> {
        let mut modules: Vec<State<'a>> = Vec::new();
        let mut any = false;
        for decl in decls.iter().rev() {
            let Some(ty) = decl.options.get(known::PLAIN_TYPE) else { continue };
            let Value::List(list) = self.sub_modules(self.type_in(ty)?)? else { continue };
            any = true;
            for module in list.items {
                let located = self.located(decl.file.share(), module.share(), decl.at);
                modules.push(State::Ready(located));
            }
        }
        Ok(any.then(|| self.ev.slot(State::Ready(self.ev.list(&modules)))))
    }

    /// `left // right`
    pub(crate) fn joined(&'a self, left: &'a Attrs<'a>, right: &'a Attrs<'a>) -> &'a Attrs<'a> {
        let entry = |attrs: &'a Attrs<'a>, index: usize| {
            let at = attrs.positions().get(index).copied().unwrap_or(Position::NONE);
            (attrs.names()[index], attrs.slots()[index].share(), at)
        };
        let mut entries: Vec<_> = (0..right.len()).map(|index| entry(right, index)).collect();
        entries.extend(
            (0..left.len())
                .filter(|&index| right.get(left.names()[index]).is_none())
                .map(|index| entry(left, index)),
        );
        self.ev.attrs(&mut entries)
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

    /// Finds the type.
    pub(crate) fn make_option_type(&'a self, option: &'a Opt<'a>) -> Res<'a> {
        let record = self.record(option)?;
        let slot = self.fixed_type(&record)?;
        if let TypeRef::Foreign(attrs) = self.type_in(slot)? {
            self.warn_deprecated(option, attrs, &record)?;
        }
        option.ty.set(slot)
    }

    fn warn_deprecated(
        &'a self,
        option: &'a Opt<'a>,
        ty: &'a Attrs<'a>,
        record: &Record<'a>,
    ) -> Result<(), Failure> {
        let Some(message) = ty.get(self.n.deprecation) else { return Ok(()) };
        let Value::Str(message) = self.ev.force(message)? else { return Ok(()) };
        let (name, path) = (self.type_name(TypeRef::Foreign(ty))?, self.show_loc(option.loc)?);
        let files = self.show_files(record.files)?;
        self.warn(&format!(
            "The type `types.{name}' of option `{path}' defined in {files} is deprecated. {}",
            message.text()
        ))
    }

    /// A warning on standard error, as `lib.warn` gives it.
    pub(crate) fn warn(&'a self, message: &str) -> Result<(), Failure> {
        self.ev.loader().print(&format!("evaluation warning: {message}"));
        if self.ev.options().abort_on_warn {
            return Err(fedic_eval::Error::new(
                fedic_eval::ErrorKind::Abort,
                "aborting to reveal stack trace of warning, as NIX_ABORT_ON_WARN is set",
            ));
        }
        Ok(())
    }

    /// Puts the default in front of the definitions.
    pub(crate) fn make_option_site(&'a self, option: &'a Opt<'a>) -> Res<'a> {
        let record = self.record(option)?;
        let mut defs = Vec::new();
        if let Some(value) = record.attrs.get(known::DEFAULT) {
            let file = match record.files.first() {
                Some(file) => *file,
                None => return Err(self.thrown("lib.lists.head: list must not be empty!")),
            };
            let at = record.attrs.place(known::DEFAULT).map_or(Position::NONE, Position::at);
            defs.push(Def { file, value, at, extra: &[], default: true });
        }
        defs.extend(self.given(option)?);
        let defs = self.ev.arena().alloc_slice_copy(&defs);
        let site = self.site(option.loc, self.option_type(option)?, defs, Some(option));
        option.site.set(site)
    }

    /// The value: merged, then changed by `apply`.
    pub(crate) fn option_value(&'a self, option: &'a Opt<'a>) -> Res<'a> {
        if matches!(option.source, Source::Tree(..)) {
            self.option_type(option)?;
        }
        self.ev.deeper(|| self.applied_value(option)).map_err(|error| {
            let path = self.shown(option.loc);
            let at = self.first_definition(option);
            error.during(at, format!("while evaluating the option `{path}':"))
        })
    }

    /// Where an option's value comes from, for errors that know no better place.
    fn first_definition(&'a self, option: &'a Opt<'a>) -> Option<Place> {
        option.site.peek()?.raw.iter().find(|def| !def.default).and_then(|def| self.place(def))
    }

    fn applied_value(&'a self, option: &'a Opt<'a>) -> Res<'a> {
        let record = self.record(option)?;
        let site = self.option_site(option)?;
        match record.attrs.get(known::APPLY) {
            None => self.readable_value(option, site),
            Some(apply) => {
                let merged = native(Op::OptionMerged, option.id);
                self.ev.call(self.ev.force(apply)?, &[merged])
            }
        }
    }

    /// The merged value, unless the option may be set only once and was set more often.
    pub(crate) fn merged_option(&'a self, option: &'a Opt<'a>) -> Res<'a> {
        self.readable_value(option, self.option_site(option)?)
    }

    fn readable_value(&'a self, option: &'a Opt<'a>, site: &'a Site<'a>) -> Res<'a> {
        if site.raw.len() > 1 {
            if let Some(read_only) = self.record(option)?.attrs.get(known::READ_ONLY) {
                if self.ev.bool_of(read_only)? {
                    return Err(self.set_twice(option, site)?);
                }
            }
        }
        self.merged_value(site)
    }

    fn set_twice(&'a self, option: &'a Opt<'a>, site: &'a Site<'a>) -> Result<Failure, Failure> {
        let mut separate = Vec::with_capacity(site.raw.len());
        for def in site.raw {
            let alone = self.site(site.loc, site.ty, self.ev.arena().alloc_slice_copy(&[*def]), site.option);
            separate.push(Def { value: self.ev.slot(native(Op::SiteValue, alone.id)), ..*def });
        }
        let path = self.show_loc(option.loc)?;
        let shown = self.show_defs(&separate)?;
        let message = format!(
            "The option `{path}' is read-only, but it's set multiple times. Definition values:{shown}"
        );
        Ok(problems::set_twice(self, path, option, site.raw, self.thrown(message)))
    }

    /// The attribute set that `options.<path>` shows.
    pub(crate) fn option_full(&'a self, option: &'a Opt<'a>) -> Res<'a> {
        let ty = self.option_type(option)?;
        let record = self.record(option)?;
        let own = |op| native(op, option.id);
        let n = &self.n;
        let files: Vec<State<'a>> = record.files.iter().map(|file| file.share()).collect();
        let evaluated = [
            (known::VALUE, State::Alias(&option.value)),
            (known::PLAIN_TYPE, ty.share()),
            (known::OPTIONS, State::Ready(self.ev.list(&[]))),
            (known::LOC, own(Op::OptionLoc)),
            (known::TO_STRING, State::Ready(option.to_string)),
            (n.declarations, State::Ready(self.ev.list(&files))),
            (n.declaration_positions, own(Op::OptionPositions)),
            (n.highest_prio, own(Op::OptionPriority)),
            (n.definitions, own(Op::OptionDefinitions)),
            (n.files, own(Op::OptionFiles)),
            (n.defs_with_locations, own(Op::OptionDefsWithLocations)),
            (n.is_defined, own(Op::OptionIsDefined)),
            (n.value_meta, own(Op::OptionMeta)),
        ];
        let mut entries: Vec<(Sym, State<'a>, Position)> =
            evaluated.iter().map(|(name, state)| (*name, *state, Position::NONE)).collect();
        for (index, (name, slot)) in record.attrs.iter().enumerate() {
            if !evaluated.iter().any(|entry| entry.0 == name) {
                let at = record.attrs.positions().get(index).copied().unwrap_or(Position::NONE);
                entries.push((name, slot.share(), at));
            }
        }
        Ok(Value::Attrs(self.ev.attrs(&mut entries)))
    }

    /// A member of that set, by its operation.
    pub(crate) fn option_member(&'a self, option: &'a Opt<'a>, op: Op) -> Res<'a> {
        match op {
            Op::OptionLoc => return self.loc_value(option.loc),
            Op::OptionPositions => return self.positions_value(&self.record(option)?),
            _ => {}
        }
        let site = self.option_site(option)?;
        if op == Op::OptionMeta {
            return self.checked_meta(site);
        }
        let merged = site.merged.get(self.ev)?;
        let list = |each: fn(&Def<'a>) -> State<'a>| {
            let items: Vec<State<'a>> = merged.defs.iter().map(each).collect();
            Ok(self.ev.list(&items))
        };
        match op {
            Op::OptionPriority => Ok(merged.priority),
            Op::OptionIsDefined => Ok(Value::Bool(!merged.defs.is_empty())),
            Op::OptionDefinitions => {
                let items: Vec<State<'a>> = merged.defs.iter().map(|def| self.copied(def.value)).collect();
                Ok(self.ev.list(&items))
            }
            Op::OptionFiles => list(|def| def.file.share()),
            _ => Ok(self.defs_value(merged.defs)),
        }
    }

    /// Places as `unsafeGetAttrPos` gives them; without one, the file alone.
    fn positions_value(&'a self, record: &Record<'a>) -> Res<'a> {
        let mut items = Vec::with_capacity(record.places.len());
        for (at, declared) in record.places.iter().zip(record.files) {
            items.push(State::Ready(match self.ev.position_value(at.place()) {
                Value::Null => Value::Attrs(self.ev.attrs(&mut [
                    (known::FILE, declared.share(), Position::NONE),
                    (known::LINE, State::Ready(Value::Null), Position::NONE),
                    (known::COLUMN, State::Ready(Value::Null), Position::NONE),
                ])),
                position => position,
            }));
        }
        Ok(self.ev.list(&items))
    }

    /// The option that an attribute set of `options.<path>` is of.
    pub fn option_of(&'a self, attrs: &'a Attrs<'a>) -> Option<&'a Opt<'a>> {
        match attrs.get(known::TO_STRING).map(Slot::state) {
            Some(State::Ready(Value::Native(it))) if it.operation == Op::OptionToString as u16 => {
                Some(self.options.get(it.object))
            }
            _ => None,
        }
    }

    /// Options below a type of tags, each at its own path.
    pub(crate) fn tag_options(&'a self, tags: &'a Attrs<'a>, prefix: &'a Loc<'a>) -> Res<'a> {
        let mut entries = Vec::with_capacity(tags.len());
        for &tag in tags.names() {
            let record = self.tag_record(tags, tag)?;
            let loc = self.loc_value(self.below(prefix, crate::loc::Step::Name(tag)))?;
            let files: Vec<State<'a>> = record.files.iter().map(|file| file.share()).collect();
            let mut extra = vec![(known::LOC, State::Ready(loc), Position::NONE)];
            if record.attrs.get(self.n.declarations).is_none() {
                extra.push((self.n.declarations, State::Ready(self.ev.list(&files)), Position::NONE));
            }
            let option = self.joined(record.attrs, self.ev.attrs(&mut extra));
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
            let tags = self.ev.attrs(&mut [(tag, slot.share(), Position::NONE)]);
            let options = self.checked_tag(tags, tag)?;
            decls.push(Decl { file, at: Position::NONE, slot, options });
        }
        let loc = self.below(self.root(), crate::loc::Step::Name(tag));
        self.merged_record(loc, self.ev.arena().alloc_slice_copy(&decls))
    }

    /// Declarations as one attribute set, as Nix code sees it.
    pub(crate) fn merged_record(&'a self, loc: &'a Loc<'a>, decls: &'a [Decl<'a>]) -> Res<'a> {
        let record = self.merge_decls(loc, decls)?;
        let files: Vec<State<'a>> = record.files.iter().map(|file| file.share()).collect();
        let none = Position::NONE;
        let modules = record.modules.map_or_else(|| State::Ready(self.ev.list(&[])), Slot::share);
        let mut extra = vec![
            (known::LOC, State::Ready(self.loc_value(loc)?), none),
            (self.n.declarations, State::Ready(self.ev.list(&files)), none),
            (self.n.declaration_positions, State::Ready(self.positions_value(&record)?), none),
            (known::OPTIONS, modules, none),
        ];
        extra.extend(record.ty.map(|ty| (known::PLAIN_TYPE, ty.share(), none)));
        Ok(Value::Attrs(self.joined(record.attrs, self.ev.attrs(&mut extra))))
    }

    /// The option that Nix code describes by its declarations as one, with these definitions.
    pub(crate) fn given_option(
        &'a self,
        loc: &'a Loc<'a>,
        record: &'a Attrs<'a>,
        defs: &'a [Def<'a>],
    ) -> Result<&'a Opt<'a>, Failure> {
        let tag = self.ev.sym("option");
        let tags = self.ev.attrs(&mut [(tag, State::Ready(Value::Attrs(record)), Position::NONE)]);
        Ok(self.new_option(loc, Source::Given { tags, tag, defs }))
    }
}

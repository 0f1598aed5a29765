//! A declared option: its declarations as one, its type, its definitions, its value; and the
//! attribute set that `options.<path>` shows of it.

use crate::declaration::Record;
use crate::def::{DEFAULT_PRIORITY, Def, Extra};
use crate::loc::Loc;
use crate::op::Op;
use crate::session::{function, native};
use crate::site::Site;
use crate::tree::{Decl, Member};
use crate::types::TypeRef;
use crate::{Session, problems};
use fedic_diagnostics::Place;
use fedic_eval::{Attrs, Failure, Memo, Position, Res, Slot, State, Sym, Value, known};

/// A declared option.
pub struct Opt<'a> {
    pub(crate) id: u32,
    pub loc: &'a Loc<'a>,
    source: Source<'a>,
    record: Memo<Record<'a>>,
    ty: Memo<&'a Slot<'a>>,
    site: Memo<&'a Site<'a>>,
    /// The value after merging and `apply`.
    pub value: Slot<'a>,
    /// What `options.<path>` shows.
    pub(crate) full: Slot<'a>,
}

/// Where an option comes from.
#[derive(Clone, Copy)]
enum Source<'a> {
    /// A tree of options.
    Tree(&'a [Decl<'a>], &'a Member<'a>),
    /// One record.
    Record(&'a Alone<'a>),
}

/// The record of an option that stands in no tree: a tag of `attrTag`, or what Nix code gave to
/// `evalOptionValue`, as if it were one.
struct Alone<'a> {
    tags: &'a Attrs<'a>,
    tag: Sym,
    defs: &'a [Def<'a>],
    /// Where the tags are, whose definitions these are: of the whole, and not of the tag.
    whole: Option<&'a Loc<'a>>,
    outer: Option<&'a Opt<'a>>,
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
        let alone = Alone { tags, tag, defs, whole: Some(site.loc), outer: site.option };
        Ok(self.new_option(loc, Source::Record(self.ev.arena().alloc(alone))))
    }

    fn new_option(&'a self, loc: &'a Loc<'a>, source: Source<'a>) -> &'a Opt<'a> {
        self.options.add(self.ev, |id| Opt {
            id,
            loc,
            source,
            record: Memo::new(),
            ty: Memo::new(),
            site: Memo::new(),
            value: Slot::new(native(Op::OptionValue, id)),
            full: Slot::new(native(Op::OptionFull, id)),
        })
    }

    /// The type of an option, its submodules made anew with the files of the declarations.
    ///
    /// # Errors
    /// What evaluating the declarations gives, or that they do not go together.
    pub fn option_type(&'a self, option: &'a Opt<'a>) -> Result<&'a Slot<'a>, Failure> {
        self.ev.once(&option.ty, || self.make_option_type(option))
    }

    /// The merge of an option's definitions, its default among them.
    ///
    /// # Errors
    /// What evaluating the declarations gives.
    pub fn option_site(&'a self, option: &'a Opt<'a>) -> Result<&'a Site<'a>, Failure> {
        self.ev.once(&option.site, || self.make_option_site(option))
    }

    /// The places of an option's declarations, last module first.
    pub fn option_places(&'a self, option: &'a Opt<'a>) -> Vec<fedic_diagnostics::Place> {
        match (option.source, self.record(option)) {
            (Source::Tree(..), Ok(record)) => {
                record.decls.iter().filter_map(|decl| decl.at.place()).collect()
            }
            (Source::Record(alone), Ok(_)) => alone.tags.place(alone.tag).into_iter().collect(),
            (_, Err(_)) => Vec::new(),
        }
    }

    /// Definitions that modules gave, properties and all, without the default.
    pub(crate) fn given(&'a self, option: &'a Opt<'a>) -> Result<Vec<Def<'a>>, Failure> {
        match option.source {
            Source::Tree(_, member) => Ok(self.definitions_of(member)?.iter().map(|entry| entry.1).collect()),
            Source::Record(Alone { whole: Some(loc), tag, defs, .. }) => {
                Ok(self.below_tag(loc, *tag, defs)?.to_vec())
            }
            Source::Record(alone) => Ok(alone.defs.to_vec()),
        }
    }

    /// The group of definitions that an option belongs to.
    pub(crate) fn around_in_tree(&'a self, option: &'a Opt<'a>) -> Option<fedic_diagnostics::Place> {
        match option.source {
            Source::Tree(_, member) => self.group_place(member),
            Source::Record(_) => None,
        }
    }

    /// The evaluation that an option is declared in.
    pub(crate) fn evaluation_of(&self, option: &'a Opt<'a>) -> Option<&'a crate::evaluation::Evaluation<'a>> {
        match option.source {
            Source::Tree(_, member) => Some(member.group.evaluation),
            Source::Record(alone) => alone.outer.and_then(|outer| self.evaluation_of(outer)),
        }
    }

    /// The sets that define a tag's option from around it.
    pub(crate) fn around_tag(&self, option: &'a Opt<'a>) -> Option<&'a [Def<'a>]> {
        match option.source {
            Source::Record(Alone { whole: Some(_), defs, .. }) => Some(defs),
            Source::Tree(..) | Source::Record(_) => None,
        }
    }

    fn record(&'a self, option: &'a Opt<'a>) -> Result<Record<'a>, Failure> {
        self.ev.once(&option.record, || self.make_record(option))
    }

    /// Makes one of the declarations.
    fn make_record(&'a self, option: &'a Opt<'a>) -> Result<Record<'a>, Failure> {
        match option.source {
            Source::Tree(decls, _) => self.merge_decls(option.loc, decls),
            Source::Record(alone) => self.tag_record(alone.tags, alone.tag),
        }
    }

    /// Finds the type.
    fn make_option_type(&'a self, option: &'a Opt<'a>) -> Result<&'a Slot<'a>, Failure> {
        let record = self.record(option)?;
        let slot = self.fixed_type(&record)?;
        if let TypeRef::Foreign(attrs) = self.type_in(slot)? {
            self.warn_deprecated(option, attrs, &record)?;
        }
        Ok(slot)
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
        let files: Vec<_> = record.decls.iter().map(|decl| decl.file).collect();
        let files = self.show_files(&files)?;
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
    fn make_option_site(&'a self, option: &'a Opt<'a>) -> Result<&'a Site<'a>, Failure> {
        let record = self.record(option)?;
        let given = self.given(option)?;
        let mut defs = Vec::with_capacity(1 + given.len());
        if let Some(value) = record.attrs.get(known::DEFAULT) {
            let Some(Decl { file, .. }) = record.decls.first() else { return Err(self.no_head()) };
            let at = record.attrs.position_of(known::DEFAULT);
            defs.push(Def { file, value, at, extra: Extra::DEFAULT });
        }
        defs.extend(given);
        let defs = self.ev.arena().alloc_slice_copy(&defs);
        Ok(self.site(option.loc, self.option_type(option)?, defs, Some(option)))
    }

    /// The value: merged, then changed by `apply`.
    pub(crate) fn option_value(&'a self, option: &'a Opt<'a>) -> Res<'a> {
        if matches!(option.source, Source::Tree(..)) {
            self.option_type(option)?;
        }
        self.ev.deeper(|| self.applied_value(option)).map_err(|mut error| {
            let path = self.shown(option.loc);
            let at = self.first_definition(option);
            self.ev.recursive_option(&mut error, || path.clone(), at);
            error.during(at, format!("while evaluating the option `{path}':"))
        })
    }

    /// Where an option's value comes from, for errors that know no better place.
    fn first_definition(&'a self, option: &'a Opt<'a>) -> Option<Place> {
        option.site.peek()?.raw.iter().find(|def| !def.is_of_default()).and_then(|def| self.place(def))
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
        if site.raw.len() > 1
            && let Some(read_only) = self.record(option)?.attrs.get(known::READ_ONLY)
            && self.ev.bool_of(read_only)?
        {
            return Err(self.set_twice(option, site)?);
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
        let evaluated = [
            (known::VALUE, State::Alias(&option.value)),
            (known::PLAIN_TYPE, self.ev.share(ty)),
            (known::OPTIONS, State::Ready(self.ev.list(&[]))),
            (known::LOC, own(Op::OptionLoc)),
            (known::TO_STRING, State::Ready(function(Op::OptionToString, option.id))),
            (n.declarations, State::Ready(self.declaring_files(&record))),
            (n.declaration_positions, own(Op::OptionPositions)),
            (n.highest_prio, own(Op::OptionPriority)),
            (n.definitions, own(Op::OptionDefinitions)),
            (n.files, own(Op::OptionFiles)),
            (n.defs_with_locations, own(Op::OptionDefsWithLocations)),
            (n.is_defined, own(Op::OptionIsDefined)),
            (n.value_meta, own(Op::OptionMeta)),
        ];
        let mut entries = Vec::with_capacity(evaluated.len() + record.attrs.len());
        entries.extend(evaluated.map(|(name, state)| (name, state, Position::NONE)));
        for (index, (name, slot)) in record.attrs.iter().enumerate() {
            if !evaluated.iter().any(|entry| entry.0 == name) {
                entries.push((name, self.ev.share(slot), record.attrs.position(index)));
            }
        }
        Ok(Value::Attrs(self.ev.attrs(&mut entries)))
    }

    /// Whether nobody may see its value: `meta.ui.secret`.
    pub(crate) fn is_secret(&'a self, option: &'a Opt<'a>) -> bool {
        let secret = || -> Result<bool, Failure> {
            let meta = self.ev.attrs_of(self.ev.member(self.record(option)?.attrs, self.ev.sym("meta"))?)?;
            let ui = self.ev.attrs_of(self.ev.member(meta, self.ev.sym("ui"))?)?;
            self.ev.bool_of(self.ev.member(ui, self.ev.sym("secret"))?)
        };
        secret().unwrap_or(false)
    }

    /// A member of that set, by its operation.
    pub(crate) fn option_member(&'a self, option: &'a Opt<'a>, op: Op) -> Res<'a> {
        match op {
            Op::OptionLoc => return self.loc_value(option.loc),
            Op::OptionPositions => {
                let positions = self.positions_value(&self.record(option)?);
                // Its origin, for whoever reads options by their attributes.
                self.ev.made_from(self.option_places(option).first().copied());
                return positions;
            }
            _ => {}
        }
        let site = self.option_site(option)?;
        if op == Op::OptionMeta {
            return self.checked_meta(site);
        }
        if op == Op::OptionPriority
            && let [only] = site.raw
            && only.is_default()
        {
            // That of a default is known without it.
            return Ok(Value::Int(DEFAULT_PRIORITY));
        }
        let merged = self.site_merged(site)?;
        let list = |each: &dyn Fn(&Def<'a>) -> State<'a>| {
            let items: Vec<State<'a>> = merged.defs.iter().map(each).collect();
            Ok(self.ev.list(&items))
        };
        match op {
            Op::OptionPriority => Ok(merged.priority),
            Op::OptionIsDefined => Ok(Value::Bool(!merged.defs.is_empty())),
            Op::OptionDefinitions => list(&|def| self.copied(def.value)),
            Op::OptionFiles => list(&|def| self.ev.share(def.file)),
            _ => Ok(self.defs_value(merged.defs)),
        }
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
        let alone = Alone { tags, tag, defs, whole: None, outer: None };
        Ok(self.new_option(loc, Source::Record(self.ev.arena().alloc(alone))))
    }
}

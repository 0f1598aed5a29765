//! How the types of ours merge definitions, and the two protocols by which they are asked:
//! `merge loc defs`, and `merge.v2 { loc, defs }`, which tells a wrong head from the value.

use super::{Kind, Simple, Type, TypeRef};
use crate::def::Def;
use crate::loc::{Loc, Step};
use crate::op::Op;
use crate::session::native;
use crate::site::{Parts, Site};
use crate::{Session, problems};
use fedic_eval::{Attrs, Error, ErrorKind, Failure, Position, Res, Slot, State, Str, Value, known};

/// The advice at the end of messages about several definitions.
const PRIORITIES: &str =
    "Use `lib.mkForce value` or `lib.mkDefault value` to change the priority on any of these definitions.";

impl<'a> Session<'a> {
    /// Merges definitions without looking whether the type takes their heads.
    pub(crate) fn merge_unchecked(&'a self, ty: TypeRef<'a>, site: &'a Site<'a>) -> Res<'a> {
        let defs = self.site_defs(site)?;
        match ty {
            TypeRef::Native(ty) => self.ev.deeper(|| self.merge_native(ty, site, defs)),
            TypeRef::Foreign(attrs) => {
                let merge = self.ev.force(self.attribute(attrs, known::MERGE)?)?;
                let loc = self.loc_value(site.loc)?;
                self.ev.call(merge, &[State::Ready(loc), State::Ready(self.defs_value(defs))])
            }
        }
    }

    fn merge_native(&'a self, ty: &'a Type<'a>, site: &'a Site<'a>, defs: &'a [Def<'a>]) -> Res<'a> {
        match &ty.kind {
            Kind::Simple(Simple::Raw) => self.merge_unique(site, defs, ""),
            Kind::Simple(Simple::Anything) => self.merge_anything(site, defs),
            Kind::Simple(Simple::Attrs) => self.merge_shallow(defs),
            Kind::Simple(Simple::Unspecified) => self.merge_default(site.loc, defs),
            Kind::Simple(Simple::OptionType) => self.merge_types(site, defs),
            Kind::Simple(_) | Kind::Int(_) | Kind::Enum(_) => self.merge_equal(site.loc, defs),
            Kind::Separated(separator) => self.join_strings(self.ev.string_of(separator)?, defs),
            Kind::NullOr(element) => self.merge_null_or(element, site, defs),
            Kind::FunctionTo(_) => self.merge_functions(site, defs),
            Kind::AttrTag(tags) => self.merge_tags(tags, site, defs),
            Kind::Deferred(modules) => self.merge_deferred(modules, site.loc, defs),
            Kind::Unique { message, element } => {
                if defs.len() == 1 {
                    let inner = self.plain_site(site.loc, element, defs, site.option);
                    return self.merge_unchecked(self.type_in(element)?, inner);
                }
                let message = self.ev.string_of(message)?.text().into_owned();
                self.merge_unique(site, defs, &message)
            }
            Kind::ListOf(_)
            | Kind::AttrsOf { .. }
            | Kind::Submodule(_)
            | Kind::Either(..)
            | Kind::CoercedTo { .. } => self.merge_parts(site),
        }
    }

    /// The value of a merge in parts.
    fn merge_parts(&'a self, site: &'a Site<'a>) -> Res<'a> {
        let slots = |sites: &'a [&'a Site<'a>]| -> &'a [Slot<'a>] {
            self.ev
                .arena()
                .alloc_slice_fill_with(sites.len(), |index| Slot::new(native(Op::SiteValue, sites[index].id)))
        };
        match self.site_parts(site)? {
            Parts::List(sites) => Ok(self.ev.list_of_slots(slots(sites))),
            Parts::Attrs(names, sites) => Ok(Value::Attrs(self.ev.attrs_of_slots(names, slots(sites), &[]))),
            Parts::Submodule(evaluation) => self.ev.force(&evaluation.config),
            Parts::Inner(inner) => self.merge_unchecked(self.type_in(inner.ty)?, inner),
            // Neither side of an `either` fits, and nobody has asked before.
            Parts::None => {
                self.warn("One or more definitions did not pass the type-check of the 'either' type.")?;
                self.merge_unique(site, self.site_defs(site)?, "")
            }
        }
    }

    /// All definitions must be equal.
    pub(crate) fn merge_equal(&'a self, loc: &'a Loc<'a>, defs: &'a [Def<'a>]) -> Res<'a> {
        let Some((first, rest)) = defs.split_first() else {
            return Err(Error::new(ErrorKind::Abort, "This case should never happen."));
        };
        let value = self.ev.force(first.value)?;
        for def in rest {
            if !self.ev.equal(self.ev.force(def.value)?, value)? {
                let path = self.show_loc(loc)?;
                let shown = self.show_defs(&[*first, *def])?;
                let message =
                    format!("The option `{path}' has conflicting definition values:{shown}\n{PRIORITIES}");
                return Err(problems::conflict(self, path, defs, self.thrown(message)));
            }
        }
        Ok(value)
    }

    /// There must be one definition.
    pub(crate) fn merge_unique(&'a self, site: &'a Site<'a>, defs: &'a [Def<'a>], why: &str) -> Res<'a> {
        if let [def] = defs {
            return self.ev.force(def.value);
        }
        Err(self.not_unique(site.loc, defs, why)?)
    }

    /// The error of several definitions where one is expected.
    pub(crate) fn not_unique(
        &'a self,
        loc: &'a Loc<'a>,
        defs: &'a [Def<'a>],
        why: &str,
    ) -> Result<Failure, Failure> {
        let path = self.show_loc(loc)?;
        let shown = self.show_defs(defs)?;
        let message = format!(
            "The option `{path}' is defined multiple times while it's expected to be unique.\n{why}\n\
             Definition values:{shown}\n{PRIORITIES}"
        );
        Ok(problems::not_unique(self, path, defs, self.thrown(message)))
    }

    /// The strings of all definitions with a separator between them.
    pub(super) fn join_strings(&'a self, separator: &'a Str<'a>, defs: &'a [Def<'a>]) -> Res<'a> {
        if let [def] = defs {
            return Ok(Value::Str(self.ev.string_of(def.value)?));
        }
        let mut bytes = Vec::new();
        let mut context: &'a [&'a str] = &[];
        for (index, def) in defs.iter().enumerate() {
            let part = self.ev.string_of(def.value)?;
            if index > 0 {
                bytes.extend_from_slice(separator.bytes);
                context = self.ev.join_contexts(context, separator.context());
            }
            bytes.extend_from_slice(part.bytes);
            context = self.ev.join_contexts(context, part.context());
        }
        Ok(self.ev.bytes(&bytes, context))
    }

    fn merge_null_or(&'a self, element: &'a Slot<'a>, site: &'a Site<'a>, defs: &'a [Def<'a>]) -> Res<'a> {
        let mut nulls = 0;
        for def in defs {
            nulls += usize::from(matches!(self.ev.force(def.value)?, Value::Null));
        }
        if nulls == defs.len() {
            return Ok(Value::Null);
        }
        if nulls > 0 {
            let path = self.show_loc(site.loc)?;
            let files: Vec<_> = defs.iter().map(|def| def.file).collect();
            let files = self.show_files(&files)?;
            let message = format!("The option `{path}` is defined both null and not null, in {files}.");
            return Err(problems::conflict(self, path, defs, self.thrown(message)));
        }
        let inner = self.plain_site(site.loc, element, defs, site.option);
        self.merge_unchecked(self.type_in(element)?, inner)
    }

    /// The one tag that all definitions have, its option evaluated.
    fn merge_tags(&'a self, tags: &'a Attrs<'a>, site: &'a Site<'a>, defs: &'a [Def<'a>]) -> Res<'a> {
        let Some(first) = defs.first() else { return Err(self.no_head()) };
        let first = self.ev.attrs_of(first.value)?;
        let Some(&tag) = first.names().first() else {
            return Err(Error::new(ErrorKind::Assertion, "assertion failed"));
        };
        let loc = self.below(site.loc, Step::Name(tag));
        let option = self.tag_option(tags, tag, loc, site, defs)?;
        let slots = self.ev.slots(&[State::Alias(&option.value)]);
        let names = self.ev.arena().alloc_slice_copy(&[tag]);
        Ok(Value::Attrs(self.ev.attrs_of_slots(names, slots, &[])))
    }

    /// The definitions below a tag; all must have it.
    pub(crate) fn below_tag(
        &'a self,
        loc: &'a Loc<'a>,
        tag: fedic_eval::Sym,
        defs: &'a [Def<'a>],
    ) -> Result<&'a [Def<'a>], Failure> {
        let mut below = Vec::with_capacity(defs.len());
        for def in defs {
            let attrs = self.ev.attrs_of(def.value)?;
            let [other] = attrs.names() else {
                return Err(Error::new(ErrorKind::Assertion, "assertion failed"));
            };
            if *other != tag {
                let path = self.show_loc(loc)?;
                let files: Vec<_> = defs.iter().map(|def| def.file).collect();
                let (tag, other) = (self.ev.name(tag), self.ev.name(*other));
                let files = self.show_files(&files)?;
                let message =
                    format!("The option `{path}` is defined both as `{tag}` and `{other}`, in {files}.");
                return Err(problems::two_tags(self, path, [tag, other], defs, self.thrown(message)));
            }
            let at = attrs.position(0);
            below.push(def.part(&attrs.slots()[0], at));
        }
        Ok(self.ev.arena().alloc_slice_copy(&below))
    }

    /// `{ imports = static modules ++ definitions; }`, each definition with its file.
    fn merge_deferred(&'a self, modules: &'a Slot<'a>, loc: &'a Loc<'a>, defs: &'a [Def<'a>]) -> Res<'a> {
        let mut imports: Vec<State<'a>> =
            self.ev.list_of(modules)?.items.iter().map(|slot| self.ev.share(slot)).collect();
        for def in defs {
            let file = self.later(Op::ViaFile, loc, def.file);
            let module = self.located(file, self.ev.share(def.value), def.at);
            imports.push(State::Ready(module));
        }
        let imports = self.ev.list(&imports);
        Ok(Value::Attrs(self.ev.attrs(&mut [(known::IMPORTS, State::Ready(imports), Position::NONE)])))
    }

    /// `‹file›, via option ‹path›`
    pub(crate) fn via_file(&'a self, number: u32) -> Res<'a> {
        let (loc, file) = *self.locs.get(number);
        Ok(self.ev.string(&format!("{}, via option {}", self.file_text(file)?, self.show_loc(loc)?)))
    }

    /// `{ _file = ‹file›; imports = [ ‹module› ]; }`
    pub(crate) fn located(&'a self, file: State<'a>, module: State<'a>, at: Position) -> Value<'a> {
        let imports = self.ev.list(&[module]);
        Value::Attrs(self.ev.attrs(&mut [
            (known::UNDERSCORE_FILE, file, Position::NONE),
            (known::IMPORTS, State::Ready(imports), at),
        ]))
    }

    /// Several types as one, as several declarations of an option would have it.
    fn merge_types(&'a self, site: &'a Site<'a>, defs: &'a [Def<'a>]) -> Res<'a> {
        if let [def] = defs {
            return self.ev.force(def.value);
        }
        let mut decls = Vec::with_capacity(defs.len());
        for def in defs {
            let record = self.ev.attrs(&mut [
                (known::TYPE, self.text("option"), Position::NONE),
                (known::PLAIN_TYPE, self.ev.share(def.value), def.at),
            ]);
            let slot = self.ev.slot(State::Ready(Value::Attrs(record)));
            decls.push(crate::tree::Decl { file: def.file, at: def.at, slot });
        }
        let merged = self.merge_decls(site.loc, self.ev.arena().alloc_slice_copy(&decls))?;
        self.ev.force(self.fixed_type(&merged)?)
    }
}

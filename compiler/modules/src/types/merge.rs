//! How the types of ours merge definitions, and the two protocols by which they are asked:
//! `merge loc defs`, and `merge.v2 { loc, defs }`, which tells a wrong head from the value.

use super::{Kind, Simple, Type, TypeRef};
use crate::def::Def;
use crate::loc::{Loc, Step};
use crate::op::Op;
use crate::session::{function, native};
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
        match site.parts.get(self.ev)? {
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

    /// Whatever can be joined is joined, by the kind of the values.
    pub(crate) fn merge_default(&'a self, loc: &'a Loc<'a>, defs: &'a [Def<'a>]) -> Res<'a> {
        if let [def] = defs {
            return self.ev.force(def.value);
        }
        let mut values = Vec::with_capacity(defs.len());
        for def in defs {
            values.push(self.ev.force(def.value)?);
        }
        let all = |test: fn(&Value<'a>) -> bool| values.iter().all(test);
        if values.iter().all(|value| self.is_callable(*value)) {
            let loc = State::Ready(self.loc_value(loc)?);
            let functions: Vec<State<'a>> = values.iter().map(|value| State::Ready(*value)).collect();
            let functions = State::Ready(self.ev.list(&functions));
            return Ok(self.ev.partial(function(Op::MergeDefaultCalls, 0), &[loc, functions]));
        }
        if all(|value| matches!(value, Value::List(_))) {
            let mut items = Vec::new();
            for value in &values {
                if let Value::List(list) = value {
                    items.extend(list.items.iter().map(|slot| self.ev.share(slot)));
                }
            }
            return Ok(self.ev.list(&items));
        }
        if all(|value| matches!(value, Value::Attrs(_))) {
            return self.merge_shallow(defs);
        }
        if all(|value| matches!(value, Value::Bool(_))) {
            return Ok(Value::Bool(values.iter().any(|value| matches!(value, Value::Bool(true)))));
        }
        if all(|value| matches!(value, Value::Str(_))) {
            let nothing = self.ev.arena().alloc(Str { bytes: &[], context: &[] });
            return self.join_strings(nothing, defs);
        }
        if let Some(Value::Int(first)) = values.first()
            && values.iter().all(|value| matches!(value, Value::Int(number) if number == first))
        {
            return Ok(Value::Int(*first));
        }
        let path = self.show_loc(loc)?;
        let message =
            format!("Cannot merge definitions of `{path}'. Definition values:{}", self.show_defs(defs)?);
        Err(problems::conflict(self, path, defs, self.thrown(message)))
    }

    /// Attribute sets, the attributes of later ones in place of earlier ones.
    fn merge_shallow(&'a self, defs: &'a [Def<'a>]) -> Res<'a> {
        let mut entries: Vec<(fedic_eval::Sym, State<'a>, Position)> = Vec::new();
        for def in defs.iter().rev() {
            let attrs = self.ev.attrs_of(def.value)?;
            let known_names: Vec<_> = entries.iter().map(|entry| entry.0).collect();
            for (index, (name, slot)) in attrs.iter().enumerate() {
                if !known_names.contains(&name) {
                    let at = attrs.positions().get(index).copied().unwrap_or(Position::NONE);
                    entries.push((name, self.ev.share(slot), at));
                }
            }
        }
        Ok(Value::Attrs(self.ev.attrs(&mut entries)))
    }

    fn join_strings(&'a self, separator: &'a Str<'a>, defs: &'a [Def<'a>]) -> Res<'a> {
        if let [def] = defs {
            return Ok(Value::Str(self.ev.string_of(def.value)?));
        }
        let mut bytes = Vec::new();
        let mut context: &'a [&'a str] = &[];
        for (index, def) in defs.iter().enumerate() {
            let part = self.ev.string_of(def.value)?;
            if index > 0 {
                bytes.extend_from_slice(separator.bytes);
                context = self.ev.join_contexts(context, separator.context);
            }
            bytes.extend_from_slice(part.bytes);
            context = self.ev.join_contexts(context, part.context);
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

    /// Sets merge name by name, functions result by result, the rest must be equal.
    fn merge_anything(&'a self, site: &'a Site<'a>, defs: &'a [Def<'a>]) -> Res<'a> {
        let mut kinds = Vec::with_capacity(defs.len());
        for def in defs {
            kinds.push(match self.ev.force(def.value)? {
                Value::Attrs(attrs)
                    if attrs.get(known::OUT_PATH).is_some() || attrs.get(known::TO_STRING).is_some() =>
                {
                    "a set that stands for a string"
                }
                other => other.type_name(),
            });
        }
        if kinds.iter().any(|kind| *kind != kinds[0]) {
            let path = self.show_loc(site.loc)?;
            let files: Vec<_> = defs.iter().map(|def| def.file).collect();
            let message =
                format!("The option `{path}' has conflicting option types in {}", self.show_files(&files)?);
            return Err(problems::conflict(self, path, defs, self.thrown(message)));
        }
        match kinds[0] {
            "set" => {
                let anything = self.simple_type(Simple::Anything);
                let all = self.attrs_of_type(self.type_slot(anything));
                let inner = self.plain_site(site.loc, self.type_slot(all), defs, site.option);
                self.merge_unchecked(TypeRef::Native(all), inner)
            }
            "a set that stands for a string" => self.merge_unique(site, defs, ""),
            "lambda" => Ok(self.ev.partial(function(Op::AnythingBody, site.id), &[])),
            _ => self.merge_equal(site.loc, defs),
        }
    }

    /// The result of merged functions of type `anything`.
    pub(crate) fn anything_body(&'a self, site: &'a Site<'a>, argument: &'a Slot<'a>) -> Res<'a> {
        let defs = self.applied(site, argument)?;
        let anything = self.simple_type(Simple::Anything);
        let inner =
            self.plain_site(self.below(site.loc, Step::Body), self.type_slot(anything), defs, site.option);
        self.merge_unchecked(TypeRef::Native(anything), inner)
    }

    /// Each definition, a function, applied to the argument.
    fn applied(&'a self, site: &'a Site<'a>, argument: &'a Slot<'a>) -> Result<&'a [Def<'a>], Failure> {
        let mut results = Vec::new();
        for def in self.site_defs(site)? {
            let call = self.ev.suspend_call(self.ev.force(def.value)?, &[self.ev.share(argument)]);
            results.push(Def { value: self.ev.slot(call), extra: &[], ..*def });
        }
        Ok(self.ev.arena().alloc_slice_copy(&results))
    }

    /// A function that merges the results, with the formals that all definitions agree on.
    fn merge_functions(&'a self, site: &'a Site<'a>, defs: &'a [Def<'a>]) -> Res<'a> {
        let mut formals: Vec<(fedic_eval::Sym, bool)> = Vec::new();
        for def in defs {
            for (name, default) in self.formals_of(self.ev.force(def.value)?)?.unwrap_or_default() {
                match formals.iter_mut().find(|formal| formal.0 == name) {
                    Some(formal) => formal.1 &= default,
                    None => formals.push((name, default)),
                }
            }
        }
        let mut formals: Vec<_> = formals
            .into_iter()
            .map(|(name, default)| (name, State::Ready(Value::Bool(default)), Position::NONE))
            .collect();
        let formals = Value::Attrs(self.ev.attrs(&mut formals));
        Ok(Value::Attrs(self.ev.attrs(&mut [
            (known::FUNCTION_ARGS, State::Ready(formals), Position::NONE),
            (known::FUNCTOR, State::Ready(function(Op::FunctionBody, site.id)), Position::NONE),
        ])))
    }

    /// The result of merged functions.
    pub(crate) fn function_body(&'a self, site: &'a Site<'a>, argument: &'a Slot<'a>) -> Res<'a> {
        let TypeRef::Native(Type { kind: Kind::FunctionTo(element), .. }) = self.type_in(site.ty)? else {
            unreachable!("only function types make such functions");
        };
        let defs = self.applied(site, argument)?;
        let inner = self.site(self.below(site.loc, Step::Body), element, defs, site.option);
        self.merged_value(inner)
    }

    /// The formals of a function, or of a set that stands for one.
    pub(crate) fn formals_of(
        &'a self,
        value: Value<'a>,
    ) -> Result<Option<Vec<(fedic_eval::Sym, bool)>>, Failure> {
        if let Value::Attrs(attrs) = value
            && let Some(formals) = attrs.get(known::FUNCTION_ARGS)
        {
            let formals = self.ev.attrs_of(formals)?;
            let mut out = Vec::with_capacity(formals.len());
            for (name, slot) in formals.iter() {
                out.push((name, self.ev.bool_of(slot)?));
            }
            return Ok(Some(out));
        }
        Ok(self.ev.formals(value))
    }

    /// The one tag that all definitions have, its option evaluated.
    fn merge_tags(&'a self, tags: &'a Attrs<'a>, site: &'a Site<'a>, defs: &'a [Def<'a>]) -> Res<'a> {
        let first = self.ev.attrs_of(defs[0].value)?;
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
            let at = attrs.positions().first().copied().unwrap_or(Position::NONE);
            below.push(Def { value: &attrs.slots()[0], at, extra: &[], ..*def });
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
            decls.push(crate::tree::Decl { file: def.file, at: def.at, options: record, slot: def.value });
        }
        let merged = self.merge_decls(site.loc, self.ev.arena().alloc_slice_copy(&decls))?;
        self.ev.force(self.fixed_type(&merged)?)
    }
}

//! What the embedded library binds by name (`__fedic.modules.…`, `__fedic.types.…`), and the
//! dispatch of every operation.

use crate::Session;
use crate::identity::Identities;
use crate::loc::{Loc, Step};
use crate::op::Op;
use crate::session::{function, native};
use crate::types::{Simple, TypeRef};
use fedic_eval::{Attrs, Error, ErrorKind, Position, Res, Slot, State, Sym, Value, known};

impl<'a> Session<'a> {
    /// The value of `__fedic`.
    pub fn natives(&'a self) -> Value<'a> {
        *self.natives.get_or_init(|| {
            let types = self.native_types();
            let modules = self.native_set(&[
                ("evalModules", Op::EvalModules),
                ("dischargeProperties", Op::Discharge),
                ("pushDownProperties", Op::PushDown),
                ("unifyModule", Op::UnifyModule),
                ("collectModules", Op::CollectModules),
                ("mergeModules", Op::MergeModules),
                ("mergeDefinitions", Op::MergeDefinitions),
                ("evalOptionValue", Op::EvalOptionValue),
                ("mergeOptionDecls", Op::MergeOptionDecls),
                ("fixupOptionType", Op::FixupOptionType),
            ]);
            self.set_of(&[
                ("types", types),
                ("modules", modules),
                ("packages", self.package("")),
                ("record", function(Op::Record, 0)),
                ("refuseTarget", function(Op::RefuseTarget, 0)),
                ("typeIdentity", function(Op::TypeIdentity, 0)),
                ("withoutUnset", function(Op::WithoutUnset, 0)),
            ])
        })
    }

    fn set_of(&'a self, entries: &[(&str, Value<'a>)]) -> Value<'a> {
        let mut entries: Vec<_> = entries
            .iter()
            .map(|(name, value)| (self.ev.sym(name), State::Ready(*value), Position::NONE))
            .collect();
        Value::Attrs(self.ev.attrs(&mut entries))
    }

    fn native_set(&'a self, entries: &[(&str, Op)]) -> Value<'a> {
        let entries: Vec<_> = entries.iter().map(|(name, op)| (*name, function(*op, 0))).collect();
        self.set_of(&entries)
    }

    fn native_types(&'a self) -> Value<'a> {
        let mut entries = vec![
            ("enum", function(Op::MakeEnum, 0)),
            ("separatedString", function(Op::MakeSeparated, 0)),
            ("intBetween", function(Op::MakeIntBetween, 0)),
            ("nullOr", function(Op::MakeNullOr, 0)),
            ("listOf", function(Op::MakeListOf, 0)),
            ("attrsWith", function(Op::MakeAttrsWith, 0)),
            ("attrTag", function(Op::MakeAttrTag, 0)),
            ("submoduleWith", function(Op::MakeSubmoduleWith, 0)),
            ("deferredModuleWith", function(Op::MakeDeferredWith, 0)),
            ("functionTo", function(Op::MakeFunctionTo, 0)),
            ("either", function(Op::MakeEither, 0)),
            ("coercedTo", function(Op::MakeCoercedTo, 0)),
            ("unique", function(Op::MakeUnique, 0)),
        ];
        for simple in Simple::ALL {
            entries.push((simple.name(), self.type_value(self.simple_type(simple))));
        }
        entries.extend(self.named_ranges());
        self.set_of(&entries)
    }

    /// The `lib` that submodules see where no evaluation around them says another.
    pub(crate) fn lib(&'a self) -> &'a Slot<'a> {
        self.lib.get_or_init(|| self.ev.slot(native(Op::Lib, 0)))
    }

    fn embedded_lib(&'a self) -> Res<'a> {
        match self.ev.loader().search("fedic/lib") {
            Ok(path) => self.ev.import(&path),
            Err(_) => Err(Error::new(ErrorKind::Evaluation, "the embedded library cannot be read")),
        }
    }

    /// The declarations of `_module` itself.
    pub(crate) fn own_options(&'a self, prefix: &'a Loc<'a>) -> &'a Attrs<'a> {
        let truth = |it| State::Ready(Value::Bool(it));
        match prefix {
            Loc { parent: Some(_), .. } => {
                self.inner_options.get_or_init(|| self.make_own_options(truth(true)))
            }
            Loc { parent: None, part: Step::Given(_) } => {
                self.make_own_options(self.later(Op::BelowRoot, prefix, self.unknown_file))
            }
            Loc { parent: None, .. } => self.own_options.get_or_init(|| self.make_own_options(truth(false))),
        }
    }

    fn make_own_options(&'a self, internal: State<'a>) -> &'a Attrs<'a> {
        let types = self.own_types();
        let option = |entries: &[(Sym, State<'a>)]| {
            let mut entries: Vec<_> =
                entries.iter().map(|(name, state)| (*name, *state, Position::NONE)).collect();
            entries.push((known::TYPE, self.text("option"), Position::NONE));
            State::Ready(Value::Attrs(self.ev.attrs(&mut entries)))
        };
        let truth = |it| State::Ready(Value::Bool(it));
        let args = option(&[
            (known::PLAIN_TYPE, State::Ready(types[0])),
            (known::INTERNAL, internal),
            (
                known::DESCRIPTION,
                self.text("Arguments that module functions may name, besides the standard ones."),
            ),
        ]);
        let check = option(&[
            (known::PLAIN_TYPE, State::Ready(types[1])),
            (known::INTERNAL, truth(true)),
            (known::DEFAULT, truth(true)),
            (known::DESCRIPTION, self.text("Whether definitions without a declaration are refused.")),
        ]);
        let freeform = option(&[
            (known::PLAIN_TYPE, State::Ready(types[2])),
            (known::INTERNAL, truth(true)),
            (known::DEFAULT, State::Ready(Value::Null)),
            (known::DESCRIPTION, self.text("The type of what is defined without being declared.")),
        ]);
        let special = option(&[
            (known::READ_ONLY, truth(true)),
            (known::INTERNAL, truth(true)),
            (known::DESCRIPTION, self.text("Arguments that module functions may name also in `imports`.")),
        ]);
        let none = Position::NONE;
        let own = self.ev.attrs(&mut [
            (known::ARGS, args, none),
            (known::CHECK, check, none),
            (known::FREEFORM_TYPE, freeform, none),
            (known::SPECIAL_ARGS, special, none),
        ]);
        self.ev.attrs(&mut [(known::MODULE, State::Ready(Value::Attrs(own)), none)])
    }

    /// The types of `_module`'s options: of `args`, `check`, `freeformType`.
    fn own_types(&'a self) -> [Value<'a>; 3] {
        *self.own_types.get_or_init(|| {
            let simple = |simple| self.type_slot(self.simple_type(simple));
            let args = self.new_type(crate::types::Kind::AttrsOf {
                element: simple(Simple::Raw),
                lazy: self.ev.slot(State::Ready(Value::Bool(true))),
                placeholder: self.ev.slot(self.text("name")),
            });
            let freeform = self.new_type(crate::types::Kind::NullOr(simple(Simple::OptionType)));
            let check = self.simple_type(Simple::Bool);
            [self.type_value(args), self.type_value(check), self.type_value(freeform)]
        })
    }

    /// The value of a slot in a native state.
    #[expect(clippy::too_many_lines, reason = "a table, one operation a line")]
    pub(crate) fn make(&'a self, op: Op, number: u32) -> Res<'a> {
        let ty = || self.types.get(number);
        let site = || self.sites.get(number);
        let member = || self.members.get(number);
        let group = || self.groups.get(number);
        let option = || self.options.get(number);
        let evaluation = || self.evaluations.get(number);
        match op {
            Op::TypeName => Ok(self.ev.string(&self.native_name(ty()))),
            Op::TypeCheckRecord => Ok(self.check_record(ty())),
            Op::TypeMergeRecord => Ok(self.merge_record(ty())),
            Op::TypeDescription => Ok(self.ev.string(&self.describe(TypeRef::Native(ty()))?)),
            Op::TypeDescriptionClass => Ok(match self.description_class(TypeRef::Native(ty()))? {
                Some(class) => self.ev.string(&class),
                None => Value::Null,
            }),
            Op::TypeEmptyValue => {
                let mut entries: Vec<_> = self
                    .empty_value(TypeRef::Native(ty()))?
                    .map(|value| (known::VALUE, value, Position::NONE))
                    .into_iter()
                    .collect();
                Ok(Value::Attrs(self.ev.attrs(&mut entries)))
            }
            Op::TypeSubModules => self.sub_modules(TypeRef::Native(ty())),
            Op::TypeFunctor => self.functor(ty()),
            Op::TypePayload => self.payload(ty()),
            Op::TypeNested => self.nested_types(ty()),
            Op::SiteValue => self.merged_value(site()),
            Op::SiteUnchecked => {
                let site = site();
                self.merge_unchecked(self.type_in(site.ty)?, site)
            }
            Op::SiteMeta => self.checked_meta(site()),
            Op::SitePlainMeta => self.value_meta(site()),
            Op::SiteHeadError => self.head_error_value(site()),
            Op::SiteHeadMessage => self.head_message(site()),
            Op::SiteIsDefined => Ok(Value::Bool(self.is_defined(site())?)),
            Op::SiteDefsFinal => Ok(self.defs_value(self.site_defs(site())?)),
            Op::SitePriority => Ok(self.site_merged(site())?.priority),
            Op::SiteOptional => self.optional_value(site()),
            Op::MemberConfig => self.member_config(member()),
            Op::MemberOptions => self.member_options(member()),
            Op::GroupConfig => self.level_config(group()),
            Op::GroupFree => self.make_free(group()),
            Op::FreeMember => self.free_member(number),
            Op::GroupOptions => self.level_attrs(group(), Op::MemberOptions),
            Op::OptionFull => self.option_full(option()),
            Op::OptionValue => self.option_value(option()),
            Op::OptionMerged => self.merged_option(option()),
            Op::OptionDefinitions
            | Op::OptionFiles
            | Op::OptionDefsWithLocations
            | Op::OptionIsDefined
            | Op::OptionPriority
            | Op::OptionMeta
            | Op::OptionLoc
            | Op::OptionPositions => self.option_member(option(), op),
            Op::OwnConfig => self.own_config(evaluation()),
            Op::OwnDefinitions => self.make_own_definitions(evaluation()),
            Op::NameDefinition => Ok(self.name_definition(native(Op::LastPart, number))),
            Op::OwnOptions => self.own_options_value(evaluation()),
            Op::Config => self.make_config(evaluation()),
            Op::Options => self.make_options(evaluation()),
            Op::ModulePart => self.module_part(evaluation()),
            Op::Graph => self.make_graph(evaluation()),
            Op::UnmatchedList => self.unmatched_list(number),
            Op::EvaluationType => self.evaluation_type(evaluation()),
            Op::ModuleArgument => self.module_argument(self.arguments.get(number)),
            Op::ViaFile => self.via_file(number),
            Op::FileText => self.make_file_text(number),
            Op::LastPart => self.ev.force(self.ev.slot(self.last_part(self.locs.get(number).0)?)),
            Op::LocValue => self.loc_value(self.locs.get(number).0),
            Op::BelowRoot => Ok(Value::Bool(!self.parts(self.locs.get(number).0)?.is_empty())),
            Op::Updated => self.make_updated(number),
            Op::Lib => self.embedded_lib(),
            _ => unreachable!("the others are functions"),
        }
    }

    /// A native function applied.
    pub(crate) fn run(&'a self, op: Op, number: u32, arguments: &'a [Slot<'a>]) -> Res<'a> {
        let ty = || self.types.get(number);
        let own = || TypeRef::Native(ty());
        match op {
            Op::Package => self.call_package(number, &arguments[0]),
            Op::Record => self.record_grant(arguments),
            Op::RefuseTarget => Err(self.refused_target(arguments)?),
            Op::TypeIdentity => self.type_identity(&arguments[0]),
            Op::WithoutUnset => self.without_unset(arguments),
            Op::TypeCheck => Ok(Value::Bool(self.check(own(), &arguments[0])?)),
            Op::TypeCheckSelf => Ok(Value::Bool(self.check(own(), &arguments[1])?)),
            Op::TypeMerge => self.merge_given(own(), &arguments[0], &arguments[1]),
            Op::TypeMergeSelf => self.merge_given(own(), &arguments[1], &arguments[2]),
            Op::TypeMergeV2 => self.merge_v2(own(), &arguments[0]),
            Op::TypeTypeMerge => {
                let merged = self.type_merge(own(), &arguments[0])?;
                merged.map_or(Ok(Value::Null), |merged| self.ev.force(merged))
            }
            Op::TypeSubOptions => self.sub_options(own(), self.given_loc(&arguments[0])),
            Op::TypeSubst => self.ev.force(self.subst(own(), &arguments[0])?),
            Op::FunctorType => self.of_payload(ty(), self.ev.attrs_of(&arguments[0])?),
            Op::FunctorBinary => self.bin_op(ty(), &arguments[0], &arguments[1]),
            Op::FunctionBody => self.function_body(self.sites.get(number), &arguments[1]),
            Op::AnythingBody => self.anything_body(self.sites.get(number), &arguments[0]),
            Op::Agree => self.agree(number == 1, arguments),
            Op::MergeTagOptions => self.merge_tag_options(arguments),
            Op::OptionToString => Ok(self.ev.string(&self.show_loc(self.options.get(number).loc)?)),
            Op::Extend => self.extend(self.evaluations.get(number), &arguments[0]),
            Op::EvalModules => self.eval_modules(&arguments[0], &arguments[1]),
            Op::Discharge => self.discharged(&arguments[0]),
            Op::PushDown => self.pushed_down(&arguments[0]),
            Op::UnifyModule => self.unified(&arguments[0]),
            Op::CollectModules => self.collected_modules(&arguments[0]),
            Op::MergeModules => self.merged_modules(arguments),
            Op::MergeDefinitions => self.merge_definitions(arguments),
            Op::EvalOptionValue => self.eval_option_value(arguments),
            Op::MergeOptionDecls => self.merge_option_decls(arguments),
            Op::FixupOptionType => self.fixup_option_type(&arguments[1]),
            Op::MergeDefaultCalls => self.merge_default_calls(arguments),
            Op::MakeEnum
            | Op::MakeSeparated
            | Op::MakeIntBetween
            | Op::MakeNullOr
            | Op::MakeListOf
            | Op::MakeAttrsWith
            | Op::MakeAttrTag
            | Op::MakeSubmoduleWith
            | Op::MakeDeferredWith
            | Op::MakeFunctionTo
            | Op::MakeEither
            | Op::MakeCoercedTo
            | Op::MakeUnique => self.make_type(op, arguments),
            _ => unreachable!("the others only make values"),
        }
    }

    /// The native `typeIdentity`: a text that two types have in common if they are one, and that says
    /// nothing else.
    fn type_identity(&'a self, ty: &'a Slot<'a>) -> Res<'a> {
        let ty = self.ev.attrs_of(ty)?;
        let name = self.attribute(ty, known::NAME)?;
        let identity = Identities::new(self.ev).of(self.ev.text_of(name)?, ty);
        Ok(self.ev.string(&format!("{identity:?}")))
    }

    pub(crate) fn given_defs(
        &'a self,
        list: &'a Slot<'a>,
    ) -> Result<&'a [crate::Def<'a>], fedic_eval::Failure> {
        Ok(self.ev.arena().alloc_slice_copy(&self.defs_from(list)?))
    }

    /// `type.merge loc defs`
    fn merge_given(&'a self, ty: TypeRef<'a>, loc: &'a Slot<'a>, defs: &'a Slot<'a>) -> Res<'a> {
        let slot = self.ev.slot(State::Ready(Value::Attrs(self.type_attrs(ty))));
        let site = self.plain_site(self.given_loc(loc), slot, self.given_defs(defs)?, None);
        self.merge_unchecked(ty, site)
    }

    /// `type.merge.v2 { loc, defs }`
    fn merge_v2(&'a self, ty: TypeRef<'a>, argument: &'a Slot<'a>) -> Res<'a> {
        let argument = self.ev.attrs_of(argument)?;
        let slot = self.ev.slot(State::Ready(Value::Attrs(self.type_attrs(ty))));
        let loc = self.given_loc(self.attribute(argument, known::LOC)?);
        let defs = self.given_defs(self.attribute(argument, known::DEFS)?)?;
        let site = self.plain_site(loc, slot, defs, None);
        Ok(Value::Attrs(self.ev.attrs(&mut [
            (self.n.head_error, native(Op::SiteHeadError, site.id), Position::NONE),
            (known::VALUE, native(Op::SiteUnchecked, site.id), Position::NONE),
            (self.n.value_meta, native(Op::SitePlainMeta, site.id), Position::NONE),
        ])))
    }

    fn head_error_value(&'a self, site: &'a crate::site::Site<'a>) -> Res<'a> {
        let refusal = self.head_error(self.type_in(site.ty)?, site.loc, self.site_defs(site)?)?;
        let message = (self.n.message, native(Op::SiteHeadMessage, site.id), Position::NONE);
        Ok(refusal.map_or(Value::Null, |_| Value::Attrs(self.ev.attrs(&mut [message]))))
    }

    fn head_message(&'a self, site: &'a crate::site::Site<'a>) -> Res<'a> {
        match self.head_error(self.type_in(site.ty)?, site.loc, self.site_defs(site)?)? {
            Some(refusal) => Ok(self.ev.string(&self.reason(&refusal)?)),
            None => unreachable!("a message is asked for where something was refused"),
        }
    }

    fn optional_value(&'a self, site: &'a crate::site::Site<'a>) -> Res<'a> {
        let mut entries = Vec::new();
        if self.is_defined(site)? {
            entries.push((known::VALUE, native(Op::SiteValue, site.id), Position::NONE));
        }
        Ok(Value::Attrs(self.ev.attrs(&mut entries)))
    }
}

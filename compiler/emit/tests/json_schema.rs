//! The schema of interfaces made by hand, judged by a validator that knows nothing of Nix.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use fedic_diagnostics::{FileId, NodeId, Place};
use fedic_emit::{Part, Profile, Top, json_schema};
use fedic_model::{
    Interface, Member, OptionDecl, OptionId, OptionTree, Text, TreeId, Type, TypeId, TypeKind, Value,
};
use serde_json::{Value as Json, json};

/// Builds an interface piece by piece.
#[derive(Default)]
struct Model(Interface);

impl Model {
    fn ty(&mut self, kind: TypeKind) -> TypeId {
        let name = format!("type{}", self.0.types.len());
        self.0.types.push(Type {
            description: format!("a {name}"),
            name,
            kind,
            checked: false,
            code: Vec::new(),
        });
        TypeId(u32::try_from(self.0.types.len() - 1).unwrap())
    }

    fn option(&mut self, name: &str, ty: TypeId, change: impl FnOnce(&mut OptionDecl)) -> (String, Member) {
        let mut option = OptionDecl::new(name, vec![name.into()], ty);
        change(&mut option);
        self.0.options.push(option);
        (name.into(), Member::Option(OptionId(u32::try_from(self.0.options.len() - 1).unwrap())))
    }

    fn tree(&mut self, members: Vec<(String, Member)>) -> TreeId {
        self.0.trees.push(OptionTree { members, freeform: None, closed: true, ..OptionTree::default() });
        TreeId(u32::try_from(self.0.trees.len() - 1).unwrap())
    }

    fn submodule(&mut self, members: Vec<(String, Member)>) -> TypeId {
        let tree = self.tree(members);
        self.ty(TypeKind::Submodule(tree))
    }

    fn schema(&self, ty: TypeId) -> Json {
        self.schema_for(ty, Profile::Input)
    }

    fn schema_for(&self, ty: TypeId, profile: Profile) -> Json {
        let locate = |place: Place| Some(format!("model.nix:{}:1", place.file.0));
        let part = Part {
            interface: &self.0,
            top: Top::Type(ty),
            title: "Configuration",
            locate: &locate,
            matches: &|_, _| None,
        };
        json_schema(&part, profile)
    }

    /// Whether the schema takes a value.
    fn takes(&self, ty: TypeId, value: &Json) -> bool {
        let schema = self.schema(ty);
        jsonschema::draft202012::meta::validate(&schema).unwrap_or_else(|error| panic!("{error}: {schema}"));
        jsonschema::draft202012::new(&schema).unwrap().is_valid(value)
    }

    fn check(&self, ty: TypeId, taken: &[Json], refused: &[Json]) {
        for value in taken {
            assert!(self.takes(ty, value), "refused: {value} by {}", self.schema(ty));
        }
        for value in refused {
            assert!(!self.takes(ty, value), "taken: {value} by {}", self.schema(ty));
        }
    }
}

const STRING: TypeKind = TypeKind::String { separator: None };

#[test]
fn scalars_take_what_their_types_take() {
    let mut model = Model::default();
    let mut check = |kind: TypeKind, taken: &[Json], refused: &[Json]| {
        let ty = model.ty(kind);
        model.check(ty, taken, refused);
    };
    check(TypeKind::Bool, &[json!(true)], &[json!("true"), json!(null), json!(1)]);
    check(
        TypeKind::Int { min: Some(0), max: Some(65535) },
        &[json!(0), json!(443)],
        &[json!(-1), json!(65536), json!(1.5)],
    );
    check(TypeKind::Int { min: None, max: None }, &[json!(i64::MIN), json!(i64::MAX)], &[json!(u64::MAX)]);
    check(
        TypeKind::Number { min: Some(0.0), max: None, exclusive_min: true },
        &[json!(0.5), json!(2)],
        &[json!(0), json!(-1)],
    );
    check(TypeKind::NonEmptyString, &[json!("a"), json!(" b ")], &[json!(""), json!(" \n\t")]);
    check(TypeKind::SingleLineString, &[json!("a"), json!("a\n")], &[json!("a\nb")]);
    check(
        TypeKind::Pattern("[a-z]+|[0-9]".into()),
        &[json!("abc"), json!("1")],
        &[json!("ab1"), json!("12"), json!("")],
    );
    check(TypeKind::Path { in_store: None, absolute: Some(true) }, &[json!("/a")], &[json!("a"), json!("")]);
    check(TypeKind::Path { in_store: None, absolute: Some(false) }, &[json!("a"), json!("")], &[json!("/a")]);
    let mixed = vec![Value::String("a".into()), Value::Int(1), Value::Null];
    check(TypeKind::Enum(mixed), &[json!("a"), json!(1), json!(null)], &[json!("b"), json!(2)]);
    check(TypeKind::Enum(Vec::new()), &[], &[json!("a"), json!(null)]);
    check(TypeKind::Any, &[json!(null), json!([1])], &[]);
}

#[test]
fn an_open_object_refuses_what_only_code_can_be() {
    let mut model = Model::default();
    let any = model.ty(TypeKind::Any);
    let function = model.ty(TypeKind::FunctionTo(any));
    let members = vec![model.option("hook", function, |_| {})];
    let open = model.submodule(members);
    model.0.trees[0].closed = false;
    model.check(open, &[json!({}), json!({ "other": 1 })], &[json!({ "hook": "x" })]);
}

#[test]
fn what_only_code_can_be_is_left_out_and_refused() {
    let mut model = Model::default();
    let inner = model.ty(TypeKind::Bool);
    let function = model.ty(TypeKind::FunctionTo(inner));
    let list = model.ty(TypeKind::List { element: function, non_empty: false });
    let nullable = model.ty(TypeKind::NullOr(function));
    let members =
        vec![model.option("apply", function, |it| it.required = true), model.option("flag", inner, |_| {})];
    let object = model.submodule(members);
    model.check(object, &[json!({ "flag": true }), json!({})], &[json!({ "apply": "x: x" })]);
    model.check(list, &[json!([])], &[json!([1])]);
    model.check(nullable, &[json!(null)], &[json!(1)]);
}

#[test]
fn objects_are_closed_and_ask_for_what_is_required() {
    let mut model = Model::default();
    let string = model.ty(STRING);
    let port = model.ty(TypeKind::Int { min: Some(0), max: Some(65535) });
    let group = vec![model.option("port", port, |it| it.required = true)];
    let group = model.tree(group);
    let members = vec![
        model.option("name", string, |it| it.required = true),
        ("network".into(), Member::Group(group)),
        model.option("nick", string, |it| it.default = Some(Text::Value(Value::String("n".into())))),
        model.option("fixed", string, |it| {
            it.read_only = true;
            it.default = Some(Text::Value(Value::String("f".into())));
        }),
    ];
    let object = model.submodule(members);
    let good = json!({ "name": "a", "network": { "port": 1 } });
    model.check(
        object,
        &[good, json!({ "nick": "b", "name": "a", "network": { "port": 1 } })],
        &[
            json!({ "name": "a" }),
            json!({ "name": "a", "network": {} }),
            json!({ "name": "a", "network": { "port": 1, "x": 1 } }),
            json!({ "name": "a", "network": { "port": 1 }, "zzz": 1 }),
            json!({ "name": "a", "network": { "port": 1 }, "fixed": "f" }),
        ],
    );
    let schema = model.schema(object);
    assert_eq!(schema["properties"]["nick"]["default"], "n");
    let names: Vec<&String> = schema["properties"].as_object().unwrap().keys().collect();
    assert_eq!(names, ["name", "network", "nick"], "in the order of the source");
}

#[test]
fn a_freeform_type_opens_the_object_and_its_groups() {
    let mut model = Model::default();
    let int = model.ty(TypeKind::Int { min: None, max: None });
    let of = |element| TypeKind::AttrsOf { element, lazy: false, placeholder: "name".into() };
    let inner = model.ty(of(int));
    let outer = model.ty(of(inner));
    let group = vec![model.option("a", int, |_| {})];
    let group = model.tree(group);
    let members = vec![("n".into(), Member::Group(group))];
    let object = model.submodule(members);
    model.0.trees[1].freeform = Some(outer);
    model.check(
        object,
        &[json!({ "n": { "a": 1, "b": 2 } }), json!({ "free": { "x": 1 } })],
        &[json!({ "n": { "b": "no" } }), json!({ "free": 1 })],
    );
}

#[test]
fn exactly_one_tag() {
    let mut model = Model::default();
    let size = model.ty(TypeKind::Int { min: Some(1), max: None });
    let local = model.option("local", size, |it| it.description = Some("On the machine.\n".into()));
    let string = model.ty(STRING);
    let remote = model.option("remote", string, |_| {});
    let ids = [local, remote].map(|(_, member)| match member {
        Member::Option(id) => id,
        Member::Group(_) => panic!("an option"),
    });
    let tag = model.ty(TypeKind::AttrTag(ids.to_vec()));
    model.check(
        tag,
        &[json!({ "local": 1 }), json!({ "remote": "x" })],
        &[
            json!({}),
            json!({ "local": 1, "remote": "x" }),
            json!({ "other": 1 }),
            json!({ "local": "x" }),
            json!("local"),
        ],
    );
}

#[test]
fn alternatives_are_the_first_whose_head_fits() {
    let mut model = Model::default();
    let int = model.ty(TypeKind::Int { min: None, max: None });
    let string = model.ty(STRING);
    let ints = model.ty(TypeKind::List { element: int, non_empty: false });
    let strings = model.ty(TypeKind::List { element: string, non_empty: false });
    let plain = model.ty(TypeKind::Either(int, string));
    let lists = model.ty(TypeKind::Either(ints, strings));
    model.check(plain, &[json!(1), json!("a")], &[json!(true)]);
    model.check(lists, &[json!([]), json!([1])], &[json!(["a"]), json!("a")]);
    let filled = model.ty(TypeKind::List { element: int, non_empty: true });
    let mixed = model.ty(TypeKind::Either(filled, strings));
    model.check(mixed, &[json!([]), json!([1])], &[json!(["a"])]);
    model.0.types[ints.0 as usize].checked = true;
    model.check(lists, &[json!([1]), json!(["a"])], &[json!([true])]);
}

#[test]
fn a_type_that_contains_itself_is_a_reference_to_itself() {
    let mut model = Model::default();
    let tree = model.tree(Vec::new());
    let folder = model.ty(TypeKind::Submodule(tree));
    let folders = model.ty(TypeKind::AttrsOf { element: folder, lazy: false, placeholder: "folder".into() });
    let member = model.option("folders", folders, |_| {});
    model.0.trees[0].members.push(member);
    model.check(
        folder,
        &[json!({}), json!({ "folders": { "a": { "folders": {} } } })],
        &[json!({ "folders": { "a": { "folders": { "b": 1 } } } })],
    );
    let any = model.ty(TypeKind::Bool);
    let either = model.ty(TypeKind::Either(any, any));
    let recursive = model.ty(TypeKind::List { element: either, non_empty: false });
    model.0.types[either.0 as usize].kind = TypeKind::Either(any, recursive);
    model.check(recursive, &[json!([true, [false, []]])], &[json!([[1]])]);
}

#[test]
fn definitions_have_names_of_their_own() {
    let mut model = Model::default();
    let string = model.ty(STRING);
    let level = model.ty(TypeKind::Enum(vec![Value::String("a".into()), Value::String("b".into())]));
    let user = vec![model.option("level", level, |_| {}), model.option("name", string, |_| {})];
    let user = model.submodule(user);
    let users = model.ty(TypeKind::AttrsOf { element: user, lazy: false, placeholder: "name".into() });
    let other = vec![model.option("mail", string, |_| {})];
    let other = model.submodule(other);
    let forum = vec![model.option("user", other, |_| {}), model.option("level", level, |_| {})];
    let forum = model.submodule(forum);
    let top = vec![model.option("users", users, |_| {}), model.option("forum", forum, |_| {})];
    let top = model.submodule(top);
    let schema = model.schema(top);
    let names: Vec<&String> = schema["$defs"].as_object().unwrap().keys().collect();
    assert_eq!(names, ["ConfigurationUser", "Level", "Forum", "ForumUser"]);
    assert_eq!(schema["properties"]["users"]["additionalProperties"]["$ref"], "#/$defs/ConfigurationUser");
    assert_eq!(schema, model.schema(top), "the same input gives the same bytes");
}

#[test]
fn options_say_what_nix_knows_of_them() {
    let mut model = Model::default();
    let string = model.ty(STRING);
    let at = Place { file: FileId(7), node: NodeId::expr(1) };
    let members = vec![
        model.option("adminEmail", string, |it| {
            it.description = Some("Whom {option}`x` writes to.\n".into());
            it.example = Some(Text::Value(Value::String("a@b".into())));
            it.default = Some(Text::Source("config.x".into()));
            it.declared = vec![at];
        }),
        model.option("token", string, |it| {
            it.ui.secret = true;
            it.default = Some(Text::Value(Value::String("s3cret".into())));
        }),
    ];
    let top = model.submodule(members);
    let schema = model.schema(top);
    let expected = json!({
        "title": "Admin email",
        "description": "Whom `x` writes to.",
        "type": "string",
        "examples": ["a@b"],
        "x-nix": { "defaultText": "config.x", "type": "a type0", "declared": ["model.nix:7:1"] },
    });
    assert_eq!(schema["properties"]["adminEmail"], expected);
    assert_eq!(schema["properties"]["token"]["writeOnly"], true);
    assert!(!schema.to_string().contains("s3cret"));
}

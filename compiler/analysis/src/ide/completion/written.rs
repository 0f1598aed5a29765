//! How the names and values of options are written, in Nix and in JSON: whole values that an
//! option takes, and members with places to be filled in.

use super::{Completion, CompletionKind};
use crate::edits::name_in;
use crate::ide::levels::Named;
use crate::ide::option_text::{documentation, json, nix, plain, type_words};
use crate::report::SourceRange;
use fedic_check::Model;
use fedic_model::{Member, OptionDecl, OptionId, Text, TypeId, TypeKind, Value};

/// Types inside each other that are looked through at most.
const DEPTH: usize = 12;

/// What writes proposals in the language of a file.
pub(super) struct Writer<'w> {
    pub(super) model: Model<'w>,
    /// What a proposal replaces.
    pub(super) range: &'w SourceRange,
    /// Whether the editor takes snippets.
    pub(super) snippets: bool,
}

impl Writer<'_> {
    fn is_json(&self) -> bool {
        self.range.path.ends_with(".json")
    }

    fn literal(&self, value: &Value) -> Option<String> {
        match value {
            Value::Function | Value::Source { .. } | Value::Secret => None,
            _ if self.is_json() => json(value),
            _ => Some(nix(value)),
        }
    }

    fn key(&self, name: &str) -> String {
        name_in(&self.range.path, name)
    }

    /// A member as a snippet, its value one too.
    pub(super) fn member(&self, name: &str, value: &str) -> String {
        let key = plain(&self.key(name));
        if self.is_json() { format!("{key}: {value}") } else { format!("{key} = {value};") }
    }

    /// A declared name; none for what nobody is meant to define.
    pub(super) fn named(&self, named: &Named) -> Option<Completion> {
        let mut item = Completion::new(&named.name, CompletionKind::Option, self.range);
        item.text = self.key(&named.name);
        match named.member {
            Member::Group(_) => item.kind = CompletionKind::Group,
            Member::Option(id) => {
                let option = self.model.option(id)?;
                if option.internal || option.read_only || !option.visible {
                    return None;
                }
                // Of several tags none is required.
                let required = option.required && !named.is_tag;
                item.tell(self.model, &OptionDecl { required, ..option.clone() });
            }
        }
        Some(item)
    }

    /// The values that a type takes, as far as they can be told, and what the declaration of the
    /// option says.
    pub(super) fn values(&self, ty: TypeId, option: Option<OptionId>) -> Vec<Completion> {
        let mut items = Vec::new();
        self.of_type(ty, &mut items, 0);
        if let Some(option) = option.and_then(|id| self.model.option(id)).filter(|it| !it.ui.secret) {
            self.said(option, &mut items);
        }
        items
    }

    fn value(&self, text: &str, ty: TypeId) -> Completion {
        let mut item = Completion::new(text, CompletionKind::Value, self.range);
        item.detail = Some(type_words(self.model, ty));
        item.order = 0;
        item
    }

    fn of_type(&self, ty: TypeId, items: &mut Vec<Completion>, depth: usize) {
        if depth > DEPTH {
            return;
        }
        let opened = |text: &str, snippet: &str| {
            let mut item = self.value(text, ty);
            if self.snippets {
                (item.text, item.snippet) = (snippet.to_owned(), true);
            }
            item
        };
        match self.model.kind(ty) {
            TypeKind::Bool => items.extend(["true", "false"].map(|it| self.value(it, ty))),
            TypeKind::Enum(values) => {
                items.extend(values.iter().filter_map(|it| Some(self.value(&self.literal(it)?, ty))));
            }
            TypeKind::NullOr(inner) => {
                items.push(self.value("null", ty));
                self.of_type(*inner, items, depth + 1);
            }
            TypeKind::Either(left, right) | TypeKind::CoercedTo { from: left, to: right, .. } => {
                self.of_type(*left, items, depth + 1);
                self.of_type(*right, items, depth + 1);
            }
            TypeKind::List { .. } => items.push(opened("[ ]", "[ $1 ]")),
            TypeKind::AttrsOf { .. } | TypeKind::Attrs | TypeKind::Submodule(_) => {
                items.push(opened("{ }", "{ $1 }"));
            }
            TypeKind::AttrTag(tags) => {
                items.extend(tags.iter().filter_map(|tag| Some(self.tagged(self.model.option(*tag)?))));
            }
            _ => {}
        }
    }

    /// A choice of a tag.
    fn tagged(&self, tag: &OptionDecl) -> Completion {
        let mut item = self.value(&format!("{{ {} }}", self.key(&tag.name)), tag.ty);
        item.documentation.clone_from(&tag.description);
        (item.text, item.snippet) = match (self.snippets, self.is_json()) {
            (true, _) => (format!("{{ {} \\}}", self.member(&tag.name, &self.gap(tag))), true),
            (false, true) => (format!("{{ {}: null }}", self.key(&tag.name)), false),
            (false, false) => (format!("{{ {} = {{ }}; }}", self.key(&tag.name)), false),
        };
        item
    }

    /// What the declaration says: its default and its example.
    fn said(&self, option: &OptionDecl, items: &mut Vec<Completion>) {
        for (label, text) in [("default", &option.default), ("example", &option.example)] {
            let text = match text {
                Some(Text::Value(value)) => self.literal(value),
                Some(Text::Source(text)) => Some(text.clone()).filter(|_| !self.is_json()),
                Some(Text::Markdown(_)) | None => None,
            };
            let Some(text) = text else { continue };
            match items.iter_mut().find(|item| item.label == text) {
                Some(item) => item.detail = Some(label.to_owned()),
                None => {
                    let mut item = self.value(&text, option.ty);
                    item.detail = Some(label.to_owned());
                    items.push(item);
                }
            }
        }
    }

    /// A value of an option as a snippet, with the places to be filled in.
    pub(super) fn gap(&self, option: &OptionDecl) -> String {
        self.gap_of(option, option.ty, 0)
    }

    fn gap_of(&self, option: &OptionDecl, ty: TypeId, depth: usize) -> String {
        let said = |text: &Option<Text>| match text {
            Some(Text::Value(value)) if !option.ui.secret => self.literal(value),
            Some(Text::Value(_) | Text::Source(_) | Text::Markdown(_)) | None => None,
        };
        match self.model.kind(ty) {
            TypeKind::NullOr(inner) | TypeKind::CoercedTo { to: inner, .. } if depth < DEPTH => {
                self.gap_of(option, *inner, depth + 1)
            }
            TypeKind::Bool => match option.default {
                Some(Text::Value(Value::Bool(true))) => "${1:false}".to_owned(),
                Some(_) | None => "${1:true}".to_owned(),
            },
            TypeKind::Enum(values) if !values.is_empty() => {
                let chosen = values.iter().filter_map(|it| self.literal(it));
                let chosen: Vec<String> =
                    chosen.map(|it| plain(&it).replace('|', "\\|").replace(',', "\\,")).collect();
                format!("${{1|{}|}}", chosen.join(","))
            }
            kind if is_text(kind) || self.is_json() && matches!(kind, TypeKind::Path { .. }) => {
                let example = said(&option.example).filter(|it| it.starts_with('"'));
                let inside = example.as_deref().and_then(|it| it.strip_prefix('"')?.strip_suffix('"'));
                format!("\"${{1:{}}}\"", plain(inside.unwrap_or_default()))
            }
            TypeKind::List { .. } => "[ $1 ]".to_owned(),
            TypeKind::Submodule(_)
            | TypeKind::AttrsOf { .. }
            | TypeKind::Attrs
            | TypeKind::AttrTag(_)
            | TypeKind::DeferredModule(_) => "{ $1 }".to_owned(),
            _ => match said(&option.example).or_else(|| said(&option.default)) {
                Some(text) => format!("${{1:{}}}", plain(&text)),
                None => "$1".to_owned(),
            },
        }
    }
}

fn is_text(kind: &TypeKind) -> bool {
    matches!(
        kind,
        TypeKind::String { .. }
            | TypeKind::Pattern(_)
            | TypeKind::NonEmptyString
            | TypeKind::SingleLineString
    )
}

impl Completion {
    /// Says what an option is.
    pub(super) fn tell(&mut self, model: Model<'_>, option: &OptionDecl) {
        self.detail = Some(type_words(model, option.ty));
        self.documentation = Some(documentation(model, option)).filter(|text| !text.is_empty());
    }
}

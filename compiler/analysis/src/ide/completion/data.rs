//! Keys and values of configurations in JSON.

use super::values::choices;
use super::{Completion, CompletionKind, Completions};
use crate::ide::json::{JsonKind, place};
use crate::ide::levels::{self, Level};
use crate::ide::option_text::{documentation, json, plain, type_words};
use crate::ide::{Asked, Configured};
use fedic_check::Model;
use fedic_model::{Member, OptionDecl, OptionId, Text, TypeId, TypeKind, Value};

/// Types inside each other that are looked through at most.
const DEPTH: usize = 12;

pub(super) fn completions(asked: &Asked<'_>, offset: u32, snippets: bool) -> Completions {
    let Some(configured) = asked.configured() else { return Completions::default() };
    let text = asked.text();
    let Some(place) = place(&text, offset) else { return Completions::default() };
    let Some(range) = asked.range(place.written) else { return Completions::default() };
    let behind = text.get(place.written.end as usize..).unwrap_or_default().trim_start();
    let proposals = Proposals { model: configured.model(), range, snippets, behind };
    let items = match place.kind {
        JsonKind::Key => {
            let levels = configured.levels(&place.path);
            levels.iter().flat_map(|level| proposals.keys(*level, &place.siblings)).collect()
        }
        JsonKind::Value => proposals.values(&configured, &place.path),
    };
    Completions { items, incomplete: false }
}

struct Proposals<'p> {
    model: Model<'p>,
    range: crate::report::SourceRange,
    snippets: bool,
    behind: &'p str,
}

impl Proposals<'_> {
    fn item(&self, label: &str, kind: CompletionKind) -> Completion {
        Completion {
            label: label.to_owned(),
            kind,
            detail: None,
            documentation: None,
            about: None,
            text: format!("{:?}", label),
            snippet: false,
            range: self.range.clone(),
            order: 1,
        }
    }

    fn keys(&self, level: Level, siblings: &[String]) -> Vec<Completion> {
        let names = levels::names(self.model, level).into_iter();
        let free = names.filter(|named| !siblings.contains(&named.name));
        let item = |named: levels::Named| {
            let mut item = self.item(&named.name, CompletionKind::Option);
            let mut value = "{ $1 }".to_owned();
            match named.member {
                Member::Group(_) => item.kind = CompletionKind::Group,
                Member::Option(id) => {
                    let option = self.model.option(id)?;
                    if option.internal || option.read_only || !option.visible {
                        return None;
                    }
                    item.detail = Some(type_words(self.model, option.ty));
                    item.documentation =
                        Some(documentation(self.model, option)).filter(|text| !text.is_empty());
                    item.order = u8::from(!option.required);
                    value = self.value_of(option, option.ty, 0);
                }
            }
            if named.is_tag && !siblings.is_empty() {
                item.order = 8;
            }
            if self.snippets && !self.behind.starts_with(':') {
                let comma = if self.behind.starts_with('"') { "," } else { "" };
                (item.text, item.snippet) = (format!("{}: {value}{comma}", plain(&item.text)), true);
            }
            Some(item)
        };
        free.filter_map(item).collect()
    }

    /// A value to be filled in.
    fn value_of(&self, option: &OptionDecl, ty: TypeId, depth: usize) -> String {
        match self.model.kind(ty) {
            TypeKind::NullOr(inner) | TypeKind::CoercedTo { to: inner, .. } if depth < DEPTH => {
                self.value_of(option, *inner, depth + 1)
            }
            TypeKind::Bool => match option.default {
                Some(Text::Value(Value::Bool(true))) => "${1:false}".to_owned(),
                Some(_) | None => "${1:true}".to_owned(),
            },
            TypeKind::Enum(values) => {
                let choices: Vec<String> =
                    values.iter().filter_map(json).map(|it| it.replace(['|', ','], "")).collect();
                format!("${{1|{}|}}", choices.join(","))
            }
            TypeKind::String { .. }
            | TypeKind::Pattern(_)
            | TypeKind::NonEmptyString
            | TypeKind::SingleLineString
            | TypeKind::Path { .. } => {
                let example = match (&option.example, option.ui.secret) {
                    (Some(Text::Value(value @ Value::String(_))), false) => json(value),
                    _ => None,
                };
                let example = example.unwrap_or_else(|| "\"\"".to_owned());
                format!("\"${{1:{}}}\"", plain(example.trim_matches('"')))
            }
            TypeKind::List { .. } => "[$1]".to_owned(),
            TypeKind::Submodule(_) | TypeKind::AttrsOf { .. } | TypeKind::Attrs | TypeKind::AttrTag(_) => {
                "{ $1 }".to_owned()
            }
            _ => "$1".to_owned(),
        }
    }

    fn values(&self, configured: &Configured<'_>, path: &[Option<String>]) -> Vec<Completion> {
        let Some((ty, option)) = configured.wanted(path) else { return Vec::new() };
        let mut items = Vec::new();
        self.of_type(ty, &mut items, 0);
        self.said(option, &mut items);
        for text in choices(self.model, ty, 0) {
            let label = format!("{text:?}");
            if items.iter().all(|item| item.label != label) {
                items.push(self.value(&label, ty));
            }
        }
        items
    }

    fn value(&self, label: &str, ty: TypeId) -> Completion {
        let mut item = self.item(label, CompletionKind::Value);
        item.text = label.to_owned();
        item.detail = Some(type_words(self.model, ty));
        item.order = 0;
        item
    }

    fn of_type(&self, ty: TypeId, items: &mut Vec<Completion>, depth: usize) {
        if depth > DEPTH {
            return;
        }
        match self.model.kind(ty) {
            TypeKind::Bool => items.extend(["true", "false"].map(|it| self.value(it, ty))),
            TypeKind::Enum(values) => {
                items.extend(values.iter().filter_map(json).map(|it| self.value(&it, ty)));
            }
            TypeKind::NullOr(inner) => {
                items.push(self.value("null", ty));
                self.of_type(*inner, items, depth + 1);
            }
            TypeKind::Either(left, right) | TypeKind::CoercedTo { from: left, to: right } => {
                self.of_type(*left, items, depth + 1);
                self.of_type(*right, items, depth + 1);
            }
            TypeKind::AttrTag(tags) => {
                for tag in tags.iter().filter_map(|tag| self.model.option(*tag)) {
                    let mut item = self.value(&format!("{{ {:?} }}", tag.name), tag.ty);
                    item.documentation.clone_from(&tag.description);
                    let value = self.value_of(tag, tag.ty, 0);
                    (item.text, item.snippet) = match self.snippets {
                        true => (format!("{{ {}: {value} \\}}", plain(&format!("{:?}", tag.name))), true),
                        false => (format!("{{ {:?}: null }}", tag.name), false),
                    };
                    items.push(item);
                }
            }
            _ => {}
        }
    }

    fn said(&self, option: Option<OptionId>, items: &mut Vec<Completion>) {
        let Some(option) = option.and_then(|id| self.model.option(id)) else { return };
        if option.ui.secret {
            return;
        }
        for (label, text) in [("default", &option.default), ("example", &option.example)] {
            let Some(Text::Value(value)) = text else { continue };
            let Some(text) = json(value) else { continue };
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
}

//! Names in the order in which Nix's parser takes note of them. That order can be seen: where
//! several attributes of a set fail, strict evaluation meets the one first whose name was read
//! first, wherever in the text that was.
//!
//! A name counts where it is read, but that of a parameter where what it belongs to has been
//! read whole: in `x: { y = 1; x = 2; }` the name `y` is the first.

use super::{Lowering, expr::static_name};
use fedic_syntax::{
    Parsed,
    view::{self, Node, View},
};
use rustc_hash::FxHashSet;

impl Lowering {
    /// Numbers all names of a text as Nix does.
    pub(super) fn name_in_order(&mut self, parsed: &Parsed<'_>) {
        let late: FxHashSet<u32> =
            view::nodes(parsed).filter_map(late_name).map(|name| name.span().start).collect();
        for node in view::nodes(parsed) {
            if let Some(name) = view::Ident::cast(node) {
                if !late.contains(&name.span().start) {
                    self.name(name.text());
                }
            } else if let Some(entry) = view::PatEntry::cast(node).filter(|entry| entry.default().is_some()) {
                self.name_late(entry.ident());
            } else if let Some(lambda) = view::Lambda::cast(node) {
                match lambda.param() {
                    Some(view::Param::IdentParam(param)) => self.name_late(param.ident()),
                    Some(view::Param::Pattern(pattern)) => {
                        self.name_late(pattern.pat_bind().and_then(view::PatBind::ident));
                    }
                    None => {}
                }
            } else if let Some(path) = view::Attrpath::cast(node) {
                self.name_strings(path.attrs());
            } else if let Some(inherit) = view::Inherit::cast(node) {
                self.name_strings(inherit.attrs());
            }
        }
    }

    fn name_late(&mut self, name: Option<view::Ident<'_>>) {
        if let Some(name) = name {
            self.name(name.text());
        }
    }

    /// The attribute names that are strings.
    fn name_strings<'t>(&mut self, attrs: impl Iterator<Item = view::Attr<'t>>) {
        for attr in attrs.filter(|attr| !matches!(attr, view::Attr::Ident(_))) {
            if let Ok(text) = static_name(attr) {
                self.name(&text);
            }
        }
    }
}

/// The name in a node that counts only behind a larger part of the text.
fn late_name(node: Node<'_>) -> Option<view::Ident<'_>> {
    if let Some(param) = view::IdentParam::cast(node) {
        return param.ident();
    }
    if let Some(bind) = view::PatBind::cast(node) {
        return bind.ident();
    }
    let entry = view::PatEntry::cast(node).filter(|entry| entry.default().is_some())?;
    entry.ident()
}

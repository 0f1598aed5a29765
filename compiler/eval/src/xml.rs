//! Values as XML, with Nix's rules.

use crate::call::lambda;
use crate::paths::shown;
use crate::{Attrs, Evaluator, Failure, Slot, State, Value, known};
use fedic_diagnostics::Place;
use fedic_hir::{Formal, NameId, Params};
use rustc_hash::FxHashSet;
use std::collections::BTreeSet;
use std::io::Write;

impl<'a> Evaluator<'a> {
    /// The value as XML text, and the store paths that it speaks of (sorted). With
    /// `positions`, sets and functions say where they were written. What is not evaluated
    /// yet is evaluated on the way, in the order in which it is written, if the text is to be
    /// `strict`; else it is shown as unevaluated.
    ///
    /// # Errors
    /// What evaluating a part of it gives.
    pub fn to_xml(
        &'a self,
        value: Value<'a>,
        positions: bool,
        strict: bool,
    ) -> Result<(Vec<u8>, Vec<&'a str>), Failure> {
        let mut writer = Writer {
            cx: self,
            positions,
            strict,
            out: b"<?xml version='1.0' encoding='utf-8'?>\n<expr>\n".to_vec(),
            depth: 1,
            context: BTreeSet::new(),
            drawn: FxHashSet::default(),
        };
        writer.value(value)?;
        writer.out.extend_from_slice(b"</expr>\n");
        Ok((writer.out, writer.context.into_iter().collect()))
    }
}

struct Writer<'a> {
    cx: &'a Evaluator<'a>,
    positions: bool,
    strict: bool,
    out: Vec<u8>,
    depth: usize,
    context: BTreeSet<&'a str>,
    /// The derivations written before, by their `drvPath`.
    drawn: FxHashSet<Vec<u8>>,
}

type Marks<'m> = Vec<(&'m str, Vec<u8>)>;

impl<'a> Writer<'a> {
    fn value(&mut self, value: Value<'a>) -> Result<(), Failure> {
        self.cx.tick()?;
        self.cx.reserve_large(self.out.len())?;
        match value {
            Value::Null => self.empty("null", Vec::new()),
            Value::Bool(truth) => self.empty("bool", vec![("value", truth.to_string().into_bytes())]),
            Value::Int(number) => self.empty("int", vec![("value", number.to_string().into_bytes())]),
            Value::Float(number) => {
                self.empty("float", vec![("value", crate::show::short_float(number).into_bytes())])
            }
            Value::Str(text) => {
                self.context.extend(text.context());
                self.empty("string", vec![("value", text.bytes.to_vec())]);
            }
            Value::Path(path) => {
                self.empty("path", vec![("value", shown(&path.text()).into_owned().into_bytes())])
            }
            Value::List(list) => {
                self.open("list", Vec::new());
                for item in list.items {
                    self.slot(item)?;
                }
                self.close("list");
            }
            Value::Attrs(attrs) if self.cx.is_derivation(attrs)? => self.derivation(attrs)?,
            Value::Attrs(attrs) => {
                self.open("attrs", Vec::new());
                self.attrs(attrs)?;
                self.close("attrs");
            }
            Value::Lambda(..) => self.function(value, 0),
            Value::Partial(partial) if matches!(partial.function, Value::Lambda(..)) => {
                self.function(partial.function, partial.arguments.len());
            }
            Value::Builtin(_) | Value::Partial(_) | Value::Native(_) => self.empty("unevaluated", Vec::new()),
        }
        Ok(())
    }

    fn slot(&mut self, slot: &'a Slot<'a>) -> Result<(), Failure> {
        if self.strict {
            self.cx.force(slot)?;
        }
        match slot.settled() {
            State::Ready(value) => {
                let cx = self.cx;
                cx.deeper(|| self.value(value))
            }
            State::Suspended(_)
            | State::Apply(_)
            | State::Mapped(_)
            | State::Alias(_)
            | State::Native(_)
            | State::Running
            | State::Failed(_) => {
                self.empty("unevaluated", Vec::new());
                Ok(())
            }
        }
    }

    fn derivation(&mut self, attrs: &'a Attrs<'a>) -> Result<(), Failure> {
        let mut marks = Vec::new();
        let mut path = Vec::new();
        for (mark, name) in [("drvPath", known::DRV_PATH), ("outPath", known::OUT_PATH)] {
            let Some(slot) = attrs.get(name) else { continue };
            if let Value::Str(text) = self.cx.force(slot)? {
                let text = text.bytes.to_vec();
                if mark == "drvPath" {
                    path.clone_from(&text);
                }
                marks.push((mark, text));
            }
        }
        self.open("derivation", marks);
        if !path.is_empty() && self.drawn.insert(path) {
            self.attrs(attrs)?;
        } else {
            self.empty("repeated", Vec::new());
        }
        self.close("derivation");
        Ok(())
    }

    fn attrs(&mut self, attrs: &'a Attrs<'a>) -> Result<(), Failure> {
        for (name, slot) in self.cx.sorted(attrs) {
            let mut marks = self.position(attrs.place(name));
            marks.push(("name", self.cx.name_bytes(name).to_vec()));
            self.open("attr", marks);
            self.slot(slot)?;
            self.close("attr");
        }
        Ok(())
    }

    /// A lambda that has been given so many of its arguments.
    fn function(&mut self, value: Value<'a>, given: usize) {
        let Value::Lambda(id, frame) = value else { unreachable!("called for lambdas alone") };
        let lambda = lambda(frame.code(), id);
        let name = |name: NameId| frame.code().body.names[name.0 as usize].as_bytes().to_vec();
        self.open("function", self.position(Some(frame.code().place_of(id, given))));
        match &lambda.params {
            Params::Simple(parameters) => {
                let first = parameters.get(given).map(|&(parameter, _)| ("name", name(parameter)));
                self.empty("varpat", first.into_iter().collect());
            }
            Params::Pattern { formals, ellipsis, at_name } => {
                let mut marks = Vec::new();
                if *ellipsis {
                    marks.push(("ellipsis", b"1".to_vec()));
                }
                if let Some((at_name, _)) = at_name {
                    marks.push(("name", name(*at_name)));
                }
                self.open("attrspat", marks);
                let mut sorted: Vec<&Formal> = formals.iter().collect();
                sorted.sort_by_key(|formal| name(formal.name));
                for formal in sorted {
                    self.empty("attr", vec![("name", name(formal.name))]);
                }
                self.close("attrspat");
            }
        }
        self.close("function");
    }

    fn position(&self, place: Option<Place>) -> Marks<'static> {
        let place = place.filter(|_| self.positions);
        let Some((file, line, column)) = place.and_then(|place| self.cx.loader().position(place)) else {
            return Vec::new();
        };
        let mut marks =
            vec![("column", column.to_string().into_bytes()), ("line", line.to_string().into_bytes())];
        if file.starts_with('/') {
            marks.push(("path", file.into_bytes()));
        }
        marks
    }

    fn open(&mut self, name: &str, marks: Marks<'_>) {
        self.tag(name, marks, ">");
        self.depth += 1;
    }

    fn empty(&mut self, name: &str, marks: Marks<'_>) {
        self.tag(name, marks, " />");
    }

    fn close(&mut self, name: &str) {
        self.depth -= 1;
        let _ = writeln!(self.out, "{:indent$}</{name}>", "", indent = self.depth * 2);
    }

    /// A tag with its marks in the order of their names.
    fn tag(&mut self, name: &str, mut marks: Marks<'_>, end: &str) {
        marks.sort();
        let _ = write!(self.out, "{:indent$}<{name}", "", indent = self.depth * 2);
        for (mark, value) in marks {
            let _ = write!(self.out, " {mark}=\"");
            put_escaped(&mut self.out, &value);
            self.out.push(b'"');
        }
        self.out.extend_from_slice(end.as_bytes());
        self.out.push(b'\n');
    }
}

/// A text as the value of a mark; bytes that are no characters stay what they are.
fn put_escaped(out: &mut Vec<u8>, text: &[u8]) {
    for &byte in text {
        match byte {
            b'"' => out.extend_from_slice(b"&quot;"),
            b'<' => out.extend_from_slice(b"&lt;"),
            b'>' => out.extend_from_slice(b"&gt;"),
            b'&' => out.extend_from_slice(b"&amp;"),
            b'\n' => out.extend_from_slice(b"&#xA;"),
            byte => out.push(byte),
        }
    }
}

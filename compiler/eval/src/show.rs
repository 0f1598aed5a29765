//! Values as text, as `nix-instantiate --eval` prints them, and shorter in messages.

use crate::call::lambda;
use crate::paths::shown;
use crate::{Evaluator, Failure, Slot, State, Sym, Value, known};
use fedic_model::nix::{attribute_name, quoted};
use rustc_hash::FxHashSet;

/// How much of a value a message shows.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Brief {
    depth: usize,
    attrs: usize,
    items: usize,
    string: usize,
}

impl Brief {
    /// As Nix's error messages do.
    pub(crate) const ERROR: Brief = Brief { depth: 10, attrs: 10, items: 10, string: 1024 };
    /// As `builtins.trace` does: everything that is known.
    pub(crate) const WHOLE: Brief =
        Brief { depth: usize::MAX, attrs: usize::MAX, items: usize::MAX, string: usize::MAX };
}

impl<'a> Evaluator<'a> {
    /// The value as `nix-instantiate --eval` prints it: what is not evaluated yet as `<CODE>`.
    pub fn show(&'a self, value: Value<'a>) -> String {
        String::from_utf8_lossy(&self.show_bytes(value)).into_owned()
    }

    /// The same in bytes: strings need not be UTF-8.
    pub fn show_bytes(&'a self, value: Value<'a>) -> Vec<u8> {
        let mut printer = Printer::new(self, None);
        printer.value(value, 0);
        printer.out
    }

    /// The value as `nix-instantiate --eval --strict` prints it.
    ///
    /// # Errors
    /// What evaluating a part of it gives.
    pub fn show_strict(&'a self, value: Value<'a>) -> Result<String, Failure> {
        self.deep_force(value)?;
        Ok(self.show(value))
    }

    /// The value on one line, as Nix's messages and `builtins.trace` show it; nothing is evaluated.
    pub(crate) fn brief(&'a self, value: Value<'a>, limit: Brief) -> String {
        let mut printer = Printer::new(self, Some(limit));
        printer.value(value, 0);
        String::from_utf8_lossy(&printer.out).into_owned()
    }
}

struct Printer<'a> {
    cx: &'a Evaluator<'a>,
    out: Vec<u8>,
    /// In messages; without it, everything is printed, in the words of `--eval`.
    brief: Option<Brief>,
    /// The sets seen before, by the address of their slots, and the lists by their own.
    seen: FxHashSet<usize>,
    attrs: usize,
    items: usize,
}

impl<'a> Printer<'a> {
    fn new(cx: &'a Evaluator<'a>, brief: Option<Brief>) -> Printer<'a> {
        Printer { cx, out: Vec::new(), brief, seen: FxHashSet::default(), attrs: 0, items: 0 }
    }

    fn put(&mut self, text: &str) {
        self.out.extend_from_slice(text.as_bytes());
    }

    fn value(&mut self, value: Value<'a>, depth: usize) {
        match value {
            Value::Null => self.put("null"),
            Value::Bool(truth) => self.put(if truth { "true" } else { "false" }),
            Value::Int(number) => self.put(&number.to_string()),
            Value::Float(number) => self.put(&short_float(number)),
            Value::Str(text) => self.string(text.bytes),
            Value::Path(path) => self.put(&shown(&path.text())),
            Value::List(list) if depth == 0 => self.list(list.items, depth),
            Value::List(list) => {
                let identity = (!list.items.is_empty()).then_some(std::ptr::from_ref(list) as usize);
                self.structure(identity, |printer| printer.list(list.items, depth), depth, "[ ... ]");
            }
            Value::Attrs(attrs) => {
                let identity = (!attrs.slots().is_empty()).then_some(attrs.slots().as_ptr() as usize);
                self.structure(identity, |printer| printer.attrs(attrs, depth), depth, "{ ... }");
            }
            Value::Native(native) if native.is_open() => self.put("{ … }"),
            Value::Partial(partial) if !matches!(partial.function, Value::Builtin(_)) => {
                self.function(partial.function, partial.arguments.len());
            }
            Value::Lambda(..) | Value::Builtin(_) | Value::Partial(_) | Value::Native(_) => {
                self.function(value, 0)
            }
        }
    }

    /// A set or list, unless it was seen before or lies too deep.
    fn structure(
        &mut self,
        identity: Option<usize>,
        print: impl FnOnce(&mut Self),
        depth: usize,
        dots: &str,
    ) {
        if identity.is_some_and(|identity| !self.seen.insert(identity)) {
            return self.put("«repeated»");
        }
        if self.brief.is_some_and(|brief| depth >= brief.depth) {
            return self.put(dots);
        }
        stacker::maybe_grow(64 << 10, 1 << 20, || print(self));
    }

    fn list(&mut self, items: &'a [Slot<'a>], depth: usize) {
        self.put("[ ");
        for (index, item) in items.iter().enumerate() {
            if self.brief.is_some_and(|brief| self.items >= brief.items) {
                self.elided(items.len() - index, "item");
                break;
            }
            self.slot(item, depth + 1);
            self.put(" ");
            self.items += 1;
        }
        self.put("]");
    }

    fn attrs(&mut self, attrs: &'a crate::Attrs<'a>, depth: usize) {
        self.put("{ ");
        let mut sorted = self.cx.sorted(attrs);
        if self.brief.is_some_and(|brief| brief.attrs < usize::MAX) {
            // What is left out should not be what tells most.
            sorted.sort_by_key(|(name, _)| !matches!(*name, known::PLAIN_TYPE | known::TYPE));
        }
        for (index, (name, slot)) in sorted.into_iter().enumerate() {
            if self.brief.is_some_and(|brief| self.attrs >= brief.attrs) {
                self.elided(attrs.len() - index, "attribute");
                break;
            }
            self.name(name);
            self.put(" = ");
            self.slot(slot, depth + 1);
            self.put("; ");
            self.attrs += 1;
        }
        self.put("}");
    }

    fn name(&mut self, name: Sym) {
        match std::str::from_utf8(self.cx.name_bytes(name)) {
            Ok(name) => self.put(&attribute_name(name)),
            Err(_) => self.quoted(self.cx.name_bytes(name)),
        }
    }

    fn elided(&mut self, count: usize, noun: &str) {
        let plural = if count == 1 { "" } else { "s" };
        self.put(&format!("«{count} {noun}{plural} elided» "));
    }

    fn slot(&mut self, slot: &'a Slot<'a>, depth: usize) {
        match slot.settled() {
            State::Ready(value) => self.value(value, depth),
            State::Running => self.put("«potential infinite recursion»"),
            State::Suspended(_)
            | State::Apply(_)
            | State::Mapped(_)
            | State::Alias(_)
            | State::Native(_)
            | State::Failed(_) => {
                self.put(if self.brief.is_some() { "«thunk»" } else { "<CODE>" });
            }
        }
    }

    fn string(&mut self, bytes: &[u8]) {
        let limit = self.brief.map_or(usize::MAX, |brief| brief.string);
        let cut = (limit < bytes.len()).then(|| {
            // No character is cut in two.
            (0..=limit).rev().find(|&end| bytes[end] & 0xC0 != 0x80).unwrap_or(0)
        });
        self.quoted(&bytes[..cut.unwrap_or(bytes.len())]);
        if let Some(end) = cut {
            self.put(&format!(" «{} bytes elided»", bytes.len() - end));
        }
    }

    fn quoted(&mut self, bytes: &[u8]) {
        self.put("\"");
        for chunk in bytes.utf8_chunks() {
            let quoted = quoted(chunk.valid());
            self.put(&quoted[1..quoted.len() - 1]);
            self.out.extend_from_slice(chunk.invalid());
        }
        self.put("\"");
    }

    fn function(&mut self, value: Value<'a>, given: usize) {
        let text = match (value, self.brief) {
            (Value::Builtin(_), None) => "<PRIMOP>".to_owned(),
            (Value::Partial(_), None) => "<PRIMOP-APP>".to_owned(),
            (_, None) => "<LAMBDA>".to_owned(),
            (Value::Builtin(index), Some(_)) => format!("«primop {}»", self.cx.builtin(index).name),
            (Value::Partial(partial), Some(_)) => match partial.function {
                Value::Builtin(index) => {
                    format!("«partially applied primop {}»", self.cx.builtin(index).name)
                }
                _ => "«lambda»".to_owned(),
            },
            (Value::Lambda(id, frame), Some(_)) => {
                let lambda = lambda(frame.code(), id);
                let name = lambda
                    .name
                    .map_or(String::new(), |name| format!("{} ", frame.code().body.names[name.0 as usize]));
                let place = frame.code().place_of(id, given);
                format!("«lambda {name}@ {}»", self.cx.position_text(place))
            }
            (_, Some(_)) => "«lambda»".to_owned(),
        };
        self.put(&text);
    }
}

/// A float with six significant digits, as C's `%g` writes it.
pub(crate) fn short_float(number: f64) -> String {
    if number.is_nan() {
        return if number.is_sign_negative() { "-nan" } else { "nan" }.to_owned();
    }
    if number.is_infinite() {
        return if number < 0.0 { "-inf" } else { "inf" }.to_owned();
    }
    let scientific = format!("{number:.5e}");
    let (digits, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if (-4..6).contains(&exponent) {
        let decimals = usize::try_from(5 - exponent).unwrap_or(0);
        return trimmed(&format!("{number:.decimals$}")).to_owned();
    }
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{}e{sign}{:02}", trimmed(digits), exponent.abs())
}

/// Without the zeros behind the point, nor the point if nothing is left behind it.
fn trimmed(number: &str) -> &str {
    if number.contains('.') { number.trim_end_matches('0').trim_end_matches('.') } else { number }
}

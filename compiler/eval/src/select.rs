//! Looking things up: attributes, variables of `with`, names of the global scope.

use crate::{
    Attrs, During, Error, ErrorKind, Evaluator, Failure, Frame, Res, SetId, Slot, State, Sym, Value,
};
use fedic_diagnostics::{Place, similar};
use fedic_hir::{ExprId, KeyPart, NameId, PathId, WithId};

impl<'a> Evaluator<'a> {
    /// `base.a.b`: the value, or an error that names the attribute that is missing.
    pub(crate) fn select(
        &'a self,
        base: ExprId,
        path: PathId,
        frame: &'a Frame<'a>,
        expr: ExprId,
    ) -> Res<'a> {
        let parts = &frame.code().body.paths[path.0 as usize];
        let mut value = self.operand(base, frame)?;
        let mut via: Option<(&'a Attrs<'a>, Sym)> = None;
        for (index, part) in parts.iter().enumerate() {
            let name = self.key(part, frame)?;
            let Value::Attrs(attrs) = value else {
                if let Some(slot) = self.open_member(value, name) {
                    value = self.follow(slot)?;
                    continue;
                }
                let error = self.expected("a set", value).at(frame.place(expr));
                let error = error.during(frame.place(expr), "while selecting an attribute");
                return Err(self.through(error, via, parts, frame));
            };
            let Some(slot) = self.attribute(attrs, name, path, index, frame) else {
                let error = self.missing_attribute(attrs, name, key_place(part, frame));
                return Err(self.through(error, via, parts, frame));
            };
            via = Some((attrs, name));
            value = match slot.state() {
                State::Ready(value) if !self.keeps_origins() => value,
                _ => self.follow(slot).map_err(|error| self.through(error, via, parts, frame))?,
            };
        }
        Ok(value)
    }

    /// The slot that `base.a.b` leads to, if it leads anywhere.
    pub(crate) fn find(
        &'a self,
        base: ExprId,
        path: PathId,
        frame: &'a Frame<'a>,
    ) -> Result<Option<&'a Slot<'a>>, Failure> {
        let parts = &frame.code().body.paths[path.0 as usize];
        let mut value = self.operand(base, frame)?;
        for (index, part) in parts.iter().enumerate() {
            let name = self.key(part, frame)?;
            let found = match value {
                Value::Attrs(attrs) => self.attribute(attrs, name, path, index, frame),
                _ => self.open_member(value, name),
            };
            let Some(slot) = found else { return Ok(None) };
            if index + 1 == parts.len() {
                return Ok(Some(slot));
            }
            value = self.force(slot)?;
        }
        Ok(None)
    }

    /// The value of a slot that a selection found.
    pub(crate) fn follow_selected(
        &'a self,
        slot: &'a Slot<'a>,
        path: PathId,
        frame: &'a Frame<'a>,
    ) -> Res<'a> {
        let parts = &frame.code().body.paths[path.0 as usize];
        self.follow(slot).map_err(|error| self.through(error, None, parts, frame))
    }

    /// An attribute that must be there.
    ///
    /// # Errors
    /// `attribute '…' missing`.
    pub fn member(&'a self, attrs: &'a Attrs<'a>, name: Sym) -> Result<&'a Slot<'a>, Failure> {
        attrs.get(name).ok_or_else(|| self.missing_attribute(attrs, name, None))
    }

    /// The error of an attribute that is not there, with the names that may have been meant.
    #[cold]
    pub(crate) fn missing_attribute(&self, attrs: &'a Attrs<'a>, name: Sym, at: Option<Place>) -> Failure {
        let name = self.name(name);
        let message = format!("attribute '{}' missing", fedic_model::nix::attribute_name(name));
        let mut error = Error::new(ErrorKind::Evaluation, message).at(at);
        error.suggestions = similar(name, attrs.names().iter().map(|&it| self.name(it)));
        error.lacking = Some(SetId::of(attrs));
        error
    }

    /// The slot of a variable that only `with` can bind.
    pub(crate) fn with_variable(
        &'a self,
        with: WithId,
        frame: &'a Frame<'a>,
        expr: ExprId,
    ) -> Result<&'a Slot<'a>, Failure> {
        let lookup = &frame.code().body.withs[with.0 as usize];
        let name = frame.code().symbols[lookup.name.0 as usize];
        if let Some(slot) = frame.code().scope.and_then(|scope| scope.get(name)) {
            return Ok(slot);
        }
        // An open set has nearly every name: those around it, whose names are known, go first.
        let mut open = None;
        for &depth in &lookup.depths {
            let during = "while evaluating the first subexpression of a with expression";
            let scope = self.force(&frame.up(depth).slots()[0])?;
            if let Some(slot) = self.open_member(scope, name) {
                open = open.or(Some(slot));
                continue;
            }
            let attrs = self.as_attrs(scope).during(during)?;
            self.meter.lookups.set(self.meter.lookups.get() + 1);
            if let Some(slot) = attrs.get(name) {
                return Ok(slot);
            }
        }
        if let Some(slot) = self.builtins.global(name).or(open) {
            return Ok(slot);
        }
        let mut error = self.undefined(lookup.name, frame, expr);
        let sets = lookup.depths.iter().filter_map(|&depth| match frame.up(depth).slots()[0].state() {
            State::Ready(Value::Attrs(attrs)) => Some(attrs.names()),
            _ => None,
        });
        error.suggestions = similar(self.name(name), sets.flatten().map(|&it| self.name(it)));
        Err(error)
    }

    /// The slot of a name of the global scope.
    pub(crate) fn global(
        &'a self,
        name: NameId,
        frame: &'a Frame<'a>,
        expr: ExprId,
    ) -> Result<&'a Slot<'a>, Failure> {
        let sym = frame.code().symbols[name.0 as usize];
        if let Some(slot) = frame.code().scope.and_then(|scope| scope.get(sym)) {
            return Ok(slot);
        }
        self.builtins
            .global(sym)
            .or_else(|| self.natives.get().filter(|_| self.name(sym) == "__fedic"))
            .ok_or_else(|| self.undefined(name, frame, expr))
    }

    /// The name that a part of an attribute path stands for.
    #[inline(always)]
    fn key(&'a self, part: &KeyPart, frame: &'a Frame<'a>) -> Result<Sym, Failure> {
        match *part {
            KeyPart::Static { name, .. } => Ok(frame.code().symbols[name.0 as usize]),
            KeyPart::Dynamic(expr) => {
                self.as_name(self.operand(expr, frame)?, expr, frame, "while evaluating an attribute name")
            }
        }
    }

    /// The symbol that the value of an expression is: a string without context.
    pub(crate) fn as_name(
        &'a self,
        value: Value<'a>,
        expr: ExprId,
        frame: &'a Frame<'a>,
        during: &'static str,
    ) -> Result<Sym, Failure> {
        match value {
            Value::Str(text) if text.context().is_empty() => Ok(self.sym_of(text)),
            other => {
                let place = frame.place(expr);
                self.as_sym(other).map_err(|error| error.at(place).during(place, during))
            }
        }
    }

    /// The member of an open set of the host's.
    fn open_member(&self, value: Value<'a>, name: Sym) -> Option<&'a Slot<'a>> {
        match value {
            Value::Native(native) if native.is_open() => self.host().member(native, name),
            _ => None,
        }
    }

    /// The slot of a name in a set. Where the first part of the same path looked before, sets
    /// of the same shape answer at once.
    #[inline(always)]
    fn attribute(
        &self,
        attrs: &'a Attrs<'a>,
        name: Sym,
        path: PathId,
        part: usize,
        frame: &'a Frame<'a>,
    ) -> Option<&'a Slot<'a>> {
        self.meter.lookups.set(self.meter.lookups.get() + 1);
        if part == 0 { attrs.get_near(name, &frame.code().hints[path.0 as usize]) } else { attrs.get(name) }
    }

    /// An error on its way out through a selection.
    #[cold]
    fn through(
        &'a self,
        error: Failure,
        via: Option<(&'a Attrs<'a>, Sym)>,
        parts: &[KeyPart],
        frame: &'a Frame<'a>,
    ) -> Failure {
        let via = via.and_then(|(attrs, name)| attrs.place(name));
        let Some(via) = via.filter(|_| !matches!(error.kind, ErrorKind::Limit(_))) else { return error };
        let name = |part: &KeyPart| match *part {
            KeyPart::Static { name, .. } => frame.code().body.names[name.0 as usize].to_string(),
            KeyPart::Dynamic(expr) => format!("${{{}}}", self.source_text(frame.code(), expr)),
        };
        let path: Vec<String> = parts.iter().map(name).collect();
        error.during(via, format!("while evaluating the attribute '{}'", path.join(".")))
    }

    #[cold]
    fn undefined(&self, name: NameId, frame: &'a Frame<'a>, expr: ExprId) -> Failure {
        let name = &frame.code().body.names[name.0 as usize];
        Error::new(ErrorKind::UndefinedVariable, format!("undefined variable '{name}'")).at(frame.place(expr))
    }
}

fn key_place(part: &KeyPart, frame: &Frame<'_>) -> Option<Place> {
    match *part {
        KeyPart::Static { at, .. } => Some(Place { file: frame.code().file, node: at }),
        KeyPart::Dynamic(expr) => Some(frame.place(expr)),
    }
}

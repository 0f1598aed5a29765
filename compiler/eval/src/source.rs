//! Expressions as text, as Nix's own messages show them: resolved, with every operation in
//! parentheses, attributes in the order of their names.
//!
//! A body has slots where the text has names; so the file is gone through, with the names
//! of the frames at hand, and the text of one expression kept. Sections on no way to that
//! expression are left out. Only errors ask for it.

use crate::show::short_float;
use crate::{Code, Evaluator, Str};
use fedic_hir::{
    Attr, BinaryOp, Bindings, Expr, ExprId, Formal, InnerId, KeyPart, Lambda, NameId, Params, Range,
    StringPiece, UnaryOp,
};
use fedic_model::nix::{attribute_name, quoted};

impl<'a> Evaluator<'a> {
    /// An expression of some code as text.
    pub(crate) fn source_text(&'a self, code: &'a Code<'a>, expr: ExprId) -> String {
        let code = code.canonical();
        let around: Vec<&Code<'_>> = std::iter::successors(Some(code), |code| code.around).collect();
        let code = around.last().copied().unwrap_or(code);
        let mut printer = Printer {
            ev: self,
            code,
            target: expr,
            around,
            inside: false,
            frames: Vec::new(),
            out: String::new(),
            found: None,
        };
        if let Some(root) = code.body.root {
            printer.expr(root);
        }
        printer.found.unwrap_or_default()
    }
}

struct Printer<'a> {
    ev: &'a Evaluator<'a>,
    /// The section at hand.
    code: &'a Code<'a>,
    /// An expression of the innermost section of `around`.
    target: ExprId,
    /// The sections around the expression that is looked for, innermost first.
    around: Vec<&'a Code<'a>>,
    /// Whether that expression is being printed.
    inside: bool,
    /// The frames around the expression at hand, innermost last, each with the names of its slots.
    frames: Vec<Vec<Option<&'a str>>>,
    out: String,
    found: Option<String>,
}

impl<'a> Printer<'a> {
    fn put(&mut self, text: &str) {
        self.out.push_str(text);
    }

    fn name(&mut self, name: NameId) {
        self.put(self.text(name));
    }

    fn text(&self, name: NameId) -> &'a str {
        &self.code.body.names[name.0 as usize]
    }

    fn expr(&mut self, expr: ExprId) {
        if self.found.is_some() {
            return;
        }
        let start = self.out.len();
        let is_target = expr == self.target && std::ptr::eq(self.code, self.around[0]);
        self.inside |= is_target;
        stacker::maybe_grow(64 << 10, 1 << 20, || self.kind_of_expr(expr));
        if is_target {
            self.found = Some(self.out.split_off(start));
        }
    }

    fn kind_of_expr(&mut self, expr: ExprId) {
        match self.code.exprs[expr.0 as usize] {
            Expr::Missing => self.put("?"),
            Expr::Int(number) => self.put(&number.to_string()),
            Expr::Float(number) => self.put(&short_float(number)),
            Expr::Str(text) => self.put(&quoted(&self.code.strings[text.0 as usize].text())),
            Expr::Interpolated(pieces) => self.pieces(pieces.0, false),
            Expr::InterpolatedPath(pieces) => self.pieces(pieces.0, true),
            Expr::Path(text) => self.path(self.code.strings[text.0 as usize]),
            Expr::SearchPath(text) => self.search_path(&self.code.strings[text.0 as usize].text()),
            Expr::Local { depth, slot } => match self.local(depth, slot) {
                Some(name) => self.put(name),
                None => self.put("…"),
            },
            Expr::With(with) => self.name(self.code.body.withs[with.0 as usize].name),
            Expr::Global(name) | Expr::Undefined(name) => self.name(name),
            Expr::CurrentPosition => self.put("__curPos"),
            Expr::Select { base, path } => self.select(base, path.0, None),
            Expr::SelectOr { base, path, default } => self.select(base, path.0, Some(default)),
            Expr::HasAttr { base, path } => {
                self.put("((");
                self.expr(base);
                self.put(") ? ");
                self.attribute_path(path.0);
                self.put(")");
            }
            Expr::Call { function, arguments } => self.call(function, arguments),
            Expr::Lambda(lambda) => self.lambda(&self.code.body.lambdas[lambda.0 as usize]),
            Expr::Let { bindings, body } => {
                self.put("(let ");
                self.bindings(&self.code.body.bindings[bindings.0 as usize], Some(body));
                self.put(")");
            }
            Expr::Set(bindings) => {
                let bindings = &self.code.body.bindings[bindings.0 as usize];
                self.put(if bindings.recursive { "rec { " } else { "{ " });
                self.bindings(bindings, None);
                self.put("}");
            }
            Expr::List(items) => self.list(items),
            Expr::If { condition, then, otherwise } => {
                self.surrounded(&[("(if ", condition), (" then ", then), (" else ", otherwise)]);
            }
            Expr::Assert { condition, body } => {
                self.put("assert ");
                self.expr(condition);
                self.put("; ");
                self.expr(body);
            }
            Expr::WithIn { scope, body } => self.with(scope, body),
            Expr::Unary { op: UnaryOp::Not, operand } => self.surrounded(&[("(! ", operand)]),
            Expr::Unary { op: UnaryOp::Negate, operand } => self.surrounded(&[("(__sub 0 ", operand)]),
            Expr::Binary { op, left, right } => self.binary(op, left, right),
            Expr::Section(inner) => self.section(inner),
        }
    }

    fn section(&mut self, inner: InnerId) {
        let around = self.code;
        let id = around.body.inner[inner.0 as usize];
        if self.inside || self.around.iter().any(|code| code.body.section == id) {
            let (root, code) = self.ev.section(around, inner);
            self.code = code;
            self.expr(root);
            self.code = around;
        }
    }

    fn search_path(&mut self, name: &str) {
        let text = format!("(__findFile __nixPath {})", quoted(name));
        self.put(&text);
    }

    fn with(&mut self, scope: ExprId, body: ExprId) {
        self.put("(with ");
        self.expr(scope);
        self.frames.push(vec![None]);
        self.surrounded(&[("; ", body)]);
        self.frames.pop();
    }

    /// Expressions, each after its text, and a closing parenthesis.
    fn surrounded(&mut self, parts: &[(&str, ExprId)]) {
        for &(before, expr) in parts {
            self.put(before);
            self.expr(expr);
        }
        self.put(")");
    }

    fn local(&self, depth: u16, slot: u32) -> Option<&'a str> {
        let frame = self.frames.iter().rev().nth(usize::from(depth))?;
        *frame.get(slot as usize)?
    }

    fn path(&mut self, written: &Str<'_>) {
        let text = self.absolute(&written.text());
        self.put(&text);
    }

    /// A path as it is read: only below the home directory it stays as it is written.
    fn absolute(&self, written: &str) -> String {
        match self.ev.resolved(written, self.code.folder) {
            Ok(path) if written.starts_with("~/") => path.into_owned(),
            Ok(path) => crate::paths::normal(&path),
            Err(_) => written.to_owned(),
        }
    }

    fn pieces(&mut self, pieces: u32, is_path: bool) {
        self.put("(");
        for (index, piece) in self.code.body.pieces[pieces as usize].iter().enumerate() {
            if index > 0 {
                self.put(" + ");
            }
            match *piece {
                StringPiece::Text(text) => {
                    let text = self.code.strings[text.0 as usize].text();
                    match is_path {
                        true => self.path_pieces(&text, index == 0),
                        false => self.put(&quoted(&text)),
                    }
                }
                StringPiece::Expr(expr) => self.expr(expr),
            }
        }
        self.put(")");
    }

    /// Text of a path with holes: the lexer cuts it between two slashes, and what begins the path
    /// is absolute.
    fn path_pieces(&mut self, text: &str, is_start: bool) {
        for (index, piece) in cut_between_slashes(text).into_iter().enumerate() {
            self.put(if index > 0 { " + " } else { "" });
            if index > 0 || !is_start {
                self.put(&quoted(piece));
                continue;
            }
            let path = self.absolute(piece);
            let slash = piece.len() > 1 && piece.ends_with('/') && !piece.starts_with('~');
            self.put(&path);
            self.put(if slash { "/" } else { "" });
        }
    }

    fn select(&mut self, base: ExprId, path: u32, default: Option<ExprId>) {
        self.put("(");
        self.expr(base);
        self.put(").");
        self.attribute_path(path);
        if let Some(default) = default {
            self.surrounded(&[(" or (", default)]);
        }
    }

    fn attribute_path(&mut self, path: u32) {
        for (index, part) in self.code.body.paths[path as usize].iter().enumerate() {
            if index > 0 {
                self.put(".");
            }
            match *part {
                KeyPart::Static { name, .. } => {
                    let name = attribute_name(&self.code.body.names[name.0 as usize]);
                    self.put(&name);
                }
                KeyPart::Dynamic(expr) => {
                    self.put("\"${");
                    self.expr(expr);
                    self.put("}\"");
                }
            }
        }
    }

    /// A call; the call of what a call gives (`(f a) b`) is one with more arguments.
    fn call(&mut self, mut function: ExprId, arguments: Range) {
        let mut calls = vec![arguments];
        while let Expr::Call { function: inner, arguments } = self.code.exprs[function.0 as usize] {
            calls.push(arguments);
            function = inner;
        }
        self.put("(");
        self.expr(function);
        for &argument in calls.into_iter().rev().flat_map(|arguments| self.code.body.run(arguments)) {
            self.put(" ");
            self.expr(argument);
        }
        self.put(")");
    }

    fn list(&mut self, items: Range) {
        self.put("[ ");
        for &item in self.children(items) {
            self.surrounded(&[("(", item)]);
            self.put(" ");
        }
        self.put("]");
    }

    fn lambda(&mut self, lambda: &Lambda) {
        match &lambda.params {
            Params::Simple(parameters) => {
                self.frames.push(parameters.iter().map(|&(name, _)| Some(self.text(name))).collect());
                for &(parameter, _) in parameters {
                    self.put("(");
                    self.name(parameter);
                    self.put(": ");
                }
                self.expr(lambda.body);
                self.put(&")".repeat(parameters.len()));
            }
            Params::Pattern { formals, ellipsis, at_name } => {
                let whole = at_name.map(|(name, _)| self.text(name));
                let names =
                    std::iter::once(whole).chain(formals.iter().map(|formal| Some(self.text(formal.name))));
                self.frames.push(names.collect());
                self.put("({ ");
                self.formals(formals, *ellipsis);
                self.put(" }");
                if let Some(name) = whole {
                    self.put(" @ ");
                    self.put(name);
                }
                self.surrounded(&[(": ", lambda.body)]);
            }
        }
        self.frames.pop();
    }

    fn formals(&mut self, formals: &[Formal], ellipsis: bool) {
        let mut sorted: Vec<&Formal> = formals.iter().collect();
        sorted.sort_by_key(|formal| &self.code.body.names[formal.name.0 as usize]);
        for (index, formal) in sorted.into_iter().enumerate() {
            self.put(if index > 0 { ", " } else { "" });
            self.name(formal.name);
            if let Some(default) = formal.default {
                self.put(" ? ");
                self.expr(default);
            }
        }
        self.put(match (ellipsis, formals.is_empty()) {
            (true, true) => "...",
            (true, false) => ", ...",
            (false, _) => "",
        });
    }

    /// Bindings inside their frame, if they make one; `after` is still inside a `let`'s.
    fn bindings(&mut self, bindings: &Bindings, after: Option<ExprId>) {
        let hidden = bindings.sources.iter().map(|_| None);
        if bindings.recursive {
            let names = bindings.attrs.iter().map(|attr| Some(self.text(attr.name)));
            self.frames.push(names.chain(hidden).collect());
        } else if bindings.has_frame() {
            self.frames.push(hidden.collect());
        }
        let mut sorted: Vec<&Attr> = bindings.attrs.iter().collect();
        sorted.sort_by_key(|attr| &self.code.body.names[attr.name.0 as usize]);
        self.inherited(bindings, &sorted);
        for attr in sorted {
            if attr.inherited || self.source_of(attr, bindings).is_some() {
                continue;
            }
            let name = attribute_name(&self.code.body.names[attr.name.0 as usize]);
            self.put(&format!("{name} = "));
            self.expr_around(attr.value, bindings, attr.inner);
            self.put("; ");
        }
        for dynamic in &bindings.dynamic {
            self.put("\"${");
            self.expr_around(dynamic.name, bindings, bindings.recursive);
            self.put("}\" = ");
            self.expr_around(dynamic.value, bindings, bindings.recursive);
            self.put("; ");
        }
        if let Some(after) = after {
            self.put("in ");
            self.expr(after);
        }
        if bindings.has_frame() {
            self.frames.pop();
        }
    }

    /// `inherit`, before all else; Nix prints none for `inherit (e);`.
    fn inherited(&mut self, bindings: &Bindings, sorted: &[&Attr]) {
        let groups = std::iter::once(None).chain((0..bindings.sources.len()).map(Some));
        for group in groups {
            let is_of_group = |attr: &&&Attr| match group {
                None => attr.inherited,
                Some(_) => self.source_of(attr, bindings) == group,
            };
            let names: Vec<NameId> = sorted.iter().filter(is_of_group).map(|attr| attr.name).collect();
            if names.is_empty() {
                continue;
            }
            self.put("inherit");
            if let Some(number) = group {
                self.put(" (");
                self.expr_around(bindings.sources[number], bindings, bindings.recursive);
                self.put(")");
            }
            for name in names {
                let name = attribute_name(self.text(name));
                self.put(" ");
                self.put(&name);
            }
            self.put("; ");
        }
    }

    /// An expression inside the frame of its bindings, if they make one, or outside of it.
    fn expr_around(&mut self, expr: ExprId, bindings: &Bindings, inside: bool) {
        let frame = if bindings.has_frame() && !inside { self.frames.pop() } else { None };
        self.expr(expr);
        self.frames.extend(frame);
    }

    /// Which `inherit (source)` an attribute comes from.
    fn source_of(&self, attr: &Attr, bindings: &Bindings) -> Option<usize> {
        let Expr::Select { base, .. } = self.code.exprs[attr.value.0 as usize] else { return None };
        let Expr::Local { depth: 0, slot } = self.code.exprs[base.0 as usize] else { return None };
        let first = if bindings.recursive { bindings.attrs.len() } else { 0 };
        (attr.inner && bindings.has_frame()).then_some(slot as usize)?.checked_sub(first)
    }

    fn binary(&mut self, op: BinaryOp, left: ExprId, right: ExprId) {
        let infix = match op {
            BinaryOp::Add => " + ",
            BinaryOp::Concat => " ++ ",
            BinaryOp::Update => " // ",
            BinaryOp::And => " && ",
            BinaryOp::Or => " || ",
            BinaryOp::Implies => " -> ",
            BinaryOp::Equal => " == ",
            BinaryOp::NotEqual => " != ",
            BinaryOp::Subtract => return self.surrounded(&[("(__sub ", left), (" ", right)]),
            BinaryOp::Multiply => return self.surrounded(&[("(__mul ", left), (" ", right)]),
            BinaryOp::Divide => return self.surrounded(&[("(__div ", left), (" ", right)]),
            BinaryOp::Less => return self.surrounded(&[("(__lessThan ", left), (" ", right)]),
            BinaryOp::Greater => return self.surrounded(&[("(__lessThan ", right), (" ", left)]),
            BinaryOp::LessOrEqual => {
                self.surrounded(&[("(! (__lessThan ", right), (" ", left)]);
                return self.put(")");
            }
            BinaryOp::GreaterOrEqual => {
                self.surrounded(&[("(! (__lessThan ", left), (" ", right)]);
                return self.put(")");
            }
        };
        self.surrounded(&[("(", left), (infix, right)]);
    }

    fn children(&self, range: Range) -> &'a [ExprId] {
        self.code.body.run(range)
    }
}

fn cut_between_slashes(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find("//") {
        pieces.push(&rest[..=at]);
        rest = &rest[at + 1..];
    }
    pieces.push(rest);
    pieces
}

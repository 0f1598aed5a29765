//! The interpreter's loop: expressions to values.
//!
//! A step in tail position (a branch, a body, a call) goes round the loop and takes no
//! stack. What need not be known yet is suspended: literals and known variables cost
//! nothing, anything else is an expression with its frame, inside the slot itself.

use crate::operators::of_integers;
use crate::{Error, ErrorKind, Evaluator, Failure, Frame, Limit, Res, Slot, State, Value};
use fedic_hir::{BinaryOp, Expr, ExprId, Range};

impl<'a> Evaluator<'a> {
    /// The value of an expression in its frame.
    #[inline]
    pub(crate) fn eval(&'a self, expr: ExprId, frame: &'a Frame<'a>) -> Res<'a> {
        if self.keeps_origins() {
            return self.deeper(|| self.run(expr, frame));
        }
        match frame.code().exprs[expr.0 as usize] {
            Expr::Int(number) => Ok(Value::Int(number)),
            Expr::Str(text) => Ok(Value::Str(frame.code().strings[text.0 as usize])),
            Expr::Local { depth, slot } => self.force(&frame.up(depth).slots()[slot as usize]),
            // What needs none of the loop.
            Expr::Select { base, path } => self.deeper(|| self.select(base, path, frame, expr)),
            Expr::Binary { op, left, right } => self.deeper(|| self.binary(op, left, right, frame, expr)),
            Expr::Set(bindings) => self.deeper(|| self.set(bindings, frame)),
            _ => self.deeper(|| self.run(expr, frame)),
        }
    }

    /// The value of an operand: as [`Evaluator::eval`], for what is often a number or a variable.
    /// Nobody asks for the origin of an operand.
    #[inline(always)]
    pub(crate) fn operand(&'a self, expr: ExprId, frame: &'a Frame<'a>) -> Res<'a> {
        match frame.code().exprs[expr.0 as usize] {
            Expr::Int(number) => Ok(Value::Int(number)),
            Expr::Local { depth, slot } => self.force(&frame.up(depth).slots()[slot as usize]),
            _ => self.eval(expr, frame),
        }
    }

    #[expect(clippy::too_many_lines, reason = "one line or two for each kind of expression")]
    #[inline(never)]
    fn run(&'a self, mut expr: ExprId, mut frame: &'a Frame<'a>) -> Res<'a> {
        // The frame, if it is that of a call which this loop has entered.
        let mut own = Own::No;
        let mut calls = 0;
        let result = loop {
            let code = frame.code();
            let value = match code.exprs[expr.0 as usize] {
                Expr::Missing => {
                    return Err(Error::new(ErrorKind::Parse, "syntax error").at(frame.place(expr)));
                }
                Expr::Int(number) => Value::Int(number),
                Expr::Float(number) => Value::Float(number),
                Expr::Str(text) => Value::Str(code.strings[text.0 as usize]),
                Expr::Interpolated(pieces) => {
                    self.interpolate(&code.body.pieces[pieces.0 as usize], frame)?
                }
                Expr::Path(text) => self.path_literal(text, frame, expr)?,
                Expr::InterpolatedPath(pieces) => {
                    self.interpolate_path(&code.body.pieces[pieces.0 as usize], frame)?
                }
                Expr::SearchPath(text) => self.search_path(text, frame, expr)?,
                Expr::Local { depth, slot } => break self.follow(&frame.up(depth).slots()[slot as usize]),
                Expr::With(with) => break self.follow(self.with_variable(with, frame, expr)?),
                Expr::Global(name) | Expr::Undefined(name) => {
                    break self.follow(self.global(name, frame, expr)?);
                }
                Expr::CurrentPosition => self.position_value(Some(frame.place(expr))),
                Expr::Select { base, path } => break self.select(base, path, frame, expr),
                Expr::SelectOr { base, path, default } => match self.find(base, path, frame)? {
                    Some(slot) => break self.follow_selected(slot, path, frame),
                    None => {
                        expr = default;
                        continue;
                    }
                },
                Expr::HasAttr { base, path } => Value::Bool(self.find(base, path, frame)?.is_some()),
                Expr::Call { function, arguments } => {
                    let function = self.eval(function, frame)?;
                    let (body, inner, owned) = match self.enter(function, arguments, frame, expr)? {
                        Entered::Body(body, inner) => (body, inner, Own::Whole),
                        Entered::Bare(body, inner) => (body, inner, Own::Bare),
                        Entered::Value(value) => break Ok(value),
                    };
                    self.leave(frame, own);
                    calls += 1;
                    if calls > self.tail_calls {
                        return Err(Limit::Steps.reached());
                    }
                    (expr, frame, own) = (body, inner, owned);
                    continue;
                }
                Expr::Lambda(lambda) => {
                    frame.keep();
                    Value::Lambda(lambda, frame)
                }
                Expr::Let { bindings, body } => {
                    frame = self.bind(bindings, frame);
                    expr = body;
                    continue;
                }
                Expr::Set(bindings) => self.set(bindings, frame)?,
                Expr::List(items) => self.list_literal(items, frame),
                Expr::If { condition, then, otherwise } => {
                    expr = if self.condition(condition, frame, "while evaluating a branch condition")? {
                        then
                    } else {
                        otherwise
                    };
                    continue;
                }
                Expr::Assert { condition, body } => {
                    self.assert(condition, frame, expr)?;
                    expr = body;
                    continue;
                }
                Expr::WithIn { scope, body } => {
                    let slots = self.slots(&[self.delay(scope, frame)]);
                    frame = self.frame(frame, slots);
                    expr = body;
                    continue;
                }
                Expr::Unary { op, operand } => self.unary(op, operand, frame, expr)?,
                Expr::Binary { op, left, right } => self.binary(op, left, right, frame, expr)?,
                Expr::Section(inner) => {
                    (expr, frame) = self.enter_section(inner, frame);
                    continue;
                }
            };
            self.made_at(frame, expr);
            break Ok(value);
        };
        self.leave(frame, own);
        result
    }

    /// Gives back the frame of a call that is over.
    #[inline]
    fn leave(&self, frame: &'a Frame<'a>, own: Own) {
        match own {
            Own::No => {}
            Own::Whole => self.release(frame),
            Own::Bare => self.release_bare(frame),
        }
    }

    /// Whether a delayed expression may be a value at once: see [`Evaluator::delay`].
    pub(crate) fn is_early(expr: &Expr) -> bool {
        matches!(
            expr,
            Expr::Int(_)
                | Expr::Float(_)
                | Expr::Str(_)
                | Expr::Path(_)
                | Expr::Local { .. }
                | Expr::Global(_)
                | Expr::List(Range { len: 0, .. })
        )
    }

    /// An expression as the state of a slot: it is not evaluated, nor is anything allocated.
    /// A lambda stays suspended, as Nix shows it (`<CODE>`).
    #[inline]
    pub(crate) fn delay(&'a self, expr: ExprId, frame: &'a Frame<'a>) -> State<'a> {
        if self.keeps_origins() {
            return frame.suspend(expr);
        }
        match frame.code().exprs[expr.0 as usize] {
            Expr::Int(number) => State::Ready(Value::Int(number)),
            Expr::Float(number) => State::Ready(Value::Float(number)),
            Expr::Str(text) => State::Ready(Value::Str(frame.code().strings[text.0 as usize])),
            Expr::Local { depth, slot } => frame.share(depth, slot),
            Expr::Path(text) => match self.path_literal(text, frame, expr) {
                Ok(path) => State::Ready(path),
                Err(_) => frame.suspend(expr),
            },
            Expr::Global(name) if frame.code().scope.is_none() => match self.global(name, frame, expr) {
                Ok(slot) => slot.share(),
                Err(_) => frame.suspend(expr),
            },
            Expr::List(Range { len: 0, .. }) => State::Ready(self.list(&[])),
            _ => frame.suspend(expr),
        }
    }

    /// An argument as the state of a slot. Unlike [`Evaluator::delay`] it may evaluate what
    /// costs less than suspending it: a closure, a sum of a known number and a literal.
    #[inline]
    pub(crate) fn delay_argument(&'a self, expr: ExprId, frame: &'a Frame<'a>) -> State<'a> {
        match frame.code().exprs[expr.0 as usize] {
            Expr::Lambda(lambda) if !self.keeps_origins() => {
                frame.keep();
                State::Ready(Value::Lambda(lambda, frame))
            }
            Expr::Binary { op, left, right } if !self.keeps_origins() => {
                match known_result(op, left, right, frame) {
                    Some(value) => State::Ready(value),
                    None => frame.suspend(expr),
                }
            }
            _ => self.delay(expr, frame),
        }
    }

    /// Puts the arguments of a call into the slots of the frame that it will run in.
    #[inline]
    pub(crate) fn pass(&'a self, range: Range, frame: &'a Frame<'a>, slots: &'a [Slot<'a>]) {
        for (&expr, slot) in children(frame, range).iter().zip(slots) {
            slot.set(self.delay_argument(expr, frame));
        }
    }

    /// The arguments of a call in slots.
    #[inline]
    pub(crate) fn arguments(&'a self, range: Range, frame: &'a Frame<'a>) -> &'a [Slot<'a>] {
        let exprs = children(frame, range);
        self.arena()
            .alloc_slice_fill_with(exprs.len(), |index| Slot::new(self.delay_argument(exprs[index], frame)))
    }

    /// A condition: a boolean, or an error that says whose it was.
    #[inline]
    pub(crate) fn condition(
        &'a self,
        expr: ExprId,
        frame: &'a Frame<'a>,
        during: &'static str,
    ) -> Result<bool, Failure> {
        match self.eval(expr, frame) {
            Ok(Value::Bool(truth)) => Ok(truth),
            Ok(other) => {
                Err(self.expected("a Boolean", other).at(frame.place(expr)).during(frame.place(expr), during))
            }
            Err(error) => Err(error),
        }
    }

    fn list_literal(&'a self, range: Range, frame: &'a Frame<'a>) -> Value<'a> {
        let exprs = children(frame, range);
        let items = self
            .arena()
            .alloc_slice_fill_with(exprs.len(), |index| Slot::new(self.delay(exprs[index], frame)));
        self.list_of_slots(items)
    }

    fn assert(&'a self, condition: ExprId, frame: &'a Frame<'a>, expr: ExprId) -> Result<(), Failure> {
        if self.condition(condition, frame, "in the condition of the assert statement")? {
            return Ok(());
        }
        let text = self.source_text(frame.code(), condition);
        if let Expr::Binary { op: BinaryOp::Equal, left, right } = frame.code().exprs[condition.0 as usize] {
            let (left, right) = (self.eval(left, frame)?, self.eval(right, frame)?);
            let during = format!("while evaluating the condition of the assertion '{text}'");
            self.assert_equal(left, right)
                .map_err(|error| error.at(frame.place(expr)).during(frame.place(expr), during))?;
        }
        Err(Error::new(ErrorKind::Assertion, format!("assertion '{text}' failed")).at(frame.place(expr)))
    }
}

/// Whether the frame at hand is the loop's own, to be given back.
#[derive(Clone, Copy)]
enum Own {
    No,
    Whole,
    /// But for the slots.
    Bare,
}

/// What a call came to.
pub(crate) enum Entered<'a> {
    /// A body yet to be evaluated in its frame, which is to be released after that.
    Body(ExprId, &'a Frame<'a>),
    /// The same with slots that belong to somebody else.
    Bare(ExprId, &'a Frame<'a>),
    Value(Value<'a>),
}

/// The expressions of a run of children.
#[inline]
pub(crate) fn children<'a>(frame: &'a Frame<'a>, range: Range) -> &'a [ExprId] {
    &frame.code().children[range.start as usize..(range.start + range.len) as usize]
}

/// What an operator makes of two integers that need no work, if it can fail in no way.
#[inline]
fn known_result<'a>(op: BinaryOp, left: ExprId, right: ExprId, frame: &'a Frame<'a>) -> Option<Value<'a>> {
    of_integers(op, known_integer(left, frame)?, known_integer(right, frame)?)
}

/// An integer that needs no work: a literal, or a variable that holds one.
#[inline]
fn known_integer<'a>(expr: ExprId, frame: &'a Frame<'a>) -> Option<i64> {
    match frame.code().exprs[expr.0 as usize] {
        Expr::Int(number) => Some(number),
        Expr::Local { depth, slot } => match frame.up(depth).slots()[slot as usize].state() {
            State::Ready(Value::Int(number)) => Some(number),
            _ => None,
        },
        _ => None,
    }
}

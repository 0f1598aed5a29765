//! `+`, and text with holes: `"a${b}"`, `./a/${b}`.

use crate::paths::normal;
use crate::{Coercion, Error, ErrorKind, Evaluator, Failure, Frame, Res, Str, Value};
use fedic_diagnostics::Place;
use fedic_hir::{BinaryOp, Expr, ExprId, StringPiece};

impl<'a> Evaluator<'a> {
    /// `left + right`: the left operand says what kind of sum it is.
    #[inline(never)]
    pub(crate) fn add(&'a self, left: ExprId, right: ExprId, frame: &'a Frame<'a>, expr: ExprId) -> Res<'a> {
        if let Expr::Binary { op: BinaryOp::Add, .. } = frame.code().exprs[left.0 as usize] {
            return self.sum(expr, frame);
        }
        let first = self.operand(left, frame)?;
        self.add_to(first, left, right, frame, expr)
    }

    /// `a + b + c`: what a sum is a part of is never made. Each text would be copied once for
    /// all that stands behind it, and each sum would take its part of the stack.
    fn sum(&'a self, expr: ExprId, frame: &'a Frame<'a>) -> Res<'a> {
        // The operators with what stands on their right, the last first.
        let mut rest = Vec::new();
        let mut first = expr;
        while let Expr::Binary { op: BinaryOp::Add, left, right } = frame.code().exprs[first.0 as usize] {
            rest.push((first, right));
            first = left;
        }
        let mut value = self.operand(first, frame)?;
        while let Some((sum, right)) = rest.pop() {
            if let (Value::Str(text), false) = (value, rest.is_empty()) {
                rest.push((sum, right));
                return self.append_all(text, rest, frame);
            }
            value = self.add_to(value, first, right, frame, sum)?;
            first = sum;
        }
        Ok(value)
    }

    /// A text with all that is added to it: texts too, the last first.
    fn append_all(
        &'a self,
        text: &'a Str<'a>,
        mut rest: Vec<(ExprId, ExprId)>,
        frame: &'a Frame<'a>,
    ) -> Res<'a> {
        let mut texts = vec![text.bytes];
        let (mut length, mut context) = (text.bytes.len(), text.context());
        while let Some((_, right)) = rest.pop() {
            let value = self.operand(right, frame)?;
            let text = self.segment(value, Coercion::INTERPOLATED, || frame.place(right))?;
            context = self.join_contexts(context, text.context());
            length += text.bytes.len();
            self.reserve_large(length)?;
            texts.push(text.bytes);
        }
        Ok(self.run_together(&texts, length, context))
    }

    fn add_to(
        &'a self,
        first: Value<'a>,
        left: ExprId,
        right: ExprId,
        frame: &'a Frame<'a>,
        expr: ExprId,
    ) -> Res<'a> {
        match first {
            Value::Int(_) | Value::Float(_) => {
                let second = self.operand(right, frame)?;
                if let (Value::Int(a), Value::Int(b)) = (first, second)
                    && let Some(sum) = a.checked_add(b)
                {
                    return Ok(Value::Int(sum));
                }
                self.add_to_number(first, second, frame, (right, expr))
            }
            Value::Path(path) => self.add_to_path(path, right, frame),
            Value::Str(_)
            | Value::Null
            | Value::Bool(_)
            | Value::List(_)
            | Value::Attrs(_)
            | Value::Lambda(..)
            | Value::Builtin(_)
            | Value::Partial(_)
            | Value::Native(_) => self.add_text(first, left, right, frame),
        }
    }

    #[inline(never)]
    fn add_text(&'a self, first: Value<'a>, left: ExprId, right: ExprId, frame: &'a Frame<'a>) -> Res<'a> {
        let how = match first {
            Value::Str(_) => Coercion::INTERPOLATED,
            _ => Coercion::PLAIN,
        };
        let first = self.segment(first, how, || frame.place(left))?;
        let second = self.segment(self.operand(right, frame)?, how, || frame.place(right))?;
        Ok(Value::Str(self.joined_text(first, second)?))
    }

    #[inline(never)]
    fn add_to_path(&'a self, path: &'a Str<'a>, right: ExprId, frame: &'a Frame<'a>) -> Res<'a> {
        let second = self.segment(self.eval(right, frame)?, Coercion::PLAIN, || frame.place(right))?;
        self.path_of(&[path, second], frame.place(right))
    }

    /// `"a${b}"`.
    pub(crate) fn interpolate(&'a self, pieces: &'a [StringPiece], frame: &'a Frame<'a>) -> Res<'a> {
        if let [StringPiece::Expr(only)] = pieces {
            let text =
                self.segment(self.eval(*only, frame)?, Coercion::INTERPOLATED, || frame.place(*only))?;
            return Ok(Value::Str(text));
        }
        // A handful of pieces, nearly always: those need no vector.
        let mut few: [&'a [u8]; 6] = [&[]; 6];
        let mut many = Vec::new();
        if pieces.len() > few.len() {
            many.resize(pieces.len(), &[][..]);
        }
        let texts = if many.is_empty() { &mut few[..pieces.len()] } else { &mut many };
        let mut context = &[][..];
        for (piece, place) in pieces.iter().zip(&mut *texts) {
            let text = self.piece(piece, Coercion::INTERPOLATED, frame)?;
            context = self.join_contexts(context, text.context());
            *place = text.bytes;
        }
        let length = texts.iter().map(|text| text.len()).sum();
        self.reserve_large(length)?;
        Ok(self.run_together(texts, length, context))
    }

    /// Texts of this length together.
    fn run_together(&'a self, texts: &[&'a [u8]], length: usize, context: &'a [&'a str]) -> Value<'a> {
        let bytes = self.arena().alloc_slice_fill_copy(length, 0);
        let mut rest = &mut *bytes;
        for text in texts {
            let (head, tail) = rest.split_at_mut(text.len());
            head.copy_from_slice(text);
            rest = tail;
        }
        self.shared_bytes(bytes, context)
    }

    /// `./a/${b}`.
    pub(crate) fn interpolate_path(&'a self, pieces: &'a [StringPiece], frame: &'a Frame<'a>) -> Res<'a> {
        let mut texts = Vec::with_capacity(pieces.len());
        let mut place = None;
        for (index, piece) in pieces.iter().enumerate() {
            let text = self.piece(piece, Coercion::PLAIN, frame)?;
            if let StringPiece::Expr(expr) = piece {
                place = Some(frame.place(*expr));
            }
            texts.push(if index == 0 { self.path_start(text, frame)? } else { text });
        }
        self.path_of(&texts, place.unwrap_or_else(|| unreachable!("a path without holes is a literal")))
    }

    fn piece(
        &'a self,
        piece: &StringPiece,
        how: Coercion,
        frame: &'a Frame<'a>,
    ) -> Result<&'a Str<'a>, Failure> {
        match *piece {
            StringPiece::Text(text) => Ok(frame.code().strings[text.0 as usize]),
            StringPiece::Expr(expr) => self.segment(self.eval(expr, frame)?, how, || frame.place(expr)),
        }
    }

    #[inline]
    fn segment(
        &'a self,
        value: Value<'a>,
        how: Coercion,
        at: impl Fn() -> Place,
    ) -> Result<&'a Str<'a>, Failure> {
        match value {
            Value::Str(text) => Ok(text),
            other => self
                .coerce_to_string(other, how)
                .map_err(|error| error.at(at()).during(at(), "while evaluating a path segment")),
        }
    }

    fn joined_text(&self, first: &'a Str<'a>, second: &'a Str<'a>) -> Result<&'a Str<'a>, Failure> {
        self.reserve_large(first.bytes.len() + second.bytes.len())?;
        let context = self.join_contexts(first.context(), second.context());
        let bytes = self.arena().alloc_slice_fill_copy(first.bytes.len() + second.bytes.len(), 0);
        let (head, tail) = bytes.split_at_mut(first.bytes.len());
        head.copy_from_slice(first.bytes);
        tail.copy_from_slice(second.bytes);
        Ok(self.str(bytes, context))
    }

    /// A path from texts in a row; text that speaks of the store cannot be part of one.
    fn path_of(&'a self, texts: &[&'a Str<'a>], at: Place) -> Res<'a> {
        if texts.iter().any(|text| !text.context().is_empty()) {
            let message = "a string that refers to a store path cannot be appended to a path";
            return Err(Error::new(ErrorKind::Evaluation, message).at(at));
        }
        let joined: String = texts.iter().map(|text| text.text()).collect();
        Ok(self.path(&normal(&joined)))
    }

    #[inline(never)]
    fn add_to_number(
        &'a self,
        left: Value<'a>,
        right: Value<'a>,
        frame: &'a Frame<'a>,
        (at, sum): (ExprId, ExprId),
    ) -> Res<'a> {
        let (at, sum) = (frame.place(at), frame.place(sum));
        match (left, right) {
            (Value::Int(a), Value::Int(b)) => a.checked_add(b).map(Value::Int).ok_or_else(|| {
                let message = format!("integer overflow in adding {a} + {b}");
                Error::new(ErrorKind::Evaluation, message).at(sum)
            }),
            (Value::Int(_) | Value::Float(_), Value::Int(_) | Value::Float(_)) => {
                self.add_numbers(left, right)
            }
            _ => {
                let message = format!("cannot add {} to {}", self.kind_of(right), self.kind_of(left));
                Err(Error::new(ErrorKind::Type, message).at(at))
            }
        }
    }
}

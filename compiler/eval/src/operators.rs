//! Operators: arithmetic, logic, and those of lists and sets.

use crate::{Error, ErrorKind, Evaluator, Failure, Frame, List, Res, Value};
use fedic_hir::{BinaryOp, Expr, ExprId, UnaryOp};
use std::cmp::Ordering;

/// An operation on numbers, with the words that Nix has for it.
struct Arithmetic {
    builtin: &'static str,
    noun: &'static str,
    gerund: &'static str,
    sign: char,
    ints: fn(i64, i64) -> Option<i64>,
    floats: fn(f64, f64) -> f64,
}

const ADD: Arithmetic = Arithmetic {
    builtin: "add",
    noun: "addition",
    gerund: "adding",
    sign: '+',
    ints: i64::checked_add,
    floats: |a, b| a + b,
};
const SUBTRACT: Arithmetic = Arithmetic {
    builtin: "sub",
    noun: "subtraction",
    gerund: "subtracting",
    sign: '-',
    ints: i64::checked_sub,
    floats: |a, b| a - b,
};
const MULTIPLY: Arithmetic = Arithmetic {
    builtin: "mul",
    noun: "multiplication",
    gerund: "multiplying",
    sign: '*',
    ints: i64::checked_mul,
    floats: |a, b| a * b,
};
const DIVIDE: Arithmetic = Arithmetic {
    builtin: "div",
    noun: "division",
    gerund: "dividing",
    sign: '/',
    ints: i64::checked_div,
    floats: |a, b| a / b,
};

impl<'a> Evaluator<'a> {
    /// `builtins.add`: numbers only.
    ///
    /// # Errors
    /// An operand is no number, or the sum is too large.
    pub(crate) fn add_numbers(&'a self, left: Value<'a>, right: Value<'a>) -> Res<'a> {
        self.arithmetic(&ADD, left, right)
    }

    /// `left - right`.
    ///
    /// # Errors
    /// An operand is no number, or the difference is too large.
    pub(crate) fn subtract(&'a self, left: Value<'a>, right: Value<'a>) -> Res<'a> {
        self.arithmetic(&SUBTRACT, left, right)
    }

    /// `left * right`.
    ///
    /// # Errors
    /// An operand is no number, or the product is too large.
    pub(crate) fn multiply(&'a self, left: Value<'a>, right: Value<'a>) -> Res<'a> {
        self.arithmetic(&MULTIPLY, left, right)
    }

    /// `left / right`.
    ///
    /// # Errors
    /// An operand is no number, or the divisor is zero.
    pub(crate) fn divide(&'a self, left: Value<'a>, right: Value<'a>) -> Res<'a> {
        self.arithmetic(&DIVIDE, left, right)
    }

    pub(crate) fn unary(
        &'a self,
        op: UnaryOp,
        operand: ExprId,
        frame: &'a Frame<'a>,
        expr: ExprId,
    ) -> Res<'a> {
        match op {
            UnaryOp::Not => {
                Ok(Value::Bool(!self.condition(operand, frame, "in the argument of the not operator")?))
            }
            UnaryOp::Negate => {
                let operand = self.eval(operand, frame)?;
                self.subtract(Value::Int(0), operand)
                    .map_err(|error| error.at(frame.place(expr)).during(frame.place(expr), CALLS_SUB))
            }
        }
    }

    pub(crate) fn binary(
        &'a self,
        op: BinaryOp,
        left: ExprId,
        right: ExprId,
        frame: &'a Frame<'a>,
        expr: ExprId,
    ) -> Res<'a> {
        match op {
            BinaryOp::Add => self.add(left, right, frame, expr),
            BinaryOp::Concat => self.concatenation(left, right, frame, expr),
            BinaryOp::Update => self.update_of(left, right, frame),
            BinaryOp::And | BinaryOp::Or | BinaryOp::Implies => self.logic(op, left, right, frame),
            BinaryOp::Subtract
            | BinaryOp::Multiply
            | BinaryOp::Divide
            | BinaryOp::Equal
            | BinaryOp::NotEqual
            | BinaryOp::Less
            | BinaryOp::LessOrEqual
            | BinaryOp::Greater
            | BinaryOp::GreaterOrEqual => self.of_both(op, left, right, frame, expr),
        }
    }

    #[inline(never)]
    fn update_of(&'a self, left: ExprId, right: ExprId, frame: &'a Frame<'a>) -> Res<'a> {
        // In this order: the right one is evaluated first.
        let right = self.operand_set(right, frame, "in the right operand of the update (//) operator")?;
        let left = self.operand_set(left, frame, "in the left operand of the update (//) operator")?;
        Ok(Value::Attrs(self.update(left, right)))
    }

    #[inline(never)]
    fn logic(&'a self, op: BinaryOp, left: ExprId, right: ExprId, frame: &'a Frame<'a>) -> Res<'a> {
        let (in_left, in_right) = match op {
            BinaryOp::And => (
                "in the left operand of the AND (&&) operator",
                "in the right operand of the AND (&&) operator",
            ),
            BinaryOp::Or => (
                "in the left operand of the OR (||) operator",
                "in the right operand of the OR (||) operator",
            ),
            _ => (
                "in the left operand of the IMPL (->) operator",
                "in the right operand of the IMPL (->) operator",
            ),
        };
        // The left operand that lets the right one decide.
        let open = op != BinaryOp::Or;
        if self.condition(left, frame, in_left)? == open {
            return Ok(Value::Bool(self.condition(right, frame, in_right)?));
        }
        Ok(Value::Bool(op != BinaryOp::And))
    }

    /// An operator that is about the values of both operands, whatever these are.
    #[inline(never)]
    fn of_both(
        &'a self,
        op: BinaryOp,
        left: ExprId,
        right: ExprId,
        frame: &'a Frame<'a>,
        expr: ExprId,
    ) -> Res<'a> {
        // `left > right` is `right < left`: so the right one is evaluated first.
        let swapped = matches!(op, BinaryOp::Greater | BinaryOp::LessOrEqual);
        let (first, second) = if swapped { (right, left) } else { (left, right) };
        let (first, second) = (self.operand(first, frame)?, self.operand(second, frame)?);
        let (left, right) = if swapped { (second, first) } else { (first, second) };
        if let (Value::Int(a), Value::Int(b)) = (left, right)
            && let Some(value) = of_integers(op, a, b)
        {
            return Ok(value);
        }
        self.of_values(op, left, right, frame, expr)
    }

    #[inline(never)]
    fn of_values(
        &'a self,
        op: BinaryOp,
        left: Value<'a>,
        right: Value<'a>,
        frame: &'a Frame<'a>,
        expr: ExprId,
    ) -> Res<'a> {
        match op {
            BinaryOp::Subtract => self.numbers(&SUBTRACT, left, right, frame, expr),
            BinaryOp::Multiply => self.numbers(&MULTIPLY, left, right, frame, expr),
            BinaryOp::Divide => self.numbers(&DIVIDE, left, right, frame, expr),
            BinaryOp::Equal => Ok(Value::Bool(self.is_equal(left, right, frame, expr)?)),
            BinaryOp::NotEqual => Ok(Value::Bool(!self.is_equal(left, right, frame, expr)?)),
            BinaryOp::Less => Ok(Value::Bool(self.is_less(left, right, frame, expr)?)),
            BinaryOp::GreaterOrEqual => Ok(Value::Bool(!self.is_less(left, right, frame, expr)?)),
            BinaryOp::Greater => Ok(Value::Bool(self.is_less(right, left, frame, expr)?)),
            BinaryOp::LessOrEqual => Ok(Value::Bool(!self.is_less(right, left, frame, expr)?)),
            BinaryOp::Add
            | BinaryOp::Concat
            | BinaryOp::Update
            | BinaryOp::And
            | BinaryOp::Or
            | BinaryOp::Implies => unreachable!("these have ways of their own"),
        }
    }

    #[cold]
    fn numbers(
        &'a self,
        how: &'static Arithmetic,
        left: Value<'a>,
        right: Value<'a>,
        frame: &'a Frame<'a>,
        expr: ExprId,
    ) -> Res<'a> {
        self.arithmetic(how, left, right).map_err(|error| {
            let during = format!("while calling the '{}' builtin", how.builtin);
            error.at(frame.place(expr)).during(frame.place(expr), during)
        })
    }

    fn arithmetic(&'a self, how: &Arithmetic, left: Value<'a>, right: Value<'a>) -> Res<'a> {
        let floats = matches!(left, Value::Float(_)) || matches!(right, Value::Float(_));
        let division = how.sign == '/';
        let operand = |value, which: &str, wanted: &str| match value {
            Value::Int(number) => Ok(number as f64),
            Value::Float(number) => Ok(number),
            other => {
                let operand = if division { "operand" } else { "argument" };
                let during = format!("while evaluating the {which} {operand} of the {}", how.noun);
                Err(self.expected(wanted, other).during(None, during))
            }
        };
        // A divisor is looked at first, and as a float.
        if division && operand(right, "second", "a float")? == 0.0 {
            return Err(Error::new(ErrorKind::Evaluation, "division by zero"));
        }
        let wanted = if floats { "a float" } else { "an integer" };
        let (a, b) = (operand(left, "first", wanted)?, operand(right, "second", wanted)?);
        match (left, right) {
            (Value::Int(a), Value::Int(b)) => (how.ints)(a, b).map(Value::Int).ok_or_else(|| {
                let message = format!("integer overflow in {} {a} {} {b}", how.gerund, how.sign);
                Error::new(ErrorKind::Evaluation, message)
            }),
            _ => Ok(Value::Float((how.floats)(a, b))),
        }
    }

    #[inline(never)]
    fn concatenation(&'a self, left: ExprId, right: ExprId, frame: &'a Frame<'a>, expr: ExprId) -> Res<'a> {
        if let Expr::Binary { op: BinaryOp::Concat, .. } = frame.code().exprs[right.0 as usize] {
            return self.concatenations(expr, frame);
        }
        // Both have a value before either must be a list.
        let (first, second) = (self.eval(left, frame)?, self.eval(right, frame)?);
        let first = self.list_of_concatenation(first, left, expr, frame)?;
        let second = self.list_of_concatenation(second, right, expr, frame)?;
        self.concat(&[first, second])
    }

    /// `a ++ b ++ c`, which is `a ++ (b ++ c)`: the lists behind the first are not joined by
    /// themselves, which would copy the last of them once for each before it.
    fn concatenations(&'a self, expr: ExprId, frame: &'a Frame<'a>) -> Res<'a> {
        let mut operands = Vec::new();
        let mut last = expr;
        while let Expr::Binary { op: BinaryOp::Concat, left, right } = frame.code().exprs[last.0 as usize] {
            operands.push((self.eval(left, frame)?, left, last));
            last = right;
        }
        let value = self.eval(last, frame)?;
        // The innermost pair is looked at first, and from left to right.
        let inner = operands.pop().unwrap_or_else(|| unreachable!("called for two operators"));
        operands.push((value, last, inner.2));
        operands.push(inner);
        let mut lists = Vec::with_capacity(operands.len());
        while let Some((value, operand, operator)) = operands.pop() {
            lists.push(self.list_of_concatenation(value, operand, operator, frame)?);
        }
        // The innermost pair stands in its order, what is before it the other way round.
        lists[2..].reverse();
        lists.rotate_left(2);
        self.concat(&lists)
    }

    fn list_of_concatenation(
        &'a self,
        value: Value<'a>,
        operand: ExprId,
        operator: ExprId,
        frame: &'a Frame<'a>,
    ) -> Result<&'a List<'a>, Failure> {
        match value {
            Value::List(list) => Ok(list),
            other => Err(self
                .expected("a list", other)
                .at(frame.place(operand))
                .during(frame.place(operator), "while evaluating one of the elements to concatenate")),
        }
    }

    fn operand_set(
        &'a self,
        operand: ExprId,
        frame: &'a Frame<'a>,
        during: &'static str,
    ) -> Result<&'a crate::Attrs<'a>, Failure> {
        match self.operand(operand, frame)? {
            Value::Attrs(attrs) => Ok(attrs),
            other => {
                let place = frame.place(operand);
                Err(self.expected("a set", other).at(place).during(place, during))
            }
        }
    }

    fn is_equal(
        &'a self,
        left: Value<'a>,
        right: Value<'a>,
        frame: &'a Frame<'a>,
        expr: ExprId,
    ) -> Result<bool, Failure> {
        self.equal(left, right)
            .map_err(|error| error.during(frame.place(expr), "while testing two values for equality"))
    }

    fn is_less(
        &'a self,
        left: Value<'a>,
        right: Value<'a>,
        frame: &'a Frame<'a>,
        expr: ExprId,
    ) -> Result<bool, Failure> {
        match self.compare(left, right) {
            Ok(order) => Ok(order == Ordering::Less),
            Err(error) => Err(error
                .at(frame.place(expr))
                .during(frame.place(expr), "while calling the 'lessThan' builtin")),
        }
    }
}

/// What an operator makes of two integers, if it can fail in no way.
#[inline(always)]
pub(crate) fn of_integers<'a>(op: BinaryOp, left: i64, right: i64) -> Option<Value<'a>> {
    Some(match op {
        BinaryOp::Add => Value::Int(left.checked_add(right)?),
        BinaryOp::Subtract => Value::Int(left.checked_sub(right)?),
        BinaryOp::Multiply => Value::Int(left.checked_mul(right)?),
        BinaryOp::Divide => Value::Int(left.checked_div(right)?),
        BinaryOp::Equal => Value::Bool(left == right),
        BinaryOp::NotEqual => Value::Bool(left != right),
        BinaryOp::Less => Value::Bool(left < right),
        BinaryOp::LessOrEqual => Value::Bool(left <= right),
        BinaryOp::Greater => Value::Bool(left > right),
        BinaryOp::GreaterOrEqual => Value::Bool(left >= right),
        BinaryOp::Concat | BinaryOp::Update | BinaryOp::And | BinaryOp::Or | BinaryOp::Implies => {
            return None;
        }
    })
}

const CALLS_SUB: &str = "while calling the 'sub' builtin";

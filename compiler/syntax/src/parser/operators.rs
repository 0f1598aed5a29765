//! Operators, by their precedence, with a stack of their own: chains do not nest.

use super::Parser;
use crate::{
    ast::SyntaxKind::{self, *},
    tree::Checkpoint,
};

/// How tightly operators bind, loosest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Pipe,
    Implies,
    Or,
    And,
    Equality,
    Comparison,
    Update,
    Not,
    Sum,
    Product,
    Concat,
    HasAttr,
    Negate,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Associativity {
    Left,
    Right,
    /// Two of them beside each other need parentheses.
    Refused,
}

fn binary(kind: SyntaxKind) -> Option<(Level, Associativity)> {
    use Associativity::{Left, Refused, Right};
    Some(match kind {
        TOKEN_PIPE_RIGHT => (Level::Pipe, Left),
        TOKEN_PIPE_LEFT => (Level::Pipe, Right),
        TOKEN_IMPLICATION => (Level::Implies, Right),
        TOKEN_OR_OR => (Level::Or, Left),
        TOKEN_AND_AND => (Level::And, Left),
        TOKEN_EQUAL | TOKEN_NOT_EQUAL => (Level::Equality, Refused),
        TOKEN_LESS | TOKEN_LESS_OR_EQ | TOKEN_MORE | TOKEN_MORE_OR_EQ => (Level::Comparison, Refused),
        TOKEN_UPDATE => (Level::Update, Right),
        TOKEN_ADD | TOKEN_SUB => (Level::Sum, Left),
        TOKEN_MUL | TOKEN_DIV => (Level::Product, Left),
        TOKEN_CONCAT => (Level::Concat, Right),
        _ => return None,
    })
}

/// An operator that waits for its right operand.
struct Waiting {
    level: Level,
    operator: SyntaxKind,
    node: SyntaxKind,
    /// Where its node begins.
    start: Checkpoint,
}

/// What an expression is wanted for, to be said if there is none.
#[derive(Clone, Copy)]
pub(super) enum Wanted {
    For(&'static str),
    /// The operator, by its place among the tokens.
    Operand {
        after: usize,
    },
}

impl Parser<'_> {
    /// Operands with operators between them.
    pub(super) fn operators(&mut self, what: &'static str) {
        let mut waiting: Vec<Waiting> = Vec::new();
        let mut wanted = Wanted::For(what);
        loop {
            self.prefixes(&mut waiting, &mut wanted);
            let operand = self.checkpoint();
            self.operand(wanted);
            match self.operator(&mut waiting, operand) {
                Ok(operator) => wanted = Wanted::Operand { after: operator },
                Err(last) => {
                    self.reduce(&mut waiting, last, |_| true);
                    return;
                }
            }
        }
    }

    fn prefixes(&mut self, waiting: &mut Vec<Waiting>, wanted: &mut Wanted) {
        while let Some(operator @ (TOKEN_INVERT | TOKEN_SUB)) = self.peek() {
            let level = if operator == TOKEN_INVERT { Level::Not } else { Level::Negate };
            *wanted = Wanted::Operand { after: self.significant_token() };
            let start = self.checkpoint();
            self.bump();
            waiting.push(Waiting { level, operator, node: NODE_UNARY_OP, start });
        }
    }

    /// Any `? a.b` behind an operand, and the operator behind that. None: where the last operand
    /// begins.
    fn operator(&mut self, waiting: &mut Vec<Waiting>, mut operand: Checkpoint) -> Result<usize, Checkpoint> {
        while self.next_is(TOKEN_QUESTION) {
            operand = self.reduce(waiting, operand, |top| top > Level::HasAttr);
            self.bump();
            self.attrpath("an attribute name after `?`");
            self.wrap(operand, NODE_HAS_ATTR);
        }
        let Some((operator, (level, associativity))) =
            self.peek().and_then(|operator| Some((operator, binary(operator)?)))
        else {
            return Err(operand);
        };
        let beside = waiting.iter().rev().find(|top| top.level <= level).filter(|top| top.level == level);
        let chained = beside.is_some();
        let mixed = level == Level::Pipe && beside.is_some_and(|beside| beside.operator != operator);
        if chained && associativity == Associativity::Refused {
            let message = "comparisons cannot be chained";
            self.fault_here(message, Some("put one of them in parentheses, or join two with `&&`"));
        }
        let start = self.reduce(waiting, operand, |top| {
            top > level || (top == level && associativity != Associativity::Right)
        });
        let sign = self.significant_token();
        if mixed {
            self.fault_here(
                "`|>` and `<|` stand beside each other",
                Some("say with parentheses which comes first"),
            );
        }
        self.bump();
        waiting.push(Waiting { level, operator, node: NODE_BIN_OP, start });
        Ok(sign)
    }

    /// Makes nodes of the operators on top of the stack as long as they bind tightly enough;
    /// gives where the operand that they become begins.
    fn reduce(
        &mut self,
        waiting: &mut Vec<Waiting>,
        mut operand: Checkpoint,
        binds: impl Fn(Level) -> bool,
    ) -> Checkpoint {
        while let Some(top) = waiting.pop_if(|top| binds(top.level)) {
            operand = top.start;
            self.wrap(operand, top.node);
        }
        operand
    }
}

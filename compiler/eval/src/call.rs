//! Applying functions.

use crate::interpret::Entered;
use crate::show::Brief;
use crate::value::{Mapping, Over};
use crate::{
    Attrs, Code, Error, ErrorKind, Evaluator, Failure, Frame, Partial, Res, Slot, State, Value, known,
};
use fedic_diagnostics::problem::types::TypesProblem;
use fedic_diagnostics::{Place, Problem, similar};
use fedic_hir::{Expr, ExprId, Formal, Lambda, LambdaId, Params, Range};
use fedic_model::nix::attribute_name;

/// The expression of a call, if there is one. Its place is worked out for errors alone.
#[derive(Clone, Copy)]
struct Site<'a>(Option<(&'a Code<'a>, ExprId)>);

impl<'a> Site<'a> {
    const NONE: Site<'a> = Site(None);

    fn of(frame: &Frame<'a>, call: ExprId) -> Site<'a> {
        Site(Some((frame.code(), call)))
    }

    #[cold]
    fn place(self) -> Option<Place> {
        self.0.map(|(code, call)| code.place(call))
    }
}

/// A function with what calling it takes, where that is known from the start: the body, its
/// code, and the frame around it.
pub(crate) struct Prepared<'a> {
    function: Value<'a>,
    known: Option<(ExprId, &'a Code<'a>, &'a Frame<'a>)>,
}

impl<'a> Evaluator<'a> {
    /// Applies a function to arguments that may still be suspended.
    ///
    /// # Errors
    /// It is no function, does not take these arguments, or its body fails.
    #[inline]
    pub fn call(&'a self, function: Value<'a>, arguments: &[State<'a>]) -> Res<'a> {
        if let Value::Lambda(id, outer) = function {
            let lambda = lambda(outer.code(), id);
            if matches!(&lambda.params, Params::Simple(names) if names.len() == arguments.len()) {
                self.step()?;
                let (body, code) = self.body_of(lambda, outer);
                let frame = self.call_frame(code, outer, arguments.len());
                for (slot, &argument) in frame.slots().iter().zip(arguments) {
                    slot.set(argument);
                }
                let value = self.eval(body, frame)?;
                self.release(frame);
                return Ok(value);
            }
        }
        self.apply(function, self.slots(arguments))
    }

    /// Applies a function to arguments in slots of their own.
    #[inline]
    pub(crate) fn apply(&'a self, function: Value<'a>, arguments: &'a [Slot<'a>]) -> Res<'a> {
        if let Value::Lambda(id, outer) = function {
            let lambda = lambda(outer.code(), id);
            if matches!(&lambda.params, Params::Simple(names) if names.len() == arguments.len()) {
                self.step()?;
                let (body, code) = self.body_of(lambda, outer);
                let frame = self.bare_frame(code, outer, arguments);
                let value = self.eval(body, frame)?;
                self.release_bare(frame);
                return Ok(value);
            }
        }
        let entered = self.apply_at(function, arguments, Site::NONE)?;
        self.finish(entered)
    }

    /// A function to be called again and again with so many arguments.
    pub(crate) fn prepared(&self, function: Value<'a>, arity: usize) -> Prepared<'a> {
        if let Value::Lambda(id, outer) = function {
            let lambda = lambda(outer.code(), id);
            if matches!(&lambda.params, Params::Simple(names) if names.len() == arity) {
                let (body, code) = self.body_of(lambda, outer);
                return Prepared { function, known: Some((body, code, outer)) };
            }
        }
        Prepared { function, known: None }
    }

    /// As [`Evaluator::call`], of a function that is prepared for as many arguments.
    #[inline]
    pub(crate) fn call_prepared<const N: usize>(
        &'a self,
        prepared: &Prepared<'a>,
        arguments: [State<'a>; N],
    ) -> Res<'a> {
        let Some((body, code, outer)) = prepared.known else {
            return self.call(prepared.function, &arguments);
        };
        self.step()?;
        let frame = self.call_frame(code, outer, N);
        for (slot, argument) in frame.slots().iter().zip(arguments) {
            slot.set(argument);
        }
        let value = self.eval(body, frame)?;
        self.release(frame);
        Ok(value)
    }

    /// What a call comes to in the end.
    fn finish(&'a self, entered: Entered<'a>) -> Res<'a> {
        match entered {
            Entered::Value(value) => Ok(value),
            Entered::Body(body, frame) => {
                let value = self.eval(body, frame)?;
                self.release(frame);
                Ok(value)
            }
            Entered::Bare(body, frame) => {
                let value = self.eval(body, frame)?;
                self.release_bare(frame);
                Ok(value)
            }
        }
    }

    /// Applies the function of a mapping to one of its elements.
    pub(crate) fn apply_mapped(&'a self, mapping: &'a Mapping<'a>, index: u32) -> Res<'a> {
        let at = index as usize;
        match &mapping.over {
            Over::Numbers => {
                self.call_prepared(&mapping.function, [State::Ready(Value::Int(i64::from(index)))])
            }
            Over::Items(items) => self.apply(mapping.function.function, std::slice::from_ref(&items[at])),
            Over::Members(attrs) => {
                let name = State::Ready(self.symbols.value(attrs.names()[at]));
                self.call_prepared(&mapping.function, [name, self.share(&attrs.slots()[at])])
            }
        }
    }

    /// Enters the call of a function value with the arguments of a call expression.
    #[inline]
    pub(crate) fn enter(
        &'a self,
        function: Value<'a>,
        arguments: Range,
        frame: &'a Frame<'a>,
        call: ExprId,
    ) -> Result<Entered<'a>, Failure> {
        if let Value::Lambda(id, outer) = function {
            let lambda = lambda(outer.code(), id);
            match &lambda.params {
                Params::Simple(names) if names.len() == arguments.len as usize => {
                    self.step()?;
                    let (body, code) = self.body_of(lambda, outer);
                    let inner = self.call_frame(code, outer, names.len());
                    self.pass(arguments, frame, inner.slots());
                    return Ok(Entered::Body(body, inner));
                }
                Params::Pattern { formals, .. } if arguments.len == 1 => {
                    self.step()?;
                    let argument = crate::interpret::children(frame, arguments)[0];
                    let argument = if self.keeps_origins() {
                        self.delay(argument, frame)
                    } else {
                        State::Ready(self.eval(argument, frame)?)
                    };
                    return self.match_pattern(lambda, formals.len(), argument, outer, Site::of(frame, call));
                }
                Params::Simple(_) | Params::Pattern { .. } => {}
            }
        }
        let slots = self.arguments(arguments, frame);
        let entered = self.apply_at(function, slots, Site::of(frame, call))?;
        if matches!(entered, Entered::Value(_)) {
            self.made_at(frame, call);
        }
        Ok(entered)
    }

    /// Applies a function up to the last body, which is left to the caller's loop.
    fn apply_at(
        &'a self,
        mut function: Value<'a>,
        mut arguments: &'a [Slot<'a>],
        site: Site<'a>,
    ) -> Result<Entered<'a>, Failure> {
        while !arguments.is_empty() {
            let arity = match function {
                Value::Lambda(id, outer) => match &lambda(outer.code(), id).params {
                    Params::Simple(names) => names.len(),
                    Params::Pattern { .. } => 1,
                },
                Value::Builtin(index) => usize::from(self.builtin(index).arity),
                Value::Native(native) => self.host().arity(native),
                Value::Partial(partial) => {
                    arguments = self.more_arguments(partial.arguments, arguments);
                    function = partial.function;
                    continue;
                }
                Value::Attrs(attrs) if attrs.get(known::FUNCTOR).is_some() => {
                    // Deeper each time: a functor may give itself again.
                    let function = self.functor(function, attrs, site)?;
                    return self.deeper(|| self.apply_at(function, arguments, site));
                }
                other => return Err(self.not_a_function(other, site.place())),
            };
            if arguments.len() < arity {
                return Ok(Entered::Value(Value::Partial(
                    self.arena().alloc(Partial { function, arguments }),
                )));
            }
            self.step()?;
            let (now, rest) = arguments.split_at(arity);
            match self.apply_exactly(function, now, site)? {
                entered if rest.is_empty() => return Ok(entered),
                entered => function = self.finish(entered)?,
            }
            arguments = rest;
        }
        match function {
            Value::Builtin(index) if self.builtin(index).arity == 0 => {
                Ok(Entered::Value((self.builtin(index).run)(self, arguments)?))
            }
            other => Ok(Entered::Value(other)),
        }
    }

    /// Applies a function to as many arguments as it takes.
    fn apply_exactly(
        &'a self,
        function: Value<'a>,
        arguments: &'a [Slot<'a>],
        site: Site<'a>,
    ) -> Result<Entered<'a>, Failure> {
        match function {
            Value::Lambda(id, outer) => {
                let lambda = lambda(outer.code(), id);
                match &lambda.params {
                    Params::Simple(_) => {
                        let (body, code) = self.body_of(lambda, outer);
                        Ok(Entered::Bare(body, self.bare_frame(code, outer, arguments)))
                    }
                    Params::Pattern { formals, .. } => {
                        self.match_pattern(lambda, formals.len(), self.share(&arguments[0]), outer, site)
                    }
                }
            }
            Value::Builtin(index) => {
                let builtin = self.builtin(index);
                let result = self.deeper(|| (builtin.run)(self, arguments));
                result.map(Entered::Value).map_err(|error| {
                    let at = site.place();
                    error.at(at).during(at, format!("while calling the '{}' builtin", builtin.name))
                })
            }
            Value::Native(native) => self.deeper(|| self.host().call(native, arguments)).map(Entered::Value),
            _ => unreachable!("only functions have an arity"),
        }
    }

    fn functor(&'a self, function: Value<'a>, attrs: &'a Attrs<'a>, site: Site<'a>) -> Res<'a> {
        let functor = attrs.get(known::FUNCTOR).unwrap_or_else(|| unreachable!("the caller has seen it"));
        let functor = self.force(functor)?;
        self.deeper(|| self.call(functor, &[State::Ready(function)])).map_err(|error| {
            error.during(
                site.place(),
                "while calling a functor (an attribute set with a '__functor' attribute)",
            )
        })
    }

    fn more_arguments(&self, first: &'a [Slot<'a>], then: &'a [Slot<'a>]) -> &'a [Slot<'a>] {
        self.arena().alloc_slice_fill_with(first.len() + then.len(), |index| {
            let slot = first.get(index).unwrap_or_else(|| &then[index - first.len()]);
            Slot::new(self.share(slot))
        })
    }

    #[inline]
    fn step(&'a self) -> Result<(), Failure> {
        self.meter.calls.set(self.meter.calls.get() + 1);
        self.tick()
    }

    /// Takes an argument apart; it stays in the first slot, before the formals.
    fn match_pattern(
        &'a self,
        lambda: &'a Lambda,
        formals: usize,
        argument: State<'a>,
        outer: &'a Frame<'a>,
        site: Site<'a>,
    ) -> Result<Entered<'a>, Failure> {
        let frame = self.call_frame(outer.code().passing(), outer, formals + 1);
        let slots = frame.slots();
        slots[0].set(argument);
        slots[1..].iter().for_each(|slot| slot.set(State::Running));
        let Params::Pattern { formals, ellipsis, .. } = &lambda.params else {
            unreachable!("called for patterns alone")
        };
        let attrs = self.attrs_of(&slots[0]).map_err(|error| {
            error.during(site.place(), "while evaluating the value passed for the lambda argument")
        })?;
        let mut used = 0;
        for (formal, slot) in formals.iter().zip(&slots[1..]) {
            let name = outer.code().symbols[formal.name.0 as usize];
            slot.set(match (attrs.get(name), formal.default) {
                (Some(given), _) => {
                    used += 1;
                    self.share(given)
                }
                (None, Some(default)) => self.delay(default, frame),
                (None, None) => return Err(self.missing_argument(lambda, formal, outer, site.place())),
            });
        }
        if !ellipsis && used < attrs.len() {
            return Err(self.unexpected_argument(lambda, formals, attrs, outer, site.place()));
        }
        Ok(Entered::Body(lambda.body, frame))
    }

    #[cold]
    fn missing_argument(
        &self,
        lambda: &Lambda,
        formal: &Formal,
        outer: &Frame<'a>,
        at: Option<Place>,
    ) -> Failure {
        let code = outer.code();
        let name = &code.body.names[formal.name.0 as usize];
        let message =
            format!("function '{}' called without required argument '{name}'", function_name(code, lambda));
        let declared = Place { file: code.file, node: formal.at };
        let mut error =
            Error::new(ErrorKind::MissingArgument, message).at(declared).during(at, "from call site");
        error.problem = at
            .map(|at| Problem::Types(TypesProblem::MissingArgument { at, name: name.to_string(), declared }));
        error
    }

    #[cold]
    fn unexpected_argument(
        &self,
        lambda: &Lambda,
        formals: &[Formal],
        attrs: &'a Attrs<'a>,
        outer: &Frame<'a>,
        at: Option<Place>,
    ) -> Failure {
        let code = outer.code();
        let takes = |name| formals.iter().any(|formal| code.symbols[formal.name.0 as usize] == name);
        let (name, _) = attrs
            .iter()
            .find(|&(name, _)| !takes(name))
            .unwrap_or_else(|| unreachable!("fewer were used than there are"));
        let message = format!(
            "function '{}' called with unexpected argument '{}'",
            function_name(code, lambda),
            attribute_name(self.name(name))
        );
        let declared = code.place(lambda.body);
        let mut error = Error::new(ErrorKind::Type, message)
            .at(attrs.place(name).or(Some(declared)))
            .during(at, "from call site");
        let formals = formals.iter().map(|formal| &*code.body.names[formal.name.0 as usize]);
        error.suggestions = similar(self.name(name), formals);
        error.problem = attrs.place(name).or(at).map(|at| {
            Problem::Types(TypesProblem::UnexpectedArgument {
                at,
                name: self.name(name).to_owned(),
                similar: error.suggestions.clone(),
                declared,
            })
        });
        error
    }

    #[cold]
    fn not_a_function(&'a self, value: Value<'a>, at: Option<Place>) -> Failure {
        let message = format!(
            "attempt to call something which is not a function but {}: {}",
            self.kind_of(value),
            self.brief(value, Brief::ERROR)
        );
        Error::new(ErrorKind::Type, message).at(at)
    }
}

impl Code<'_> {
    /// The place of an expression.
    pub(crate) fn place(&self, expr: ExprId) -> Place {
        Place { file: self.file, node: self.body.node(expr) }
    }

    /// Where a lambda is written that has been given so many of its arguments: `x: y: …` given one
    /// is `y: …`. Asked for messages alone.
    pub(crate) fn place_of(&self, id: LambdaId, given: usize) -> Place {
        if let (Params::Simple(parameters), 1..) = (&self.body.lambdas[id.0 as usize].params, given)
            && let Some(&(_, node)) = parameters.get(given)
        {
            return Place { file: self.file, node };
        }
        let written = self.exprs.iter().position(|&expr| matches!(expr, Expr::Lambda(it) if it == id));
        let expr = written.and_then(|at| u32::try_from(at).ok()).map_or(lambda_body(self, id), ExprId);
        self.place(expr)
    }
}

fn lambda_body(code: &Code<'_>, id: LambdaId) -> ExprId {
    code.body.lambdas[id.0 as usize].body
}

/// A lambda of some code.
#[inline]
pub(crate) fn lambda<'a>(code: &'a Code<'a>, id: LambdaId) -> &'a Lambda {
    &code.lambdas[id.0 as usize]
}

fn function_name<'b>(code: &'b Code<'_>, lambda: &Lambda) -> &'b str {
    lambda.name.map_or("anonymous lambda", |name| &code.body.names[name.0 as usize])
}

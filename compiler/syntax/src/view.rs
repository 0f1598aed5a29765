//! The typed view of a tree for whoever goes through all of it once: the kinds, shapes and
//! names of rnix's own view ([`crate::ast`]), read from the table that the parser makes. That one
//! makes a cursor on the heap for each node that it passes, and knows the way back up; this
//! one knows nothing of what is around a node.
//!
//! Every accessor gives an `Option`, because any part of a text may be missing.

use crate::ast::{BinOpKind, SyntaxKind, UnaryOpKind};
use crate::parse::Parsed;
use crate::tree::Tree;
use fedic_diagnostics::Span;

/// A node, by its number.
#[derive(Clone, Copy, Debug)]
pub struct Node<'t> {
    tree: &'t Tree<'t>,
    number: u32,
}

/// A node that is known to be of certain kinds.
pub trait View<'t>: Copy {
    /// The node, if it is of such a kind.
    fn cast(node: Node<'t>) -> Option<Self>;

    /// The node itself.
    fn node(self) -> Node<'t>;

    /// The range of the node.
    fn span(self) -> Span {
        self.node().span()
    }
}

/// The outermost node of a parsed text.
#[must_use]
pub fn root<'t>(parsed: &'t Parsed<'t>) -> Root<'t> {
    Root(Node { tree: &parsed.tree, number: parsed.tree.root() })
}

/// All nodes of a parsed text in the order in which they end: each behind what is in it.
pub fn nodes<'t>(parsed: &'t Parsed<'t>) -> impl Iterator<Item = Node<'t>> {
    let tree = &parsed.tree;
    (0..=tree.root()).filter(|&number| !tree.is_token(number)).map(move |number| Node { tree, number })
}

/// The expression inside any number of parentheses.
#[must_use]
pub fn unparenthesised(mut expr: Expr<'_>) -> Option<Expr<'_>> {
    while let Expr::Paren(paren) = expr {
        expr = paren.expr()?;
    }
    Some(expr)
}

impl<'t> Node<'t> {
    /// What the node is.
    #[must_use]
    pub fn kind(self) -> SyntaxKind {
        self.tree.kind(self.number)
    }

    /// The range of the node.
    #[must_use]
    pub fn span(self) -> Span {
        self.tree.span(self.number)
    }

    /// The nodes and tokens in this one.
    fn elements(self) -> impl Iterator<Item = Node<'t>> {
        let tree = self.tree;
        tree.children(self.number).iter().map(move |&number| Node { tree, number })
    }

    /// The tokens in this node itself: their kinds and texts.
    fn tokens(self) -> impl Iterator<Item = (SyntaxKind, &'t str)> {
        let tokens = self.elements().filter(|it| it.tree.is_token(it.number));
        tokens.map(|token| (token.kind(), token.tree.text(token.number)))
    }

    /// The nodes of a kind in this one.
    fn all<T: View<'t>>(self) -> impl Iterator<Item = T> {
        self.elements().filter_map(T::cast)
    }

    fn first<T: View<'t>>(self) -> Option<T> {
        self.all().next()
    }

    fn nth<T: View<'t>>(self, number: usize) -> Option<T> {
        self.all().nth(number)
    }

    fn has(self, kind: SyntaxKind) -> bool {
        self.elements().any(|it| it.kind() == kind)
    }

    /// The tokens and interpolations of a string or a path.
    pub(crate) fn parts(self) -> impl Iterator<Item = Part<'t>> {
        self.elements().filter_map(|child| match Interpol::cast(child) {
            Some(interpolation) => Some(Part::Interpolation(interpolation)),
            None if child.tree.is_token(child.number) => {
                Some(Part::Token(child.kind(), child.tree.text(child.number)))
            }
            None => None,
        })
    }
}

/// A part of a string or a path as it is written.
pub(crate) enum Part<'t> {
    Token(SyntaxKind, &'t str),
    Interpolation(Interpol<'t>),
}

macro_rules! nodes {
    ($($name:ident $kind:ident;)*) => {
        $(
            #[doc = concat!("A node of kind `", stringify!($kind), "`.")]
            #[derive(Clone, Copy, Debug)]
            pub struct $name<'t>(Node<'t>);

            impl<'t> View<'t> for $name<'t> {
                fn cast(node: Node<'t>) -> Option<Self> {
                    (node.kind() == SyntaxKind::$kind).then_some($name(node))
                }

                fn node(self) -> Node<'t> {
                    self.0
                }
            }
        )*
    };
}

nodes! {
    Apply NODE_APPLY;
    Assert NODE_ASSERT;
    Attrpath NODE_ATTRPATH;
    AttrpathValue NODE_ATTRPATH_VALUE;
    AttrSet NODE_ATTR_SET;
    BinOp NODE_BIN_OP;
    CurPos NODE_CUR_POS;
    Dynamic NODE_DYNAMIC;
    Error NODE_ERROR;
    HasAttr NODE_HAS_ATTR;
    Ident NODE_IDENT;
    IdentParam NODE_IDENT_PARAM;
    IfElse NODE_IF_ELSE;
    Inherit NODE_INHERIT;
    InheritFrom NODE_INHERIT_FROM;
    Interpol NODE_INTERPOL;
    Lambda NODE_LAMBDA;
    LegacyLet NODE_LEGACY_LET;
    LetIn NODE_LET_IN;
    List NODE_LIST;
    Literal NODE_LITERAL;
    Paren NODE_PAREN;
    PatBind NODE_PAT_BIND;
    PatEntry NODE_PAT_ENTRY;
    PathAbs NODE_PATH_ABS;
    PathHome NODE_PATH_HOME;
    PathRel NODE_PATH_REL;
    PathSearch NODE_PATH_SEARCH;
    Pattern NODE_PATTERN;
    Root NODE_ROOT;
    Select NODE_SELECT;
    Str NODE_STRING;
    UnaryOp NODE_UNARY_OP;
    With NODE_WITH;
}

macro_rules! choices {
    ($($(#[$doc:meta])* $name:ident { $($variant:ident $kind:ident)* })*) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Copy, Debug)]
            pub enum $name<'t> {
                $($variant($variant<'t>),)*
            }

            impl<'t> View<'t> for $name<'t> {
                fn cast(node: Node<'t>) -> Option<Self> {
                    match node.kind() {
                        $(SyntaxKind::$kind => Some($name::$variant($variant(node))),)*
                        _ => None,
                    }
                }

                fn node(self) -> Node<'t> {
                    match self {
                        $($name::$variant(it) => it.0,)*
                    }
                }
            }
        )*
    };
}

choices! {
    /// An expression.
    Expr {
        Apply NODE_APPLY
        Assert NODE_ASSERT
        AttrSet NODE_ATTR_SET
        BinOp NODE_BIN_OP
        CurPos NODE_CUR_POS
        Error NODE_ERROR
        HasAttr NODE_HAS_ATTR
        Ident NODE_IDENT
        IfElse NODE_IF_ELSE
        Lambda NODE_LAMBDA
        LegacyLet NODE_LEGACY_LET
        LetIn NODE_LET_IN
        List NODE_LIST
        Literal NODE_LITERAL
        Paren NODE_PAREN
        PathAbs NODE_PATH_ABS
        PathHome NODE_PATH_HOME
        PathRel NODE_PATH_REL
        PathSearch NODE_PATH_SEARCH
        Select NODE_SELECT
        Str NODE_STRING
        UnaryOp NODE_UNARY_OP
        With NODE_WITH
    }
    /// A part of an attribute path.
    Attr { Ident NODE_IDENT Dynamic NODE_DYNAMIC Str NODE_STRING }
    /// What stands between the braces of a set, or between `let` and `in`.
    Entry { Inherit NODE_INHERIT AttrpathValue NODE_ATTRPATH_VALUE }
    /// The parameter of a function.
    Param { Pattern NODE_PATTERN IdentParam NODE_IDENT_PARAM }
}

macro_rules! expressions {
    ($($name:ident { $($(#[$doc:meta])* $part:ident $number:literal;)* })*) => {
        $(impl<'t> $name<'t> {
            $($(#[$doc])* #[must_use] pub fn $part(self) -> Option<Expr<'t>> { self.0.nth($number) })*
        })*
    };
}

expressions! {
    Apply { /** The function. */ lambda 0; /** Its argument. */ argument 1; }
    Assert { /** What must hold. */ condition 0; /** The value then. */ body 1; }
    AttrpathValue { /** The value of the definition. */ value 0; }
    BinOp { /** The left operand. */ lhs 0; /** The right operand. */ rhs 1; }
    Dynamic { /** What gives the name. */ expr 0; }
    HasAttr { /** The set that is asked. */ expr 0; }
    IfElse { /** The condition. */ condition 0; /** After `then`. */ body 1; /** After `else`. */ else_body 2; }
    InheritFrom { /** The set that is inherited from. */ expr 0; }
    Interpol { /** What is interpolated. */ expr 0; }
    Lambda { /** The body. */ body 0; }
    LetIn { /** After `in`. */ body 0; }
    Paren { /** What stands in parentheses. */ expr 0; }
    PatEntry { /** The default: the name before it is an expression, too. */ default 1; }
    Root { /** The whole text. */ expr 0; }
    Select { /** The set. */ expr 0; /** After `or`. */ default_expr 1; }
    UnaryOp { /** The operand. */ expr 0; }
    With { /** The set. */ namespace 0; /** The expression inside. */ body 1; }
}

macro_rules! entries {
    ($($name:ident)*) => {
        $(impl<'t> $name<'t> {
            /// The definitions and `inherit`s, in the order of the text.
            pub fn entries(self) -> impl Iterator<Item = Entry<'t>> {
                self.0.all()
            }
        })*
    };
}

entries! { AttrSet LegacyLet LetIn }

impl<'t> Ident<'t> {
    /// The name, `or` included.
    #[must_use]
    pub fn text(self) -> &'t str {
        self.0.tokens().next().map_or("", |(_, text)| text)
    }
}

impl Str<'_> {
    /// Whether it stands between `''`.
    #[must_use]
    pub fn is_indented(self) -> bool {
        self.0.tokens().next().is_some_and(|(_, text)| text == "''")
    }
}

impl<'t> Attrpath<'t> {
    /// The parts of the path.
    pub fn attrs(self) -> impl Iterator<Item = Attr<'t>> {
        self.0.all()
    }
}

impl<'t> AttrpathValue<'t> {
    /// What is defined.
    #[must_use]
    pub fn attrpath(self) -> Option<Attrpath<'t>> {
        self.0.first()
    }
}

impl AttrSet<'_> {
    /// Whether it is a `rec { }`.
    #[must_use]
    pub fn is_recursive(self) -> bool {
        self.0.has(SyntaxKind::TOKEN_REC)
    }
}

impl<'t> Inherit<'t> {
    /// `(e)`, where the names are inherited from.
    #[must_use]
    pub fn from(self) -> Option<InheritFrom<'t>> {
        self.0.first()
    }

    /// The names.
    pub fn attrs(self) -> impl Iterator<Item = Attr<'t>> {
        self.0.all()
    }
}

impl<'t> Select<'t> {
    /// What is selected.
    #[must_use]
    pub fn attrpath(self) -> Option<Attrpath<'t>> {
        self.0.first()
    }

    /// Whether there is an `or`.
    #[must_use]
    pub fn has_default(self) -> bool {
        self.0.has(SyntaxKind::TOKEN_OR)
    }
}

impl<'t> HasAttr<'t> {
    /// What is asked for.
    #[must_use]
    pub fn attrpath(self) -> Option<Attrpath<'t>> {
        self.0.first()
    }
}

impl<'t> Lambda<'t> {
    /// The parameter.
    #[must_use]
    pub fn param(self) -> Option<Param<'t>> {
        self.0.first()
    }
}

impl<'t> IdentParam<'t> {
    /// The name of the parameter.
    #[must_use]
    pub fn ident(self) -> Option<Ident<'t>> {
        self.0.first()
    }
}

impl<'t> Pattern<'t> {
    /// The parameters in braces.
    pub fn pat_entries(self) -> impl Iterator<Item = PatEntry<'t>> {
        self.0.all()
    }

    /// The name of the whole argument, with `@`.
    #[must_use]
    pub fn pat_bind(self) -> Option<PatBind<'t>> {
        self.0.first()
    }

    /// Whether there is a `...`.
    #[must_use]
    pub fn has_ellipsis(self) -> bool {
        self.0.has(SyntaxKind::TOKEN_ELLIPSIS)
    }
}

impl<'t> PatBind<'t> {
    /// The name of the whole argument.
    #[must_use]
    pub fn ident(self) -> Option<Ident<'t>> {
        self.0.first()
    }
}

impl<'t> PatEntry<'t> {
    /// The name of the parameter.
    #[must_use]
    pub fn ident(self) -> Option<Ident<'t>> {
        self.0.first()
    }

    /// Whether there is a `?`.
    #[must_use]
    pub fn has_default(self) -> bool {
        self.0.has(SyntaxKind::TOKEN_QUESTION)
    }
}

impl<'t> List<'t> {
    /// The elements.
    pub fn items(self) -> impl Iterator<Item = Expr<'t>> {
        self.0.all()
    }
}

impl BinOp<'_> {
    /// The operator.
    #[must_use]
    pub fn operator(self) -> Option<BinOpKind> {
        self.0.tokens().find_map(|(kind, _)| BinOpKind::from_kind(kind))
    }
}

impl UnaryOp<'_> {
    /// The operator.
    #[must_use]
    pub fn operator(self) -> Option<UnaryOpKind> {
        self.0.tokens().find_map(|(kind, _)| UnaryOpKind::from_kind(kind))
    }
}

impl<'t> Literal<'t> {
    /// The kind of its token, and its text.
    #[must_use]
    pub fn token(self) -> Option<(SyntaxKind, &'t str)> {
        self.0.tokens().next()
    }
}

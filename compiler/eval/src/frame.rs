//! Frames: where variables live while code runs, and for as long as somebody may ask for them.
//!
//! Most calls leave nothing behind: they compute a value and are done. Their frames are used
//! again. A frame must stay as soon as anything that outlives the call refers to it or to its
//! slots: a suspended expression, a closure, a link to a slot, a frame inside it. Whoever
//! makes such a reference says so, with [`Frame::keep`]; the call that made the frame gives
//! it back at its end if nobody did.

use crate::{Code, Evaluator, Slot, State, Suspended};
use fedic_diagnostics::Place;
use fedic_hir::{Expr, ExprId, Lambda};
use std::cell::Cell;

/// An array of slots, linked to the one around it; and the code that runs in it.
pub struct Frame<'a> {
    parent: Cell<Option<&'a Frame<'a>>>,
    /// Which of two twins it is says whether the frame must stay: that takes no memory.
    code: Cell<&'a Code<'a>>,
    slots: Cell<&'a [Slot<'a>]>,
}

impl<'a> Frame<'a> {
    /// The code that runs in it.
    #[inline]
    #[must_use]
    pub fn code(&self) -> &'a Code<'a> {
        self.code.get()
    }

    /// Its variables.
    #[inline]
    pub(crate) fn slots(&self) -> &'a [Slot<'a>] {
        self.slots.get()
    }

    /// The frame around it.
    pub(crate) fn around(&self) -> Option<&'a Frame<'a>> {
        self.parent.get()
    }

    /// The frame so many levels outwards.
    #[inline]
    pub(crate) fn up(&'a self, depth: u16) -> &'a Frame<'a> {
        let mut frame = self;
        for _ in 0..depth {
            frame = frame.parent.get().unwrap_or_else(|| unreachable!("lowering counts frames that exist"));
        }
        frame
    }

    /// What tells it from other frames, but for copies of it.
    #[must_use]
    pub fn identity(&self) -> [usize; 3] {
        let around = self.around().map_or(0, |it| std::ptr::from_ref(it) as usize);
        [std::ptr::from_ref(self.code().canonical()) as usize, self.slots().as_ptr() as usize, around]
    }

    /// The place of an expression of this frame's code.
    pub(crate) fn place(&self, expr: ExprId) -> Place {
        self.code().place(expr)
    }

    /// Says that the frame, or a slot of it, is referred to from now on.
    #[inline]
    pub(crate) fn keep(&self) {
        let code = self.code.get();
        if !code.kept {
            self.code.set(code.twin());
        }
    }

    /// An expression to be evaluated in this frame when it is asked for.
    #[inline]
    pub(crate) fn suspend(&'a self, expr: ExprId) -> State<'a> {
        self.keep();
        State::Suspended(Suspended { expr, frame: self })
    }

    /// The state of a second slot with the value of a variable.
    #[inline]
    pub(crate) fn share(&'a self, depth: u16, slot: u32) -> State<'a> {
        let state = self.up(depth).slots()[slot as usize].share();
        // Frames further out are kept by those inside them.
        if depth == 0 && matches!(state, State::Alias(_)) {
            self.keep();
        }
        state
    }
}

impl<'a> Code<'a> {
    /// The same code for frames of the other kind.
    #[inline]
    fn twin(&self) -> &'a Code<'a> {
        self.twin.get().unwrap_or_else(|| unreachable!("code is made in pairs"))
    }

    /// The one of two twins that stands for both: that of frames which stay.
    pub(crate) fn canonical(&'a self) -> &'a Code<'a> {
        if self.kept { self } else { self.twin() }
    }

    /// The one of two twins that frames of calls begin with.
    #[inline]
    pub(crate) fn passing(&'a self) -> &'a Code<'a> {
        if self.kept { self.twin() } else { self }
    }
}

/// Frames with more slots than this are not used again.
const SMALL: usize = 8;

/// Frames to be used again, linked through their parents.
pub(crate) struct FreeFrames<'a> {
    /// By number of slots.
    by_length: [Cell<Option<&'a Frame<'a>>>; SMALL + 1],
    /// Those that have no slots of their own.
    bare: Cell<Option<&'a Frame<'a>>>,
}

impl FreeFrames<'_> {
    pub(crate) fn new() -> Self {
        FreeFrames { by_length: [const { Cell::new(None) }; SMALL + 1], bare: Cell::new(None) }
    }
}

impl<'a> Evaluator<'a> {
    /// The outermost frame of a file.
    pub(crate) fn root_frame(&self, code: &'a Code<'a>) -> &'a Frame<'a> {
        self.new_frame(None, code.canonical(), &[])
    }

    /// A frame around these slots, which stays.
    #[inline]
    pub(crate) fn frame(&self, parent: &'a Frame<'a>, slots: &'a [Slot<'a>]) -> &'a Frame<'a> {
        parent.keep();
        self.new_frame(Some(parent), parent.code(), slots)
    }

    /// A frame with the slots of another, for a section of its code.
    pub(crate) fn section_frame(&self, frame: &'a Frame<'a>, section: &'a Code<'a>) -> &'a Frame<'a> {
        frame.keep();
        self.new_frame(frame.parent.get(), section.canonical(), frame.slots())
    }

    /// A frame of its own for a call of a function of this code. What the slots hold is to be
    /// overwritten.
    #[inline]
    pub(crate) fn call_frame(
        &self,
        code: &'a Code<'a>,
        outer: &'a Frame<'a>,
        length: usize,
    ) -> &'a Frame<'a> {
        if let Some(free) = self.free_frames.by_length.get(length)
            && let Some(frame) = free.get()
        {
            free.set(frame.parent.replace(Some(outer)));
            frame.code.set(code);
            return frame;
        }
        let slots = self.arena().alloc_slice_fill_with(length, |_| Slot::new(State::Running));
        self.new_frame(Some(outer), code, slots)
    }

    /// The same around slots that belong to somebody else.
    #[inline]
    pub(crate) fn bare_frame(
        &self,
        code: &'a Code<'a>,
        outer: &'a Frame<'a>,
        slots: &'a [Slot<'a>],
    ) -> &'a Frame<'a> {
        if let Some(frame) = self.free_frames.bare.get() {
            self.free_frames.bare.set(frame.parent.replace(Some(outer)));
            frame.code.set(code);
            frame.slots.set(slots);
            return frame;
        }
        self.new_frame(Some(outer), code, slots)
    }

    /// Gives a frame of [`Evaluator::call_frame`] back, whose call is over.
    #[inline]
    pub(crate) fn release(&self, frame: &'a Frame<'a>) {
        if frame.code().kept || self.options().origins {
            return;
        }
        if let Some(free) = self.free_frames.by_length.get(frame.slots().len()) {
            frame.parent.set(free.replace(Some(frame)));
        }
    }

    /// Gives a frame of [`Evaluator::bare_frame`] back, whose call is over.
    #[inline]
    pub(crate) fn release_bare(&self, frame: &'a Frame<'a>) {
        if !frame.code().kept && !self.options().origins {
            frame.parent.set(self.free_frames.bare.replace(Some(frame)));
        }
    }

    /// The body of a function, and the code for frames of its calls. A body that was cut out is
    /// entered at once, rather than in a second frame.
    #[inline]
    pub(crate) fn body_of(&self, lambda: &Lambda, outer: &'a Frame<'a>) -> (ExprId, &'a Code<'a>) {
        match outer.code().exprs[lambda.body.0 as usize] {
            Expr::Section(inner) => {
                let (body, code) = self.section(outer.code(), inner);
                (body, code.passing())
            }
            _ => (lambda.body, outer.code().passing()),
        }
    }

    #[inline]
    fn new_frame(
        &self,
        parent: Option<&'a Frame<'a>>,
        code: &'a Code<'a>,
        slots: &'a [Slot<'a>],
    ) -> &'a Frame<'a> {
        self.arena().alloc(Frame {
            parent: Cell::new(parent),
            code: Cell::new(code),
            slots: Cell::new(slots),
        })
    }
}

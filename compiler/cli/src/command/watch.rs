//! `fedic test --watch`: the tests again whenever a file changes that they read, and no others.

use super::{setup, test};
use crate::arguments::{TestArguments, TestFormat, When};
use crate::output::{self, Status, Stream};
use crate::render::{self, Look, Wanted};
use fedic_analysis::{Analysis, Event, Watch, on_interrupt, shown};
use std::collections::BTreeSet;
use std::convert::Infallible;
use std::sync::{Arc, Mutex, PoisonError};

/// Runs until somebody interrupts it; the exit status is that of the last run then. What
/// was printed stays on the screen.
pub(crate) fn run(folder: &str, arguments: &TestArguments, color: When) -> Status {
    let rounds = Rounds {
        arguments,
        look: Look::on(Stream::Out, color, folder, None),
        ran: Arc::default(),
        last: Arc::new(Mutex::new(Status::Fine)),
    };
    let Err(reason) = rounds.run(folder);
    output::say(&format!("fedic: cannot watch for changes: {reason}"));
    Status::Usage
}

struct Rounds<'c> {
    arguments: &'c TestArguments,
    look: Look,
    /// The files whose tests ran since this was last looked at.
    ran: Arc<Mutex<BTreeSet<String>>>,
    /// How the last round ended.
    last: Arc<Mutex<Status>>,
}

impl Rounds<'_> {
    fn run(&self, folder: &str) -> Result<Infallible, String> {
        let last = self.last.clone();
        on_interrupt(move || output::exit(*last.lock().unwrap_or_else(PoisonError::into_inner)))?;
        let mut watch = Watch::start()?;
        let mut setup = setup(folder, &self.arguments.search);
        let ran = self.ran.clone();
        setup.observe(Arc::new(move |event| match event {
            Event::Runs { query: "test", of } => {
                ran.lock().unwrap_or_else(PoisonError::into_inner).insert(of.to_owned());
            }
            Event::Runs { .. } | Event::GoesOn => {}
        }));
        let mut analysis = Analysis::new(setup);
        self.round(&analysis, "");
        output::say("watching for changes; Ctrl-C ends it");
        loop {
            // What is watched only from now on may have changed meanwhile.
            let fresh = watch.follow(&analysis)?;
            let changed = if fresh.is_empty() { watch.wait() } else { fresh };
            changed.iter().for_each(|path| analysis.changed(path));
            self.round(&analysis, "\nagain: ");
        }
    }

    /// Runs what is to be run; says nothing where nothing is.
    fn round(&self, analysis: &Analysis, title: &str) {
        let done = test::files(analysis, self.arguments);
        let ran = std::mem::take(&mut *self.ran.lock().unwrap_or_else(PoisonError::into_inner));
        // An interrupt waits for it: who has read a round's end is told how that went.
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        *last = match done {
            Ok(_) if ran.is_empty() => return,
            Ok(files) => {
                let names: Vec<String> = ran.iter().map(|path| shown(path, &self.look.folder)).collect();
                let title =
                    if title.is_empty() { String::new() } else { format!("{title}{}\n", names.join(", ")) };
                let wanted = Wanted { quiet: self.arguments.quiet, only: Some(&ran) };
                let text = render::tests(&files, analysis, &self.look, TestFormat::Pretty, wanted);
                output::answer(&(title + &text)).max(test::judged(&files))
            }
            Err(status) => status,
        };
    }
}
